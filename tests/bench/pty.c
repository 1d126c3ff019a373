/* Sits before a program as a person's terminal does (120x36, xterm-256color), and measures it.
 *
 *   pty paint ROUNDS < ROWS                        from the start until a word is on the screen, each in turn, as a table
 *   pty keys COUNT WORD BEFORE CYCLE -- WORDS      from a key to the first byte of its answer: median, 95th percentile, most (ms)
 *   pty idle SECONDS WORD -- WORDS                 how often any of its threads woke up
 *   pty load SECONDS WORD PIPE -- WORDS            secrets written elsewhere in a second, and the share of a core that it costs (%)
 *
 * A row is LABEL <tab> FLOOR <tab> LIMIT <tab> WORD <tab> WORDS, as in race.c.
 * WORD is what the program shows when it is ready, BEFORE is typed once, CYCLE key by key. */
#define _GNU_SOURCE
#include <dirent.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 16, WORDS = 32, SEEN = 1 << 20, WRITERS = 8, RATE = 1000 };

struct row {
    char *label, *limit, *word, *words[WORDS];
    int floor;
    double *times;
};

static char seen[SEEN];
static int seen_length;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void nap(double milliseconds) {
    struct timespec time = {.tv_sec = (long)(milliseconds / 1e3), .tv_nsec = (long)(milliseconds * 1e6) % 1000000000L};
    while (milliseconds > 0 && nanosleep(&time, &time) != 0) continue;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(const double *values, int count, double share) {
    double *sorted = malloc(count * sizeof *sorted);
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, ascending);
    int index = (int)(count * share);
    double value = sorted[index < count ? index : count - 1];
    free(sorted);
    return value;
}

static void fail(const char *what, const char *who) {
    fprintf(stderr, "pty: %s: %s\n", who, what);
    exit(2);
}

static void put(int terminal, const char *bytes, size_t length) {
    if (write(terminal, bytes, length) < 0) fail("does not read", "the program");
}

static pid_t start(char **words, int *terminal) {
    struct winsize size = {.ws_row = 36, .ws_col = 120};
    seen_length = 0;
    pid_t pid = forkpty(terminal, NULL, NULL, &size);
    if (pid == 0) {
        setenv("TERM", "xterm-256color", 1);
        setenv("COLORTERM", "truecolor", 1);
        execvp(words[0], words);
        _exit(127);
    }
    return pid;
}

/* Reads what is there within a time, and answers what terminals answer. Returns the bytes read, 0 when the time was over. */
static int take(int terminal, int milliseconds) {
    struct pollfd ready = {.fd = terminal, .events = POLLIN};
    if (poll(&ready, 1, milliseconds) <= 0) return 0;
    if (seen_length > SEEN - 70000) seen_length = 0;
    int count = read(terminal, seen + seen_length, 65536);
    if (count <= 0) return -1;
    char *fresh = seen + seen_length;
    if (memmem(fresh, count, "\033[6n", 4)) put(terminal, "\033[1;1R", 6);
    if (memmem(fresh, count, "\033[c", 3) || memmem(fresh, count, "\033[0c", 4)) put(terminal, "\033[?62c", 6);
    seen_length += count;
    return count;
}

static double until_shown(int terminal, const char *word, const char *who) {
    double limit = now() + 20000;
    while (!memmem(seen, seen_length, word, strlen(word)))
        if (take(terminal, 1000) < 0 || now() > limit) fail("did not show its word", who);
    return now();
}

static void drain(int terminal, int quiet) {
    while (take(terminal, quiet) > 0) continue;
}

static void end(pid_t pid, int terminal) {
    kill(pid, SIGTERM);
    double limit = now() + 1000;
    int status;
    while (waitpid(pid, &status, WNOHANG) == 0) {
        if (now() > limit) kill(pid, SIGKILL);
        take(terminal, 5);
    }
    close(terminal);
}

/* ---- paint ---- */

static int read_rows(struct row *rows, int rounds) {
    static char line[4096];
    int count = 0;
    while (count < ROWS && fgets(line, sizeof line, stdin)) {
        struct row *row = &rows[count];
        line[strcspn(line, "\n")] = 0;
        char *text = strdup(line), *floor;
        row->label = strsep(&text, "\t");
        floor = strsep(&text, "\t");
        row->limit = strsep(&text, "\t");
        row->word = strsep(&text, "\t");
        row->floor = -1;
        for (int i = 0; i < count; i++)
            if (strcmp(rows[i].label, floor) == 0) row->floor = i;
        for (int i = 0; i < WORDS - 1 && (row->words[i] = strsep(&text, " ")) != NULL; i++) continue;
        row->times = malloc(rounds * sizeof *row->times);
        count++;
    }
    return count;
}

static int paint(int rounds) {
    static struct row rows[ROWS];
    int count = read_rows(rows, rounds), exceeded = 0;
    for (int round = -2; round < rounds; round++) {
        for (int i = 0; i < count; i++) {
            int terminal;
            double begin = now();
            pid_t pid = start(rows[i].words, &terminal);
            double took = until_shown(terminal, rows[i].word, rows[i].label) - begin;
            if (round >= 0) rows[i].times[round] = took;
            end(pid, terminal);
        }
    }
    printf("| first paint, 120x36 | median ms | p10 | p90 | x floor | limit |\n|---|--:|--:|--:|--:|--:|\n");
    for (int i = 0; i < count; i++) {
        struct row *row = &rows[i];
        double median = percentile(row->times, rounds, 0.5), ratio = 0;
        printf("| %s | %.1f | %.1f | %.1f | ", row->label, median, percentile(row->times, rounds, 0.1), percentile(row->times, rounds, 0.9));
        if (row->floor >= 0) {
            double *ratios = malloc(rounds * sizeof *ratios);
            for (int round = 0; round < rounds; round++) ratios[round] = row->times[round] / rows[row->floor].times[round];
            ratio = percentile(ratios, rounds, 0.5);
            printf("%.1f", ratio);
        }
        int over = row->limit[0] != '-' && ratio > atof(row->limit);
        exceeded |= over;
        printf(" | %s%s |\n", row->limit[0] == '-' ? "" : row->limit, over ? " exceeded" : "");
    }
    return exceeded;
}

