/*
 * Gives the terminal back when the program dies of itself: the runtime ends with abort() after an exception that nobody caught, a full
 * stack or a fault of its own, and no line of C# runs any more. Linked into the native program only.
 */
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int deadly[] = {SIGABRT, SIGBUS, SIGILL, SIGSYS};

static struct termios settings;
static char farewell[256];
static size_t length;
static volatile sig_atomic_t armed;

static void give_back(int number)
{
    if (armed) {
        armed = 0;
        ssize_t ignored = write(STDOUT_FILENO, farewell, length);
        (void)ignored;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings);
    }
    signal(number, SIG_DFL);
    raise(number);
}

/* From now on the terminal gets these settings back, and these bytes, at most 256. */
void secrets_crash_arm(const void *mode, const char *bytes, int count)
{
    armed = 0;
    memcpy(&settings, mode, sizeof settings);
    length = (size_t)count < sizeof farewell ? (size_t)count : sizeof farewell;
    memcpy(farewell, bytes, length);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = give_back;
    /* A full stack has no room for a handler; the runtime has given each thread another one. */
    action.sa_flags = SA_ONSTACK;
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        sigaction(deadly[i], &action, 0);
    armed = 1;
}

/* The terminal has been given back. */
void secrets_crash_disarm(void)
{
    armed = 0;
}
