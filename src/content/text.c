/* text.c - text that remembers where it came from: see content.h.
 *
 * A piece ends where the next one starts. The places of a verbatim piece are as long as its bytes, so a place inside it
 * is a sum; any other piece is known as a whole only. */
#include "content/content.h"

#include <assert.h>

/* The last piece that starts at or before a byte of t; t->n > 0. */
static size_t find_piece(const struct text *t, size_t at)
{
	size_t low = 0, high = t->n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (t->pieces[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static size_t piece_end(const struct text *t, size_t i)
{
	return i + 1 < t->n ? t->pieces[i + 1].at : t->s.n;
}

/* Where bytes [from, to) of piece i came from; both lie in the piece. */
static struct pos piece_pos(const struct text *t, size_t i, size_t from, size_t to)
{
	const struct text_piece *piece = &t->pieces[i];

	if (!piece->verbatim)
		return piece->pos;
	return (struct pos){piece->pos.source, piece->pos.start + (from - piece->at), piece->pos.start + (to - piece->at)};
}

struct text text_of_source(struct build *b, const struct source *source)
{
	struct text_piece *piece = arena_alloc(b->arena, sizeof *piece);

	*piece = (struct text_piece){.pos = {source, 0, source->bytes.n}, .verbatim = true};
	return (struct text){source->bytes, piece, 1};
}

struct text text_made(struct build *b, struct str s, struct pos pos)
{
	struct text_piece *piece = arena_alloc(b->arena, sizeof *piece);

	*piece = (struct text_piece){.pos = pos};
	return (struct text){s, piece, 1};
}

struct pos text_pos(const struct text *t, size_t from, size_t to)
{
	size_t first, last;
	struct pos start, end;

	if (t->n == 0)
		return POS_NONE;
	if (from > t->s.n)
		from = t->s.n;
	if (to > t->s.n)
		to = t->s.n;
	if (to < from)
		to = from;
	first = find_piece(t, from);
	last = to > from ? find_piece(t, to - 1) : first;
	if (first == last)
		return piece_pos(t, first, from, to);
	start = piece_pos(t, first, from, piece_end(t, first));
	end = piece_pos(t, last, t->pieces[last].at, to);
	return pos_join(start, end);
}

struct text text_sub(struct build *b, const struct text *t, size_t from, size_t to)
{
	struct str s = str_sub(t->s, from, to);
	struct text_piece *pieces;
	size_t first, last;

	if (t->n == 0)
		return (struct text){s, NULL, 0};
	if (from > t->s.n)
		from = t->s.n;
	first = find_piece(t, from);
	last = s.n > 0 ? find_piece(t, from + s.n - 1) : first;
	pieces = arena_alloc(b->arena, (last - first + 1) * sizeof *pieces);
	for (size_t i = first; i <= last; i++) {
		size_t start = t->pieces[i].at < from ? from : t->pieces[i].at;
		size_t end = i == last ? from + s.n : piece_end(t, i);
		pieces[i - first] = (struct text_piece){start - from, piece_pos(t, i, start, end), t->pieces[i].verbatim};
	}
	return (struct text){s, pieces, last - first + 1};
}

/* Whether a piece goes on exactly where the builder's last one ends. */
static bool continues(const struct text_builder *w, const struct text_piece *piece)
{
	const struct text_piece *last;

	if (w->pieces.n == 0 || !piece->verbatim)
		return false;
	last = &w->pieces.v[w->pieces.n - 1];
	return last->verbatim && last->pos.source == piece->pos.source && last->pos.end == piece->pos.start;
}

static void put_piece(struct text_builder *w, struct str bytes, struct text_piece piece)
{
	if (bytes.n == 0)
		return;
	piece.at = w->bytes.n;
	buf_str(&w->bytes, bytes);
	if (continues(w, &piece))
		w->pieces.v[w->pieces.n - 1].pos.end = piece.pos.end;
	else
		*arena_push(w->arena, &w->pieces) = piece;
}

void text_copy(struct text_builder *w, const struct text *from, size_t start, size_t end)
{
	assert(start <= end && end <= from->s.n);
	if (start == end)
		return;
	if (from->n == 0) {
		put_piece(w, str_sub(from->s, start, end), (struct text_piece){.pos = POS_NONE});
		return;
	}
	for (size_t i = find_piece(from, start); i < from->n && start < end; i++) {
		size_t stop = piece_end(from, i) < end ? piece_end(from, i) : end;
		struct text_piece piece = {0, piece_pos(from, i, start, stop), from->pieces[i].verbatim};
		put_piece(w, str_sub(from->s, start, stop), piece);
		start = stop;
	}
}

void text_put(struct text_builder *w, struct str made, struct pos pos)
{
	put_piece(w, made, (struct text_piece){.pos = pos});
}

void text_drop(struct text_builder *w)
{
	buf_free(&w->bytes);
	arena_give(w->arena, w->pieces.v, w->pieces.sz, sizeof *w->pieces.v);
}

struct text text_finish(struct text_builder *w)
{
	struct text t = {arena_str(w->arena, buf_view(&w->bytes)), w->pieces.v, w->pieces.n};

	buf_free(&w->bytes);
	return t;
}