/* ---- keys ---- */

static int keys(int count, const char *word, const char *before, const char *cycle, char **words) {
    int terminal;
    pid_t pid = start(words, &terminal);
    double *times = malloc(count * sizeof *times);
    until_shown(terminal, word, words[0]);
    drain(terminal, 200);
    put(terminal, before, strlen(before));
    drain(terminal, 200);
    for (int i = 0; i < count; i++) {
        double begin = now();
        put(terminal, cycle + i % strlen(cycle), 1);
        if (take(terminal, 5000) <= 0) fail("a key was not answered", words[0]);
        times[i] = now() - begin;
        drain(terminal, 25);
    }
    printf("%.2f %.2f %.2f\n", percentile(times, count, 0.5), percentile(times, count, 0.95), percentile(times, count, 1));
    end(pid, terminal);
    return 0;
}

/* ---- idle ---- */

static long switches(pid_t pid) {
    char path[300], line[256];
    long sum = 0, number;
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL) fail("is gone", "the program");
    for (struct dirent *task; (task = readdir(tasks)) != NULL;) {
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", pid, task->d_name);
        FILE *status = task->d_name[0] == '.' ? NULL : fopen(path, "r");
        if (status == NULL) continue;
        while (fgets(line, sizeof line, status))
            if (sscanf(line, "voluntary_ctxt_switches: %ld", &number) == 1) sum += number;
        fclose(status);
    }
    closedir(tasks);
    return sum;
}

static int idle(int seconds, const char *word, char **words) {
    int terminal;
    pid_t pid = start(words, &terminal);
    until_shown(terminal, word, words[0]);
    drain(terminal, 2000);
    long before = switches(pid);
    nap(seconds * 1e3);
    printf("%ld\n", switches(pid) - before);
    end(pid, terminal);
    return 0;
}

/* ---- load ---- */

static double cpu(pid_t pid) {
    char path[64], line[1024];
    long user, system;
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *stat = fopen(path, "r");
    if (stat == NULL || fgets(line, sizeof line, stat) == NULL) fail("is gone", "the program");
    fclose(stat);
    if (sscanf(strrchr(line, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &user, &system) != 2) fail("no stat", path);
    return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

/* Writes a secret again and again, an eighth of all. Returns how often. */
static int write_secrets(const char *pipe_path, int number, double until) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    strncpy(name.sun_path, pipe_path, sizeof name.sun_path - 1);
    int client = socket(AF_UNIX, SOCK_STREAM, 0), count = 0;
    if (connect(client, (struct sockaddr *)&name, sizeof name) != 0) fail("nobody listens", pipe_path);
    char content[256], request[320], answer[4096];
    int length = sprintf(content, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"secret.set\",\"params\":{\"secrets\":[{\"name\":\"SECRET_%02d\",\"value\":\"x\"}]}}", number + 1);
    length = sprintf(request, "Content-Length: %d\r\n\r\n%s", length, content);
    double next = now();
    while (now() < until) {
        if (write(client, request, length) != length || read(client, answer, sizeof answer) <= 0) fail("no answer", pipe_path);
        if (count == 0 && memmem(answer, sizeof answer, "\"error\"", 7)) fail(answer, pipe_path);
        count++;
        next += 1e3 * WRITERS / RATE;
        nap(next - now());
    }
    return count;
}

static int load(int seconds, const char *word, const char *pipe_path, char **words) {
    int terminal, counts[2], total = 0;
    pid_t pid = start(words, &terminal);
    until_shown(terminal, word, words[0]);
    drain(terminal, 500);
    if (pipe(counts) != 0) return 2;
    double used = cpu(pid), begin = now(), until = begin + seconds * 1e3;
    for (int i = 0; i < WRITERS; i++) {
        if (fork() == 0) {
            int count = write_secrets(pipe_path, i, until);
            _exit(write(counts[1], &count, sizeof count) != sizeof count);
        }
    }
    while (now() < until) take(terminal, 50);
    used = cpu(pid) - used;
    double took = (now() - begin) / 1e3;
    for (int i = 0, count; i < WRITERS; i++)
        if (read(counts[0], &count, sizeof count) == sizeof count) total += count;
    printf("%.0f %.1f\n", total / took, 100 * used / took);
    end(pid, terminal);
    while (wait(NULL) > 0) continue;
    return 0;
}

int main(int argc, char **argv) {
    int words = 1;
    while (words < argc && strcmp(argv[words], "--") != 0) words++;
    char **program = argv + (words < argc ? words + 1 : argc);
    if (argc == 3 && strcmp(argv[1], "paint") == 0) return paint(atoi(argv[2]));
    if (words == 6 && strcmp(argv[1], "keys") == 0) return keys(atoi(argv[2]), argv[3], argv[4], argv[5], program);
    if (words == 4 && strcmp(argv[1], "idle") == 0) return idle(atoi(argv[2]), argv[3], program);
    if (words == 5 && strcmp(argv[1], "load") == 0) return load(atoi(argv[2]), argv[3], argv[4], program);
    return 2;
}
