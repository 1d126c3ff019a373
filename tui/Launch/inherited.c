/*
 * How this process inherited its signals. The runtime changes some of them before any line of C# runs (it ignores SIGPIPE, and
 * catches others), and what a caller ignored must stay ignored in the program that we become. A constructor runs
 * before the runtime does. Linked into the native program only.
 */
#include <signal.h>

/* The runtime stops its threads by the first real-time signal; macOS has none. */
#ifdef SIGRTMIN
#define LAST SIGRTMIN
#else
#define LAST 31
#endif

static unsigned long long ignored;

__attribute__((constructor)) static void remember(void)
{
    struct sigaction action;
    for (int number = 1; number <= LAST; number++) {
        if (sigaction(number, 0, &action) == 0 && action.sa_handler == SIG_IGN)
            ignored |= 1ull << number;
    }
}

/* One bit for each signal that was ignored, at its own number. */
unsigned long long secrets_inherited_ignored(void)
{
    return ignored;
}
