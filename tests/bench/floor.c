/* The least that the same job costs in C, so that our times can be told as ratios to it, measured in the same minute.
 *
 *   floor serve SOCKET           answers every request with 20 variables of 64 bytes
 *   floor run   SOCKET CMD ...   connects, asks, receives the 20 variables, becomes CMD, which it looks for in PATH, with them in its environment
 *   floor get   SOCKET           connects, asks, receives, writes one value to stdout
 *
 * An answer is a 32-bit length and that many bytes of NUL-terminated NAME=VALUE. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { VARIABLES = 20, VALUE = 64, ROOM = 4096 };

static const char request[] = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"run.plan\",\"params\":{\"scope\":{}}}";
extern char **environ;

static struct sockaddr_un address(const char *path) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strncpy(name.sun_path, path, sizeof name.sun_path - 1);
    return name;
}

static int serve(const char *path) {
    static char answer[ROOM];
    uint32_t length = 0;
    for (int i = 0; i < VARIABLES; i++) {
        length += sprintf(answer + 4 + length, "SECRET_%02d=", i);
        memset(answer + 4 + length, 'a' + i, VALUE);
        length += VALUE + 1;
    }
    memcpy(answer, &length, 4);

    signal(SIGPIPE, SIG_IGN);
    unlink(path);
    struct sockaddr_un name = address(path);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&name, sizeof name) != 0 || listen(listener, 128) != 0) {
        perror(path);
        return 1;
    }
    for (;;) {
        int client = accept(listener, NULL, NULL);
        char buffer[512];
        while (client >= 0 && read(client, buffer, sizeof buffer) > 0)
            if (write(client, answer, length + 4) < 0) break;
        close(client);
    }
}

/* Asks once; returns the first byte after the length, and in *end the byte after the last. */
static char *ask(const char *path, char **end) {
    static char answer[ROOM];
    struct sockaddr_un name = address(path);
    int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(server, (struct sockaddr *)&name, sizeof name) != 0 || write(server, request, sizeof request - 1) < 0) return NULL;
    size_t have = 0, need = 4;
    while (have < need) {
        ssize_t count = read(server, answer + have, sizeof answer - have);
        if (count <= 0) return NULL;
        have += count;
        if (have >= 4) need = 4 + *(uint32_t *)answer;
    }
    *end = answer + need;
    return answer + 4;
}

int main(int argc, char **argv) {
    char *end, *variable;
    if (argc == 3 && strcmp(argv[1], "serve") == 0) return serve(argv[2]);
    if (argc < 3 || (variable = ask(argv[2], &end)) == NULL) return 2;

    if (strcmp(argv[1], "get") == 0) {
        char *value = strchr(variable, '=') + 1;
        return write(1, value, strlen(value)) < 0;
    }

    size_t count = 0, k = 0;
    while (environ[count] != NULL) count++;
    char **variables = malloc((count + VARIABLES + 1) * sizeof *variables);
    for (; variable < end; variable += strlen(variable) + 1) variables[k++] = variable;
    for (size_t i = 0; i < count; i++) variables[k++] = environ[i];
    variables[k] = NULL;
    execvpe(argv[3], argv + 3, variables);
    return 127;
}
