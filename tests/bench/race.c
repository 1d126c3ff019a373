/* Runs commands in turn, so that whatever disturbs the machine disturbs all of them, and prints a table.
 *
 *   race ROUNDS < ROWS
 *
 * A row is LABEL <tab> FLOOR <tab> LIMIT <tab> WORDS: FLOOR is the label of an earlier row, or "-"; LIMIT the greatest ratio to it
 * that is allowed, or "-". A ratio is the median of the ratios of the single rounds. Exits 1 when a limit is exceeded or a command failed. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

enum { ROWS = 32, WORDS = 32, WARM_UP = 10 };

struct row {
    char *label, *limit, *words[WORDS];
    int floor, failures;
    double *times, cpu;
};

extern char **environ;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static double milliseconds(struct timeval time) { return time.tv_sec * 1e3 + time.tv_usec / 1e3; }

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(const double *values, int count, double share) {
    double *sorted = malloc(count * sizeof *sorted);
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, ascending);
    double value = sorted[(int)(share * (count - 1) + 0.5)];
    free(sorted);
    return value;
}

static void run(struct row *row, int round, posix_spawn_file_actions_t *files) {
    pid_t child;
    int status;
    struct rusage usage;
    double start = now();
    if (posix_spawnp(&child, row->words[0], files, NULL, row->words, environ) != 0) {
        perror(row->words[0]);
        exit(2);
    }
    wait4(child, &status, 0, &usage);
    if (round < 0) return;
    row->times[round] = now() - start;
    row->cpu += milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
    if (status != 0) row->failures++;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 0, count = 0, bad = 0;
    static struct row rows[ROWS];
    static char line[4096];
    if (rounds <= 0) return 2;

    while (count < ROWS && fgets(line, sizeof line, stdin) != NULL) {
        char *rest = strdup(line), *word;
        struct row *row = &rows[count];
        rest[strcspn(rest, "\n")] = 0;
        row->label = strsep(&rest, "\t");
        word = strsep(&rest, "\t");
        row->limit = strsep(&rest, "\t");
        row->floor = -1;
        for (int i = 0; i < count; i++)
            if (strcmp(rows[i].label, word) == 0) row->floor = i;
        for (int i = 0; i < WORDS - 1 && (word = strsep(&rest, " ")) != NULL; i++) row->words[i] = word;
        row->times = malloc(rounds * sizeof *row->times);
        count++;
    }

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    for (int round = -WARM_UP; round < rounds; round++)
        for (int i = 0; i < count; i++) run(&rows[i], round, &files);

    printf("| command | median ms | p10 | p90 | CPU ms | x floor | limit |\n|---|--:|--:|--:|--:|--:|--:|\n");
    double *ratios = malloc(rounds * sizeof *ratios);
    for (int i = 0; i < count; i++) {
        struct row *row = &rows[i];
        printf("| %s | %.2f | %.2f | %.2f | %.2f |", row->label, percentile(row->times, rounds, 0.5), percentile(row->times, rounds, 0.1),
               percentile(row->times, rounds, 0.9), row->cpu / rounds);
        if (row->floor >= 0) {
            for (int round = 0; round < rounds; round++) ratios[round] = row->times[round] / rows[row->floor].times[round];
            double ratio = percentile(ratios, rounds, 0.5);
            int over = row->limit[0] != '-' && ratio > atof(row->limit);
            printf(" %.2f | %s%s |", ratio, row->limit[0] == '-' ? "" : row->limit, over ? " exceeded" : "");
            bad |= over;
        } else {
            printf(" | |");
        }
        printf("%s\n", row->failures > 0 ? " failed" : "");
        bad |= row->failures > 0;
    }
    return bad;
}
