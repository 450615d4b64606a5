/* file.c - every open of the program. Content is read only below the roots; outputs appear whole or not at all.
 *
 * A path is judged by the file that was opened and not by its name: the file is opened first, and the system is then asked
 * where the open file really is. A link or a name that changes between check and open cannot lead outside. */
#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_SIZE_MAX ((off_t)1 << 30)

struct file_roots {
	struct file_root { struct str dir; } *v; /* real paths */
	size_t n, sz;
};

bool file_add_root(struct build *b, const char *dir)
{
	char real[PATH_MAX];

	if (!file_is_directory(dir) || !realpath(dir, real))
		return false;
	if (!b->roots)
		b->roots = arena_alloc(b->arena, sizeof *b->roots);
	arena_push(b->arena, b->roots)->dir = arena_str(b->arena, str_from(real));
	return true;
}

static bool below(struct str path, struct str dir)
{
	return str_is(dir, "/") || str_eq(path, dir) || (path.n > dir.n && path.p[dir.n] == '/' && str_eq(str_sub(path, 0, dir.n), dir));
}

/* Where the open file is, in the kernel's own words. */
static bool is_allowed(const struct build *b, int fd)
{
	char link[64], real[PATH_MAX];

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, real, sizeof real);
	if (n <= 0 || n == sizeof real || !b->roots)
		return false;
	for (size_t i = 0; i < b->roots->n; i++)
		if (below((struct str){real, (size_t)n}, b->roots->v[i].dir))
			return true;
	return false;
}

void file_share_roots(struct build *to, const struct build *from)
{
	to->roots = arena_alloc(to->arena, sizeof *to->roots);
	for (size_t i = 0; from->roots && i < from->roots->n; i++)
		arena_push(to->arena, to->roots)->dir = arena_str(to->arena, from->roots->v[i].dir);
}

/* Reads to the end, whatever the size was said to be; at most FILE_SIZE_MAX bytes. */
static bool read_all(int fd, struct buf *into)
{
	char block[65536];
	ssize_t n;

	while ((n = read(fd, block, sizeof block)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		buf_put(into, block, (size_t)n);
		if (into->n > (size_t)FILE_SIZE_MAX) {
			errno = EFBIG;
			return false;
		}
	}
	return true;
}

static const struct source *add_source(struct build *b, const char *path, const struct buf *bytes, struct timespec mtime)
{
	struct source *s = arena_alloc(b->arena, sizeof *s);

	s->name = arena_cstr(b->arena, str_from(path));
	s->bytes = arena_str(b->arena, buf_view(bytes));
	s->mtime = mtime;
	s->next = b->inputs;
	b->inputs = s;
	return s;
}

static void report_errno(struct build *b, const char *path, struct pos from)
{
	if (errno == ENOENT || errno == ENOTDIR)
		msg(b, MSG_FILE_MISSING, from, path);
	else if (errno == EFBIG)
		msg(b, MSG_FILE_TOO_LARGE, from, path, "1 GB");
	else
		msg(b, MSG_FILE_UNREADABLE, from, path, strerror(errno));
}

static void remember(struct build *b, const char *path, bool listed)
{
	struct file_asked *asked = arena_alloc(b->arena, sizeof *asked);

	asked->path = arena_cstr(b->arena, str_from(path));
	asked->listed = listed;
	asked->next = b->asked;
	b->asked = asked;
}

/* Opens a file of the content, or -1 with errno; a file outside the roots is ELOOP, what is no regular file EISDIR. */
static int open_content(struct build *b, const char *path, struct stat *st)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), error = 0;

	remember(b, path, false);
	if (fd < 0)
		return -1;
	if (!is_allowed(b, fd))
		error = ELOOP;
	else if (fstat(fd, st) != 0)
		error = errno;
	else if (!S_ISREG(st->st_mode))
		error = EISDIR;
	else if (st->st_size > FILE_SIZE_MAX)
		error = EFBIG;
	if (!error)
		return fd;
	close(fd);
	errno = error;
	return -1;
}

static const struct source *find_source(const struct build *b, const char *path)
{
	for (const struct source *s = b->inputs; s; s = s->next)
		if (strcmp(s->name, path) == 0)
			return s;
	return NULL;
}

static void report_open(struct build *b, const char *path, struct pos from)
{
	if (errno == ELOOP)
		msg(b, MSG_FILE_OUTSIDE, from, path);
	else if (errno == EISDIR)
		msg(b, MSG_FILE_NOT_REGULAR, from, path);
	else
		report_errno(b, path, from);
}

const struct source *file_read(struct build *b, const char *path, struct pos from)
{
	const struct source *s = find_source(b, path);
	struct stat st;
	struct buf bytes = {0};

	if (s)
		return s;
	int fd = open_content(b, path, &st);
	if (fd < 0) {
		report_open(b, path, from);
		return NULL;
	}
	if (read_all(fd, &bytes))
		s = add_source(b, path, &bytes, st.st_mtim);
	else
		report_errno(b, path, from);
	buf_free(&bytes);
	close(fd);
	return s;
}

