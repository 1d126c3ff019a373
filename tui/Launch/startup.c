/*
 * What the runtime need not ask the system at each start of the client, which lives for a millisecond. The linker puts these
 * functions before libc's own (--wrap, see Directory.Build.targets); all other callers get the real ones. Linux only.
 * Measured with /bin/true at 0.84 ms: `secrets version` took 1.32 ms without and 1.06 with them.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { PAGE = 4096, LARGEST_STACK = 8 << 20 };

int __real_statfs64(const char *path, struct statfs64 *status);
FILE *__real_fopen64(const char *path, const char *mode);
DIR *__real_opendir(const char *path);
int __real_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes);
extern void *__libc_stack_end;

static int is(const char *path, const char *other)
{
    return strcmp(path, other) == 0;
}

/* The collector has fixed limits (GCHeapHardLimit, GCTotalPhysicalMemory); it looks into the control groups all the same, twice. */
int __wrap_statfs64(const char *path, struct statfs64 *status)
{
    if (is(path, "/sys/fs/cgroup")) {
        errno = ENOENT;
        return -1;
    }
    return __real_statfs64(path, status);
}

FILE *__wrap_fopen64(const char *path, const char *mode)
{
    if (is(path, "/proc/self/mountinfo") || is(path, "/proc/self/cgroup")) {
        errno = ENOENT;
        return 0;
    }
    return __real_fopen64(path, mode);
}

/* Nor does a heap of one thread care for the nodes of memory. */
DIR *__wrap_opendir(const char *path)
{
    if (is(path, "/sys/devices/system/node")) {
        errno = ENOENT;
        return 0;
    }
    return __real_opendir(path);
}

/* Where the first thread's stack lies: libc reads /proc/self/maps for it. The end is known, and the limit tells how far it may grow. */
int __wrap_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes)
{
    struct rlimit limit;
    uintptr_t end = ((uintptr_t)__libc_stack_end + PAGE - 1) & -(uintptr_t)PAGE, size = LARGEST_STACK;
    if (syscall(SYS_gettid) != getpid() || !pthread_equal(thread, pthread_self()))
        return __real_pthread_getattr_np(thread, attributes);
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < size)
        size = limit.rlim_cur & -(rlim_t)PAGE;
    int error = pthread_attr_init(attributes);
    return error != 0 ? error : pthread_attr_setstack(attributes, (void *)(end - size), size);
}
