/* file.c - what is read: content, only below the roots, and files of the program and the system.
 *
 * A path is judged by the file that was opened and not by its name: the file is opened first, and the system is then asked
 * where the open file really is. A link or a name that changes between check and open cannot lead outside. */
#include "base/base_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_SIZE_MAX ((off_t)1 << 30)
#define FILE_TEXT_MAX ((off_t)8 << 20)

struct file_roots {
	struct file_root { struct str dir; } *v; /* real paths */
	size_t n, sz;
};

static bool below(struct str path, struct str dir)
{
	return str_is(dir, "/") || str_eq(path, dir) || (path.n > dir.n && path.p[dir.n] == '/' && str_eq(str_sub(path, 0, dir.n), dir));
}

/* 0 when the open file is below a root, in the kernel's own words; EXDEV when it is not. */
static int check_place(const struct build *b, int fd)
{
	char link[64], real[PATH_MAX];

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t n = readlink(link, real, sizeof real);
	if (n < 0)
		return errno;
	for (size_t i = 0; n < (ssize_t)sizeof real && b->roots && i < b->roots->n; i++)
		if (below((struct str){real, (size_t)n}, b->roots->v[i].dir))
			return 0;
	return EXDEV;
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

void file_put(struct build *b, struct source *s)
{
	s->next = b->inputs;
	b->inputs = s;
	map_at(b->arena, &b->input_names, NULL, str_from(s->name))->value = s;
}

static const struct source *add_source(struct build *b, const char *path, const struct buf *bytes, struct timespec mtime)
{
	struct source *s = arena_alloc(b->arena, sizeof *s);

	s->name = arena_cstr(b->arena, str_from(path));
	s->bytes = arena_str(b->arena, buf_view(bytes));
	s->mtime = mtime;
	file_put(b, s);
	return s;
}

/* Whether an errno tells of the file, as its author or its rights are, rather than of the machine. */
static bool is_of_the_file(int error)
{
	static const int errors[] = {ENOENT, ENOTDIR, EACCES, EPERM, ELOOP, ENAMETOOLONG, EINVAL, ENXIO, ENODEV, EISDIR, EFBIG, EXDEV};

	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (errors[i] == error)
			return true;
	return false;
}

static void report_errno(struct build *b, const char *path, struct pos from)
{
	if (errno == ENOENT || errno == ENOTDIR)
		msg(b, MSG_FILE_MISSING, from, path);
	else if (errno == EFBIG)
		msg(b, MSG_FILE_TOO_LARGE, from, path, "1 GB");
	else if (errno == EXDEV)
		msg(b, MSG_FILE_OUTSIDE, from, path);
	else if (errno == EISDIR)
		msg(b, MSG_FILE_NOT_REGULAR, from, path);
	else
		msg(b, is_of_the_file(errno) ? MSG_FILE_UNREADABLE : MSG_FILE_FAILED, from, path, strerror(errno));
}

/* The machine failed at something that no build can do without, or tell of. */
static _Noreturn void fail(const char *path)
{
	char text[PATH_MAX + 200];

	snprintf(text, sizeof text, "syllabusgen: failure: cannot read `%s`: %s\n", path, strerror(errno));
	file_leave(text);
}

const char *file_real(struct build *b, const char *path)
{
	char real[PATH_MAX];

	if (realpath(path, real))
		return arena_cstr(b->arena, str_from(real));
	if (!is_of_the_file(errno))
		fail(path);
	return NULL;
}

bool file_add_root(struct build *b, const char *dir)
{
	const char *real = file_is_directory(dir) ? file_real(b, dir) : NULL;

	if (!real)
		return false;
	if (!b->roots)
		b->roots = arena_alloc(b->arena, sizeof *b->roots);
	arena_push(b->arena, b->roots)->dir = str_from(real);
	return true;
}

bool file_find(const char *path, struct stat *st)
{
	if (stat(path, st) == 0)
		return true;
	if (!is_of_the_file(errno))
		fail(path);
	return false;
}

static void remember(struct build *b, const char *path, bool listed)
{
	struct file_asked *asked = arena_alloc(b->arena, sizeof *asked);

	asked->path = arena_cstr(b->arena, str_from(path));
	asked->listed = listed;
	asked->next = b->asked;
	b->asked = asked;
}

/* Opens a file of the content, or -1 with errno; a file outside the roots is EXDEV, what is no regular file EISDIR. */
static int open_content(struct build *b, const char *path, struct stat *st)
{
	remember(b, path, false);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return -1;
	int error = check_place(b, fd);
	if (!error && fstat(fd, st) != 0)
		error = errno;
	else if (!error && !S_ISREG(st->st_mode))
		error = EISDIR;
	else if (!error && st->st_size > FILE_SIZE_MAX)
		error = EFBIG;
	if (!error)
		return fd;
	close(fd);
	errno = error;
	return -1;
}

static const struct source *find_source(const struct build *b, const char *path)
{
	const struct map_entry *e = map_find(&b->input_names, NULL, str_from(path));

	return e ? e->value : NULL;
}

/* Whether the open file is another one than it was: its size, or when it was written. */
static bool has_changed(int fd, const struct stat *old)
{
	struct stat st;

	return fstat(fd, &st) == 0 && (st.st_size != old->st_size || st.st_mtim.tv_sec != old->st_mtim.tv_sec ||
		st.st_mtim.tv_nsec != old->st_mtim.tv_nsec);
}

/* most: bytes, beyond which it is no text that this program is for. */
static const struct source *read_source(struct build *b, const char *path, struct pos from, off_t most)
{
	const struct source *s = find_source(b, path);
	struct stat st;
	struct buf bytes = {0};

	if (s)
		return s;
	int fd = open_content(b, path, &st);
	if (fd < 0) {
		report_errno(b, path, from);
		return NULL;
	}
	if (st.st_size > most)
		msg(b, MSG_TEXT_TOO_LARGE, from, path);
	else if (!read_all(fd, &bytes))
		report_errno(b, path, from);
	else if (has_changed(fd, &st))
		msg(b, MSG_FILE_CHANGED, from, path);
	else
		s = add_source(b, path, &bytes, st.st_mtim);
	buf_free(&bytes);
	close(fd);
	return s;
}

const struct source *file_read(struct build *b, const char *path, struct pos from)
{
	return read_source(b, path, from, FILE_SIZE_MAX);
}

const struct source *file_read_text(struct build *b, const char *path, struct pos from)
{
	return read_source(b, path, from, FILE_TEXT_MAX);
}

bool file_exists(struct build *b, const char *path)
{
	struct stat st;
	int fd = open_content(b, path, &st);

	if (fd >= 0)
		close(fd);
	else if (!is_of_the_file(errno))
		report_errno(b, path, POS_NONE);
	return fd >= 0;
}

bool file_is_missing(const char *path)
{
	struct stat st;

	return !file_find(path, &st) && (errno == ENOENT || errno == ENOTDIR);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Opens a directory of the content, or gives NULL with errno. */
static DIR *open_list(struct build *b, const char *dir)
{
	remember(b, dir, true);
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = fd < 0 ? errno : check_place(b, fd);
	DIR *d = error ? NULL : fdopendir(fd);

	if (!d && !error)
		error = errno;
	if (!d && fd >= 0)
		close(fd);
	errno = error;
	return d;
}

const char **file_list(struct build *b, const char *dir, const char *suffix)
{
	struct { const char **v; size_t n, sz; } names = {0};
	DIR *d = open_list(b, dir);

	for (struct dirent *e; d && (errno = 0, e = readdir(d));)
		if (e->d_name[0] != '.' && str_ends(str_from(e->d_name), suffix))
			*arena_push(b->arena, &names) = arena_cstr(b->arena, str_from(e->d_name));
	int error = errno;
	if (d)
		closedir(d);
	errno = error;
	if (error) {
		report_errno(b, dir, POS_NONE);
		return NULL;
	}
	if (names.n)
		qsort(names.v, names.n, sizeof *names.v, compare_names);
	*arena_push(b->arena, &names) = NULL;
	return names.v;
}

bool file_is_directory(const char *path)
{
	struct stat st;

	return file_find(path, &st) && S_ISDIR(st.st_mode);
}

bool file_is_empty_directory(const char *path)
{
	DIR *d = opendir(path);
	bool empty = d != NULL;

	errno = d ? 0 : errno;
	for (struct dirent *e; empty && (e = readdir(d));)
		empty = e->d_name[0] == '.';
	if (errno && !is_of_the_file(errno))
		fail(path);
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

struct str file_name(const char *path)
{
	struct str name = str_from(path);
	size_t from = name.n;

	while (name.n > 1 && name.p[name.n - 1] == '/')
		from = --name.n;
	while (from > 0 && name.p[from - 1] != '/')
		from--;
	return str_sub(name, from, name.n);
}

struct str file_stem(const char *path)
{
	struct str name = file_name(path);

	return str_ends(name, ".md") ? str_sub(name, 0, name.n - 3) : name;
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
	const char *real_dir = file_real(b, dir), *real = file_real(b, file_directory(b, path));

	if (!real_dir || !real)
		return path;
	struct str from = arena_printf(b->arena, "%s/", strcmp(real_dir, "/") == 0 ? "" : real_dir);
	struct str to = str_from(file_join(b, real, file_name(path)));
	struct buf out = {0};
	size_t same = common_directories(from, to);

	for (size_t i = same; i < from.n; i++)
		buf_cstr(&out, from.p[i] == '/' ? "../" : "");
	buf_str(&out, str_sub(to, same, to.n));
	const char *relative = arena_cstr(b->arena, buf_view(&out));
	buf_free(&out);
	return relative;
}

/* Opens a file of the program or the system: -1 when there is none, or it may not be read. */
static int open_system(const char *path, struct stat *st)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if ((fd < 0 && !is_of_the_file(errno)) || (fd >= 0 && fstat(fd, st) != 0))
		fail(path);
	if (fd >= 0 && !S_ISREG(st->st_mode)) {
		close(fd);
		return -1;
	}
	return fd;
}

struct str file_read_system(struct arena *a, const char *path)
{
	struct buf bytes = {0};
	struct stat st;
	int fd = open_system(path, &st);

	if (fd < 0)
		return STR_NONE;
	if (!read_all(fd, &bytes))
		fail(path);
	close(fd);
	struct str s = arena_str(a, buf_view(&bytes));
	buf_free(&bytes);
	return s;
}

struct str file_map_system(const char *path)
{
	struct stat st;
	int fd = open_system(path, &st);

	if (fd < 0 || st.st_size == 0) {
		if (fd >= 0)
			close(fd);
		return STR_NONE;
	}
	void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		fail(path);
	close(fd);
	return (struct str){p, (size_t)st.st_size};
}
