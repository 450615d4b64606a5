/* base.h - what every stage uses: memory, text, lengths, files, messages. It uses no other folder.
 *
 * Prefixes. In base/: arena_ map_ buf_ str_ utf8_ sp_ file_ msg_ pos_ worker_ build_.
 * In the stages: text_ yaml_ md_ html_ image_ content_ (content/), date_ time_ schema_ course_ (course/),
 * doc_ tree_ compose_ link_ figure_ (document/), font_ shape_ hyphen_ lb_ pb_ col_ para_ flow_ look_ layout_ (typeset/),
 * pdf_ html_ latex_ ical_ (output/).
 * A verb tells who owns: new and load give, free takes back, find and get lend. What comes from an arena
 * lives as long as the arena and is never freed alone. */
#ifndef BASE_H
#define BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* ---------------------------------------------------------------- strings (str.c) */

/* Borrowed bytes, not NUL-terminated; n == 0 and p == NULL is the absent string. */
struct str {
	const char *p;
	size_t n;
};

#define STR(lit) ((struct str){("" lit), sizeof(lit) - 1})
#define STR_NONE ((struct str){NULL, 0})
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : "" /* for "%.*s" */

struct str str_from(const char *z);                       /* a NUL-terminated string, borrowed; NULL gives STR_NONE */
struct str str_sub(struct str s, size_t from, size_t to); /* bytes [from, to), both clipped to s */
struct str str_trim(struct str s);                        /* without ASCII white space at both ends */
bool str_eq(struct str a, struct str b);
bool str_is(struct str s, const char *z);
bool str_is_nocase(struct str s, const char *z); /* ASCII letters compared without case */
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
int str_compare(struct str a, struct str b);            /* bytewise, as memcmp */
size_t str_find(struct str s, struct str needle);       /* byte offset, or SIZE_MAX */
size_t str_find_char(struct str s, char c, size_t from); /* byte offset at or after from, or SIZE_MAX */
uint64_t str_hash(struct str s, uint64_t seed);         /* FNV-1a; start with seed 0 */
unsigned str_distance(struct str a, struct str b);      /* edits (Damerau) between short words, for "did you mean" */

/* Reads a decimal integer that fills s whole, optional sign. False (and *value untouched) when it does not or overflows. */
bool str_to_int(struct str s, int64_t *value);

/* ---------------------------------------------------------------- memory (arena.c) */

/* Memory that lives and dies together. When the machine has none left, the program ends at once
 * with a message and status 3: allocation never returns NULL. */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a); /* NULL is allowed */
void arena_take(struct arena *a, struct arena *from); /* all that is in `from` lives on in a; `from` is gone */
void arena_reset(struct arena *a); /* everything in it dies; its memory is kept for use again */
void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for pointers and numbers; size 0 is allowed */
struct str arena_str(struct arena *a, struct str s);  /* a copy, NUL-terminated behind its n bytes */
struct str str_lower(struct arena *a, struct str s);  /* the same in small letters, ASCII's */
const char *arena_cstr(struct arena *a, struct str s); /* the same copy as a C string */
struct str arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
size_t arena_size(const struct arena *a); /* bytes it holds from the system */

/* Makes room for one more element of `size` bytes behind n in an array that the arena owns; *sz grows with it. The room is not
 * cleared: memory that is never written to costs nothing.
 * Returns the array, which may have moved; then what was there before is overwritten. */
void *arena_grow(struct arena *a, void *array, size_t n, size_t *sz, size_t size);
/* Such an array is not needed any more: its place is for other arrays of this arena, or the heap's again. NULL is allowed when sz is 0. */
void arena_give(struct arena *a, void *array, size_t sz, size_t size);

/* Appends to a struct with the fields {T *v; size_t n, sz;}: *arena_push(a, &list) = element. The new element is not cleared. */
#define arena_push(a, list) \
	((list)->n < (list)->sz ? (void)0 : (void)((list)->v = arena_grow((a), (list)->v, (list)->n, &(list)->sz, sizeof *(list)->v)), \
	 &(list)->v[(list)->n++])

