/* file_output.c - what is written: outputs appear whole or not at all, and whatever ends the process leaves no temporary file
 * behind. With file.c it holds every open of the program. */
#include "base/base_int.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The one state of the process: whoever writes an output holds it for reading while the temporary file is there, whoever ends
 * the process takes it for writing, and keeps it. */
static pthread_rwlock_t no_temporary = PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP;

static bool write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return true;
}

/* Devices and pipes: nothing is there that could be kept. */
static bool write_directly(int fd, struct str bytes)
{
	bool ok = fd >= 0 && write_all(fd, bytes);
	int error = errno;

	if (fd > STDERR_FILENO && close(fd) != 0 && ok) {
		ok = false;
		error = errno;
	}
	errno = error;
	return ok;
}

/* A new file beside the output. The name may be taken by what a killed program left, which had the same number: in a container,
 * every process may be the seventh. */
static int create_beside(const char *path, char temporary[PATH_MAX])
{
	int fd = -1;

	errno = EEXIST;
	for (long number = getpid(), end = number + 1000; fd < 0 && errno == EEXIST && number < end; number++) {
		if (snprintf(temporary, PATH_MAX, "%s.%ld.tmp", path, number) >= PATH_MAX)
			errno = ENAMETOOLONG;
		else
			fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	}
	return fd;
}

/* The permissions of the file that is replaced, else what the umask leaves of 0666. umask can only be read by setting it,
 * which other threads would see; so the mode comes from the temporary file, made by open. */
static int open_beside(const char *path, const struct stat *old, char temporary[PATH_MAX])
{
	int fd = create_beside(path, temporary);

	if (fd >= 0 && old && fchmod(fd, old->st_mode & 0777) != 0) {
		int error = errno;
		close(fd);
		unlink(temporary);
		errno = error;
		return -1;
	}
	return fd;
}

static bool sync_and_close(int fd)
{
	bool ok = fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
	int error = errno;

	if (close(fd) != 0 && ok)
		return false;
	errno = error;
	return ok;
}

static bool write_and_rename(const char *path, struct str bytes, const struct stat *old)
{
	char temporary[PATH_MAX];
	int fd = open_beside(path, old, temporary);

	if (fd < 0)
		return false;
	bool ok = write_all(fd, bytes);
	int error = errno;
	ok = sync_and_close(fd) && ok;
	error = ok ? 0 : error ? error : errno;
	if (ok && rename(temporary, path) == 0)
		return true;
	error = error ? error : errno;
	unlink(temporary);
	errno = error;
	return false;
}

/* A signal that ends the program waits until the temporary file is gone, one way or the other. No memory is asked for here:
 * there might be none, and file_leave would wait for this thread itself. */
static bool replace_regular(const char *path, struct str bytes, const struct stat *old)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	pthread_rwlock_rdlock(&no_temporary);
	bool ok = write_and_rename(path, bytes, old);
	int error = errno;
	pthread_rwlock_unlock(&no_temporary);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return ok;
}

void file_leave(const char *text)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, NULL);
	if (write(STDERR_FILENO, text, strlen(text)) < 0) {
		/* nothing left to say it with */
	}
	pthread_rwlock_wrlock(&no_temporary);
	_exit(3);
}

/* Only in a thread that writes no output: while one does, all signals are blocked in it. */
static void on_end(int number)
{
	pthread_rwlock_wrlock(&no_temporary);
	signal(number, SIG_DFL);
	raise(number);
}

static void on_lost_page(int number)
{
	(void)number;
	file_leave("syllabusgen: failure: a font's file was cut short while it was read\n");
}

void file_guard_outputs(void)
{
	static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
	struct sigaction act = {.sa_handler = on_end}, old;

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(ends[i], &act, NULL);
	signal(SIGXFSZ, SIG_IGN); /* a write that fails says as much */
	act.sa_handler = on_lost_page;
	sigaction(SIGBUS, &act, NULL);
}

bool file_replace(struct build *b, const char *path, struct str bytes)
{
	char real[PATH_MAX];
	struct stat st;
	bool there = file_find(path, &st), ok;

	if (strcmp(path, "-") == 0)
		ok = write_directly(STDOUT_FILENO, bytes);
	else if (there && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		ok = write_directly(open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY), bytes);
	else if (there)
		ok = realpath(path, real) && replace_regular(real, bytes, &st);
	else
		ok = replace_regular(path, bytes, NULL);
	if (!ok)
		msg(b, MSG_WRITE_FAILED, POS_NONE, strcmp(path, "-") == 0 ? "standard output" : path, strerror(errno));
	return ok;
}
