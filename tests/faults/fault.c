/* fault.c - a library for LD_PRELOAD that makes calls of the C library fail, by the environment:
 *
 *   FAULT_CALLS   which are counted: names with commas, as "malloc" (with calloc, realloc and their kin), "open", "read" ...
 *   FAULT_AT      the number of the call that fails, from 1; 0 or absent: none
 *   FAULT_ERROR   errno; "short" makes a read or write move one byte only; absent: ENOMEM
 *   FAULT_ALWAYS  set: every later call fails, too
 *   FAULT_COUNT   a file that gets the number of calls, when the program ends by itself
 *   FAULT_DO      with FAULT_AT: no failure, but this happens before the call: "kill" (SIGKILL), "int", "term", "bus", or
 *                 "truncate PATH", "unlink PATH", "append PATH"; or "swap PATH", where the next call that is counted swaps back
 *   FAULT_TO      what "swap" makes PATH a link to
 *
 * Calls inside of the C library (fopen's open, say) cannot be seen from here; fopen and opendir count as open. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool counted_malloc, is_short, always;
static const char *calls, *action, *link_to;
static long at;
static int error_number = ENOMEM;
static long count; /* atomic */

static bool names(const char *list, const char *call)
{
	size_t n = strlen(call);

	for (const char *p = list; p && *p; p += strcspn(p, ","), p += *p == ',')
		if (strncmp(p, call, n) == 0 && (p[n] == ',' || p[n] == 0))
			return true;
	return false;
}

__attribute__((constructor)) static void start(void)
{
	const char *number = getenv("FAULT_AT"), *error = getenv("FAULT_ERROR");

	calls = getenv("FAULT_CALLS");
	action = getenv("FAULT_DO");
	link_to = getenv("FAULT_TO");
	always = getenv("FAULT_ALWAYS") != NULL;
	at = number ? atol(number) : 0;
	is_short = error && strcmp(error, "short") == 0;
	if (error && !is_short)
		error_number = atoi(error);
	counted_malloc = names(calls, "malloc");
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAULT_COUNT");
	long n = count;

	counted_malloc = false;
	calls = NULL;
	if (!path)
		return;
	FILE *f = fopen(path, "w");
	if (f) {
		fprintf(f, "%ld\n", n);
		fclose(f);
	}
}

static void *real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

#define REAL(name) ((__typeof__(&name))real(#name))

static void append(const char *path)
{
	FILE *f = ((FILE *(*)(const char *, const char *))real("fopen"))(path, "a");

	if (f) {
		fputs("\n# More\n", f);
		fclose(f);
	}
}

/* The file goes aside, a link comes into its place; and back. */
static void swap(const char *path, bool back)
{
	char aside[4096];

	snprintf(aside, sizeof aside, "%s.aside", path);
	if (back && (unlink(path) != 0 || REAL(rename)(aside, path) != 0))
		perror("fault: swap back");
	if (!back && (REAL(rename)(path, aside) != 0 || symlink(link_to, path) != 0))
		perror("fault: swap");
}

static void act(long n)
{
	static const struct { const char *name; int signal; } signals[] = {{"kill", SIGKILL}, {"int", SIGINT}, {"term", SIGTERM}};
	const char *path = strchr(action, ' ');

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (strcmp(action, signals[i].name) == 0)
			kill(getpid(), signals[i].signal);
	if (path && strncmp(action, "truncate", 8) == 0 && truncate(path + 1, 0) != 0)
		perror("fault: truncate");
	if (path && strncmp(action, "unlink", 6) == 0)
		unlink(path + 1);
	if (path && strncmp(action, "append", 6) == 0)
		append(path + 1);
	if (path && strncmp(action, "swap", 4) == 0)
		swap(path + 1, n > at);
}

static bool fails_now(void)
{
	long n = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);

	bool back = link_to && n == at + 1;

	if (at == 0 || (n != at && !back && !(always && n > at)))
		return false;
	if (action) {
		act(n);
		return false;
	}
	if (!is_short)
		errno = error_number;
	return true;
}

static bool fails(const char *call)
{
	return names(calls, call) && fails_now();
}

/* ---------------------------------------------------------------- memory */

/* The C library's, or a sanitizer's. To find it takes no memory. */
#define NEXT(name) ({ static void *found; if (!found) found = real(#name); (__typeof__(&name))found; })