/* Called once, before all else: scratch memory comes and goes, and what went is kept for what comes. */
void mem_start(void);
/* Called once by a thread that has nothing else to do yet: its heap's pages are got all at once, not each when it is first touched. */
void mem_thread_start(void);
/* No more heaps than that, when called before a second thread begins. What one thread has freed, another with the same heap can use. */
void mem_threads(unsigned n);
/* For the few that need memory outside an arena (growing buffers, libraries' hooks): as malloc and realloc, but never NULL. */
void *mem_alloc(size_t size);
void *mem_resize(void *p, size_t size);
void mem_free(void *p);
_Noreturn void mem_exhausted(void); /* says so on standard error and exits with status 3 */
/* Some libraries say nothing when they get no memory, and go on with less than there is: glyphs without kerning, say. The C
 * library notes it in errno. Ends the program as mem_exhausted where that was so in this thread; for after their calls. */
void mem_check(void);

/* ---------------------------------------------------------------- what goes by a name (map.c) */

/* Zero-initialise to begin. Names are borrowed. */
struct map {
	struct map_entry {
		uint64_t hash;
		const void *of;   /* what the name belongs to, or NULL */
		struct str name;
		void *value;      /* the caller's: NULL and 0 at first */
		size_t count;
	} *v;
	size_t n, sz;
};

struct map_entry *map_find(const struct map *m, const void *of, struct str name); /* NULL: not there; lent until the next map_at */
struct map_entry *map_at(struct arena *a, struct map *m, const void *of, struct str name); /* added where it is not there */

/* ---------------------------------------------------------------- bytes that grow (buf.c) */

/* Zero-initialise to begin, buf_free to end. */
struct buf {
	char *p;
	size_t n, sz;
};

