/* From the start of the daemon to its first answer.
 *
 *   first TIMES PIPE DAEMON [ARG ...]    prints the median, the 10th and the 90th percentile in milliseconds */
#define _GNU_SOURCE
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static const char request[] = "Content-Length: 48\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"vault.status\"}";

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double first_answer(const char *pipe_path, char **words) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strncpy(name.sun_path, pipe_path, sizeof name.sun_path - 1);
    pid_t daemon;
    double start = now();
    if (posix_spawn(&daemon, words[0], NULL, NULL, words, environ) != 0) {
        perror(words[0]);
        exit(2);
    }
    int client = socket(AF_UNIX, SOCK_STREAM, 0);
    while (connect(client, (struct sockaddr *)&name, sizeof name) != 0) {
        if (now() - start > 10000 || waitpid(daemon, NULL, WNOHANG) != 0) {
            fprintf(stderr, "first: %s did not come up\n", words[0]);
            exit(1);
        }
        usleep(50);
    }
    char answer[4096];
    if (write(client, request, sizeof request - 1) < 0 || read(client, answer, sizeof answer) <= 0) {
        fprintf(stderr, "first: no answer\n");
        exit(1);
    }
    double took = now() - start;
    close(client);
    kill(daemon, SIGTERM);
    waitpid(daemon, NULL, 0);
    return took;
}

int main(int argc, char **argv) {
    int times = argc > 3 ? atoi(argv[1]) : 0;
    if (times <= 0) return 2;
    double *took = malloc(times * sizeof *took);
    for (int i = 0; i < times; i++) took[i] = first_answer(argv[2], argv + 3);
    qsort(took, times, sizeof *took, ascending);
    printf("%.1f %.1f %.1f\n", took[times / 2], took[times / 10], took[times * 9 / 10]);
    return 0;
}