void *malloc(size_t size)
{
	return counted_malloc && fails_now() ? NULL : NEXT(malloc)(size);
}

void *calloc(size_t n, size_t size)
{
	return counted_malloc && fails_now() ? NULL : NEXT(calloc)(n, size);
}

void *realloc(void *p, size_t size)
{
	return counted_malloc && fails_now() ? NULL : NEXT(realloc)(p, size);
}

void *memalign(size_t align, size_t size)
{
	return counted_malloc && fails_now() ? NULL : NEXT(memalign)(align, size);
}

void *aligned_alloc(size_t align, size_t size)
{
	return memalign(align, size);
}

int posix_memalign(void **p, size_t align, size_t size)
{
	*p = memalign(align, size);
	return *p ? 0 : ENOMEM;
}

/* Where there is LeakSanitizer, it is asked here, too: what nothing points to any more was lost on the way out. */
extern int __lsan_do_recoverable_leak_check(void) __attribute__((weak));

void _exit(int status)
{
	bool leaks = counted_malloc && __lsan_do_recoverable_leak_check && __lsan_do_recoverable_leak_check();

	REAL(_exit)(leaks ? 23 : status);
	__builtin_unreachable();
}

/* ---------------------------------------------------------------- files */

void *mmap(void *p, size_t n, int protection, int flags, int fd, off_t offset)
{
	return fails("mmap") ? MAP_FAILED : REAL(mmap)(p, n, protection, flags, fd, offset);
}

int open(const char *path, int flags, ...)
{
	va_list args;

	va_start(args, flags);
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	return fails("open") ? -1 : REAL(open)(path, flags, mode);
}

FILE *fopen(const char *path, const char *mode)
{
	return fails("open") ? NULL : REAL(fopen)(path, mode);
}

DIR *opendir(const char *path)
{
	return fails("open") ? NULL : REAL(opendir)(path);
}

DIR *fdopendir(int fd)
{
	return fails("open") ? NULL : REAL(fdopendir)(fd);
}

struct dirent *readdir(DIR *d)
{
	return fails("readdir") ? NULL : REAL(readdir)(d);
}

static bool shortens(const char *call, size_t *n)
{
	if (!is_short || *n < 2 || !names(calls, call) || !fails_now())
		return false;
	*n = 1;
	return true;
}

ssize_t read(int fd, void *p, size_t n)
{
	if (!is_short && fails("read"))
		return -1;
	shortens("read", &n);
	return REAL(read)(fd, p, n);
}

ssize_t write(int fd, const void *p, size_t n)
{
	if (!is_short && fd != STDERR_FILENO && fails("write"))
		return -1;
	if (fd != STDERR_FILENO)
		shortens("write", &n);
	return REAL(write)(fd, p, n);
}

int fsync(int fd)
{
	return fails("fsync") ? -1 : REAL(fsync)(fd);
}

/* What fails to close is closed all the same. */
int close(int fd)
{
	bool bad = fails("close");
	int result = REAL(close)(fd);

	if (bad)
		errno = error_number;
	return bad ? -1 : result;
}

int rename(const char *from, const char *to)
{
	return fails("rename") ? -1 : REAL(rename)(from, to);
}

int stat(const char *path, struct stat *st)
{
	return fails("stat") ? -1 : REAL(stat)(path, st);
}

int fstat(int fd, struct stat *st)
{
	return fails("stat") ? -1 : REAL(fstat)(fd, st);
}

int fchmod(int fd, mode_t mode)
{
	return fails("fchmod") ? -1 : REAL(fchmod)(fd, mode);
}

ssize_t readlink(const char *path, char *to, size_t n)
{
	return fails("readlink") ? -1 : REAL(readlink)(path, to, n);
}

char *realpath(const char *path, char *to)
{
	return fails("readlink") ? NULL : REAL(realpath)(path, to);
}

/* What realpath() is where its result's size is known and checked. */
char *__realpath_chk(const char *path, char *to, size_t n);
char *__realpath_chk(const char *path, char *to, size_t n)
{
	return fails("readlink") ? NULL : REAL(__realpath_chk)(path, to, n);
}

int mkdir(const char *path, mode_t mode)
{
	return fails("mkdir") ? -1 : REAL(mkdir)(path, mode);
}