void buf_free(struct buf *b);
void buf_put(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_cstr(struct buf *b, const char *z);
void buf_char(struct buf *b, char c);
void buf_utf8(struct buf *b, uint32_t code_point);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_int(struct buf *b, int64_t value);
/* The decimal value/scale with at most `digits` (0..6) decimals, rounded half away from zero, no trailing zeros, "." in every locale. */
void buf_ratio(struct buf *b, int64_t value, int64_t scale, unsigned digits);
/* The string as a quoted literal for dumps: \n, \t, \", \\ and \xNN for other controls; UTF-8 as it is. */
void buf_quoted(struct buf *b, struct str s);
/* A dump's line begins: two spaces a level; of levels beyond 32, which would fill the print, the number: "(300) ". */
void buf_indent(struct buf *b, int level);
struct str buf_view(const struct buf *b); /* borrowed until the next change */

/* ---------------------------------------------------------------- UTF-8 (utf8.c) */

#define UTF8_BAD 0xFFFDu

/* Decodes the code point at s[*at] and moves *at behind it. An invalid byte gives UTF8_BAD and moves by one.
 * *at must be < s.n. */
uint32_t utf8_next(struct str s, size_t *at);
size_t utf8_encode(uint32_t code_point, char out[4]); /* returns the length */
bool utf8_valid(struct str s, size_t *bad);           /* *bad: the offset of the first invalid byte; may be NULL */
size_t utf8_count(struct str s);                      /* code points */

/* ---------------------------------------------------------------- lengths (unit.c) */

/* Every length is an integer in scaled points: 1/65536 of a PDF point (1/72 inch). */
typedef int64_t sp;

#define SP_PT ((sp)65536)
#define SP_PARSE_SIZE 16

/* "11pt", "1in", "2.5cm", "20mm", "1.5em" only where em > 0. False when s is no length.
 * em: scaled points of one em, or 0 where em is not allowed. */
bool sp_parse(struct str s, sp em, sp *length);
sp sp_from_pt(double pt);                           /* for constants; rounds to nearest */
void buf_sp(struct buf *b, sp length, unsigned digits); /* in points, through buf_ratio */

static inline sp sp_min(sp a, sp b) { return a < b ? a : b; }
static inline sp sp_max(sp a, sp b) { return a > b ? a : b; }

sp sp_muldiv_wide(sp a, int64_t b, int64_t c); /* sp_muldiv where a*b does not fit */

/* a*b/c rounded to nearest, without overflow inside; c > 0. Nearly every product fits, and a division of 128 bits costs ten
 * times one of 64. */
static inline sp sp_muldiv(sp a, int64_t b, int64_t c)
{
	int64_t half = c / 2, small;

	if (__builtin_mul_overflow(a, b, &small) || __builtin_add_overflow(small, small < 0 ? -half : half, &small))
		return sp_muldiv_wide(a, b, c);
	return small / c;
}

/* ---------------------------------------------------------------- where something stands (pos.c) */

/* One file as it was read. */
struct source {
	const struct source *next; /* of the build's list of inputs */
	const char *name;          /* as the user would type it */
	struct str bytes;
	struct timespec mtime;
};

/* A stretch of bytes [start, end) of a source, which has less than 4 GB; source NULL: nowhere (what the program made itself). */
struct pos {
	const struct source *source;
	uint32_t start, end;
};

#define POS_NONE ((struct pos){NULL, 0, 0})

/* Line and column, both from 1, columns in characters. */
struct line_column {
	size_t line, column;
};

struct line_column pos_line_column(struct pos pos); /* counts from the source's start */

/* For many questions: each source is counted through once, when it is first asked about. The memory is a's. */
struct pos_index {
	struct arena *a;
	struct map sources;
};

struct line_column pos_index_find(struct pos_index *x, struct pos pos);
struct pos pos_join(struct pos a, struct pos b); /* from a's start to b's end, when both are in one source; else a */

/* ---------------------------------------------------------------- messages (msg.c, msg.def) */

enum msg_level { MSG_OFF, MSG_NOTE, MSG_WARNING, MSG_ERROR, MSG_FAILURE }; /* FAILURE: the machine's, status 3 */

enum msg_id {
#define M(id, level, slug, text, help) MSG_##id,
#include "base/msg.def"
#undef M
	MSG_COUNT
};

struct build;

/* Reports a message. args: what stands for $1, $2 ... in its text, then NULL; each is copied.
 * The same message with the same arguments at the same place is counted, not repeated. */
void msg_report(struct build *b, enum msg_id id, struct pos pos, const char *const *args);
/* msg(b, MSG_X, pos, "arg", ...): at least one argument; "" when the text has none. */
#define msg(b, id, pos, ...) msg_report((b), (id), (pos), (const char *const[]){__VA_ARGS__, NULL})
/* The same with one argument that is a struct str. */
void msg_str(struct build *b, enum msg_id id, struct pos pos, struct str arg);

const char *msg_slug(enum msg_id id);                /* the message's name in --format=json and `check:` */
enum msg_level msg_default_level(enum msg_id id);
/* The level of all messages of this id in this build, those reported already included. */
void msg_set_level(struct build *b, enum msg_id id, enum msg_level level);

enum msg_level msg_worst(const struct build *b);            /* MSG_OFF when there was none */
size_t msg_count(const struct build *b, enum msg_level level); /* how many of just this level */
bool msg_any(const struct build *b);                           /* of whatever level */
/* Prints all messages, in the order of report: "file:line:column: level: text", the line, a caret, the way out.
 * colour: with ANSI colours; json: one JSON array instead. */
struct msg_format {
	bool colour, json;
	enum msg_level least; /* what is below is left out */
};
void msg_print(const struct build *b, struct buf *out, struct msg_format format);

/* ---------------------------------------------------------------- a second thread (worker.c) */

struct worker;
struct worker_piece;

struct worker *worker_new(void); /* its thread starts with its first piece */
/* Does what was given to it and is not done yet, and ends its thread. NULL is allowed. */
void worker_free(struct worker *w);
/* Gives it a piece of work: run(context), begun behind those given before. The piece is lent until worker_free; NULL when it is
 * done already, because w is NULL or the machine gives no thread. `run` uses no arena of the build, and reports no message. */
struct worker_piece *worker_do(struct worker *w, void (*run)(void *), void *context);
/* Until it is done; meanwhile the caller does what nobody has begun yet. NULL is allowed. */
void worker_wait(struct worker_piece *piece);

/* ---------------------------------------------------------------- one build (build.c) */

/* What lives as long as one build: its memory, messages and inputs. There is no other state: two builds may run at once. */
struct build {
	struct arena *arena;   /* whatever the stages make */
	struct arena *reading; /* what Markdown and HTML are read with, their trees, too: until the document is composed */
	struct arena *marks;   /* what the layout's pages show: until they are written */
	struct msg_log *log;
	struct file_roots *roots;
	const struct source *inputs; /* every file read below the roots, newest first */
	struct map input_names;      /* the same by their names */
	bool strict;                 /* warnings count as errors */
	struct map images;           /* what content/image.c has read, by source */
	const char *const *sets;     /* KEY=VALUE of the command line: what the course is to say; n_sets of them */
	size_t n_sets;
	const struct file_asked *asked; /* every file and directory of the content that was asked for, newest first */
	struct worker *worker;       /* what can go on beside the build goes there; NULL: nothing does */
};

struct build *build_new(void);
/* b as those see it who make what only reading needs: it goes with b->reading. They open no file. */
struct build build_aside(const struct build *b);
void build_free(struct build *b);

/* What does a piece of b's work for its worker: with memory and messages of its own, and no worker. It reads what b has read, and
 * ends before b does: */
struct build *build_part(const struct build *b);
void build_join(struct build *b, struct build *part); /* what it has made becomes b's, and its messages are b's last */
void build_drop(struct build *part);                  /* what it has made is gone */

/* ---------------------------------------------------------------- files (file.c, file_output.c): every open of the program is there */

/* Adds a directory below which content may be read. False when it is no directory. */
bool file_add_root(struct build *b, const char *dir);

/* What `from` may read, `to` may, too. */
void file_share_roots(struct build *to, const struct build *from);

/* Reads a file of the content: only regular files below a root (after following links). path: absolute, or relative to
 * the working directory. Reports a message at `from` (where the content names the file; POS_NONE: the command line) and
 * returns NULL when it cannot. A file read twice in a build is the same source. */
const struct source *file_read(struct build *b, const char *path, struct pos from);
/* The same of YAML or Markdown, which is refused beyond 8 MB: what that takes in time and memory is bounded. */
const struct source *file_read_text(struct build *b, const char *path, struct pos from);

/* What is read under the source's name in this build is that source from now on; it is the build's. */
void file_put(struct build *b, struct source *source);

/* True when a regular file is there and allowed. No message, but for a machine that cannot tell. */
bool file_exists(struct build *b, const char *path);
/* True when nothing at all has this name, allowed or not; no message. */
bool file_is_missing(const char *path);

/* Names (not paths) in a directory below a root that end in `suffix`, sorted bytewise; a list that ends with NULL.
 * Names that start with "." are left out. NULL, with a message, when it cannot be read. */
const char **file_list(struct build *b, const char *dir, const char *suffix);

/* A path that the content was asked for, found or not: what a watch must look at. */
struct file_asked {
	const struct file_asked *next;
	const char *path;
	bool listed; /* a directory whose names were read */
};

bool file_is_directory(const char *path);
/* Whether a directory holds nothing but names that start with ".". */
bool file_is_empty_directory(const char *path);
/* Makes a directory whose parent is there; one that is there is as good. False, with a message, when the machine refuses. */
bool file_make_directory(struct build *b, const char *path);
const char *file_program_directory(struct build *b); /* where the running program's file is; "." when the system does not tell */

/* dir + "/" + name, in the build's arena; name alone when it is absolute. */
const char *file_join(struct build *b, const char *dir, struct str name);
/* The directory of a path: "a/b.md" gives "a", "b.md" gives ".". */
const char *file_directory(struct build *b, const char *path);
/* The last name of a path: "a/b.md" gives "b.md", "a/" gives "a"; a part of the path. */
struct str file_name(const char *path);
/* The same without ".md". */
struct str file_stem(const char *path);
/* Where a path leads, without links and dots; NULL when there is nothing. A machine that cannot tell ends the program. */
const char *file_real(struct build *b, const char *path);
/* The path as it is seen from a directory: "../figures/a.png"; as it is when either is not there. */
const char *file_relative(struct build *b, const char *dir, const char *path);

/* Files that the program or the system owns, from anywhere. p == NULL when there is none, or it may not be read; a machine that
 * fails at one ends the program at once, with a message and status 3: what it makes without its own data is something else. */
struct str file_read_system(struct arena *a, const char *path);
/* The same for large ones, fonts and patterns: mapped until the process ends, shared by all builds. One that is cut short meanwhile ends the
 * program with status 3, too. */
struct str file_map_system(const char *path);

/* To be called once, before anything else of the program: what ends it early (a signal, a mapped file that is cut short) waits
 * until no output is half written, so that no temporary file stays. */
void file_guard_outputs(void);

/* Puts `bytes` where path names, whole or not at all: written beside it, synced, renamed. What is no regular file
 * (a device, a pipe) is written to directly; "-" is standard output. False, with a message, when the machine refuses. */
bool file_replace(struct build *b, const char *path, struct str bytes);

#endif