bool file_exists(struct build *b, const char *path)
{
	struct stat st;
	int fd = open_content(b, path, &st);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

bool file_is_missing(const char *path)
{
	struct stat st;

	return stat(path, &st) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **file_list(struct build *b, const char *dir, const char *suffix)
{
	struct { const char **v; size_t n, sz; } names = {0};
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	remember(b, dir, true);
	if (fd < 0 || !is_allowed(b, fd)) {
		if (fd < 0)
			report_errno(b, dir, POS_NONE);
		else
			msg(b, MSG_FILE_OUTSIDE, POS_NONE, dir);
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	DIR *d = fdopendir(fd);
	if (!d)
		mem_exhausted();
	for (struct dirent *e; (e = readdir(d));)
		if (e->d_name[0] != '.' && str_ends(str_from(e->d_name), suffix))
			*arena_push(b->arena, &names) = arena_cstr(b->arena, str_from(e->d_name));
	closedir(d);
	if (names.n)
		qsort(names.v, names.n, sizeof *names.v, compare_names);
	*arena_push(b->arena, &names) = NULL;
	return names.v;
}

bool file_is_directory(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_is_empty_directory(const char *path)
{
	DIR *d = opendir(path);
	bool empty = d != NULL;

	for (struct dirent *e; empty && (e = readdir(d));)
		empty = e->d_name[0] == '.';
	if (d)
		closedir(d);
	return empty;
}

bool file_make_directory(struct build *b, const char *path)
{
	if (mkdir(path, 0777) == 0 || (errno == EEXIST && file_is_directory(path)))
		return true;
	msg(b, MSG_WRITE_FAILED, POS_NONE, path, strerror(errno));
	return false;
}

const char *file_program_directory(struct build *b)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	if (n <= 0)
		return ".";
	path[n] = 0;
	return file_directory(b, arena_cstr(b->arena, str_from(path)));
}

const char *file_join(struct build *b, const char *dir, struct str name)
{
	size_t n = strlen(dir);

	if (str_starts(name, "/") || strcmp(dir, ".") == 0)
		return arena_cstr(b->arena, name);
	while (n > 1 && dir[n - 1] == '/')
		n--;
	return arena_printf(b->arena, "%.*s%s%.*s", (int)n, dir, dir[n - 1] == '/' ? "" : "/", STR_ARG(name)).p;
}

const char *file_directory(struct build *b, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return slash == path ? "/" : arena_cstr(b->arena, (struct str){path, (size_t)(slash - path)});
}

/* Where both are the same, up to a slash. */
static size_t common_directories(struct str a, struct str b)
{
	size_t n = 0;

	for (size_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
		n = a.p[i] == '/' ? i + 1 : n;
	return n;
}

const char *file_relative(struct build *b, const char *dir, const char *path)
{
	char real_dir[PATH_MAX], real[PATH_MAX];
	const char *slash = strrchr(path, '/');

	if (!realpath(dir, real_dir) || !realpath(file_directory(b, path), real))
		return path;
	struct str from = arena_printf(b->arena, "%s/", strcmp(real_dir, "/") == 0 ? "" : real_dir);
	struct str to = str_from(file_join(b, real, str_from(slash ? slash + 1 : path)));
	struct buf out = {0};
	size_t same = common_directories(from, to);

	for (size_t i = same; i < from.n; i++)
		buf_cstr(&out, from.p[i] == '/' ? "../" : "");
	buf_str(&out, str_sub(to, same, to.n));
	const char *relative = arena_cstr(b->arena, buf_view(&out));
	buf_free(&out);
	return relative;
}

struct str file_read_system(const char *path)
{
	struct str bytes = STR_NONE;
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return bytes;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) {
		void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (p != MAP_FAILED)
			bytes = (struct str){p, (size_t)st.st_size};
	}
	close(fd);
	return bytes;
}

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

/* The permissions of the file that is replaced, else what the umask leaves of 0666. umask can only be read by setting it,
 * which other threads would see; so the mode comes from the temporary file, made by open. */
static int open_beside(const char *temporary, const struct stat *old)
{
	int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);

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

static bool write_and_rename(struct build *b, const char *path, struct str bytes, const struct stat *old)
{
	const char *temporary = arena_printf(b->arena, "%s.%ld.tmp", path, (long)getpid()).p;
	int fd = open_beside(temporary, old);

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

/* A signal that ends the program waits until the temporary file is gone, one way or the other. */
static bool replace_regular(struct build *b, const char *path, struct str bytes, const struct stat *old)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	bool ok = write_and_rename(b, path, bytes, old);
	int error = errno;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return ok;
}

bool file_replace(struct build *b, const char *path, struct str bytes)
{
	char real[PATH_MAX];
	struct stat st;
	bool there = stat(path, &st) == 0, ok;

	if (strcmp(path, "-") == 0)
		ok = write_directly(STDOUT_FILENO, bytes);
	else if (there && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		ok = write_directly(open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY), bytes);
	else
		ok = replace_regular(b, there && realpath(path, real) ? real : path, bytes, there ? &st : NULL);
	if (!ok)
		msg(b, MSG_WRITE_FAILED, POS_NONE, strcmp(path, "-") == 0 ? "standard output" : path, strerror(errno));
	return ok;
}
