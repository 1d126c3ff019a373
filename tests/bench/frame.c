/* The floor of a full screen: takes the terminal, paints one frame of its size with a colour in each row, reads a key, gives it back.
 *
 *   frame WORD      the last row ends in WORD, so that whoever looks on knows when all is there */
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int main(int argc, char **argv) {
    struct termios before, raw;
    struct winsize size;
    if (argc < 2 || tcgetattr(0, &before) != 0 || ioctl(1, TIOCGWINSZ, &size) != 0) return 2;
    raw = before;
    cfmakeraw(&raw);
    tcsetattr(0, TCSAFLUSH, &raw);
    static char frame[1 << 16];
    int length = sprintf(frame, "\033[?1049h\033[?25l\033[H\033[2J");
    for (int y = 0; y < size.ws_row; y++) {
        int word = y == size.ws_row - 1 ? (int)strlen(argv[1]) : 0;
        length += sprintf(frame + length, "\033[%d;1H\033[38;2;200;%d;120m", y + 1, 100 + y);
        for (int x = 0; x < size.ws_col - word && length < (int)sizeof frame - 256; x++) frame[length++] = 'a' + (x + y) % 26;
        if (word) length += sprintf(frame + length, "%s", argv[1]);
    }
    char key;
    int failed = write(1, frame, length) != length || read(0, &key, 1) != 1;
    length = sprintf(frame, "\033[0m\033[?25h\033[?1049l");
    failed |= write(1, frame, length) != length;
    tcsetattr(0, TCSAFLUSH, &before);
    return failed;
}
