/* image.c - which kind of image a file is, by its first bytes and not by its name; each is read once in a build. */
#include "content/content_int.h"

#include <string.h>

/* ---------------------------------------------------------------- kinds */

static bool is_png(struct str s) { return str_starts(s, "\x89PNG\r\n\x1a\n"); }
static bool is_jpeg(struct str s) { return str_starts(s, "\xFF\xD8\xFF"); }
static bool is_gif(struct str s) { return str_starts(s, "GIF8"); }
static bool is_webp(struct str s) { return str_starts(s, "RIFF") && str_starts(str_sub(s, 8, s.n), "WEBP"); }
static bool is_pdf(struct str s) { return str_starts(s, "%PDF"); }
static bool is_tiff(struct str s) { return (str_starts(s, "II*") || str_starts(s, "MM")) && s.n > 8; }
static bool is_bmp(struct str s) { return str_starts(s, "BM"); }
static bool is_lfs(struct str s) { return str_starts(s, "version https://git-lfs"); }
static bool is_empty(struct str s) { return s.n == 0; }
static bool is_any(struct str s) { return s.n > 0; }

static bool is_svg(struct str s)
{
	return str_find(str_sub(s, 0, 2000), STR("<svg")) != SIZE_MAX;
}

static bool is_heif(struct str s)
{
	struct str brand = str_sub(s, 4, s.n);

	return str_starts(brand, "ftyphei") || str_starts(brand, "ftypmif1") || str_starts(brand, "ftypavi");
}

static bool is_web_page(struct str s)
{
	struct str start = str_trim(str_sub(s, 0, 200));

	return str_is_nocase(str_sub(start, 0, 14), "<!doctype html") || str_is_nocase(str_sub(start, 0, 5), "<html");
}

#define TO_PNG "convert it to PNG"

static const struct {
	bool (*is)(struct str bytes);
	bool (*read)(struct build *b, struct image *image, struct pos from);
	enum image_kind kind;
	const char *name, *help; /* where it cannot be read */
} kinds[] = {
	{is_png, image_read_png, IMAGE_PNG, "", ""},
	{is_jpeg, image_read_jpeg, IMAGE_JPEG, "", ""},
	{is_gif, NULL, 0, "a GIF image", TO_PNG},
	{is_webp, NULL, 0, "a WebP image", "convert it to PNG, or a photograph to JPEG"},
	{is_heif, NULL, 0, "a HEIC or AVIF image", "convert it to JPEG"},
	{is_pdf, NULL, 0, "a PDF", "convert the page to PNG at 300 dots an inch: pdftoppm -png -r 300 -singlefile"},
	{is_svg, NULL, 0, "an SVG drawing", "convert it to PNG at 300 dots an inch: rsvg-convert -d 300 -p 300"},
	{is_tiff, NULL, 0, "a TIFF image", TO_PNG},
	{is_bmp, NULL, 0, "a BMP image", TO_PNG},
	{is_lfs, NULL, 0, "a pointer of Git LFS and not the image itself", "fetch the image: git lfs pull"},
	{is_web_page, NULL, 0, "a web page that was saved under an image's name", "save the image itself"},
	{is_empty, NULL, 0, "an empty file", "copy the image again"},
	{is_any, NULL, 0, "no image that this program knows", "images are PNG or JPEG files"},
};

/* ---------------------------------------------------------------- reading */

bool image_check_size(struct build *b, const struct image *image, uint64_t smallest, struct pos from)
{
	uint64_t pixels = (uint64_t)image->width * image->height;
	const char *size = arena_printf(b->arena, "%u × %u", image->width, image->height).p;
	enum msg_id id = pixels > IMAGE_PIXELS_MAX ? MSG_IMAGE_SIZE : MSG_IMAGE_SHORT;

	if (pixels > 0 && pixels <= IMAGE_PIXELS_MAX && image->source->bytes.n >= smallest)
		return true;
	msg(b, id, from, image->source->name, size);
	return false;
}

static struct image *read_source(struct build *b, const struct source *source, struct pos from)
{
	struct image *image = arena_alloc(b->arena, sizeof *image);
	size_t i = 0;

	while (!kinds[i].is(source->bytes))
		i++;
	if (!kinds[i].read) {
		msg(b, MSG_IMAGE_KIND, from, source->name, kinds[i].name, kinds[i].help);
		return NULL;
	}
	image->kind = kinds[i].kind;
	image->source = source;
	return kinds[i].read(b, image, from) ? image : NULL;
}

const struct image *image_load(struct build *b, const char *path, struct pos from)
{
	const struct source *source;

	if (file_is_missing(path)) {
		msg(b, MSG_IMAGE_MISSING, from, path);
		return NULL;
	}
	source = file_read(b, path, from);
	if (!source)
		return NULL;
	struct map_entry *e = map_at(b->arena, &b->images, source, STR_NONE);
	if (!e->count++)
		e->value = read_source(b, source, from); /* NULL: it could not be read */
	return e->value;
}

/* ---------------------------------------------------------------- images in addresses */

static int base64_digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* White space and what else is no digit is passed over. */
static struct str base64_decode(struct build *b, struct str s)
{
	struct buf out = {0};
	unsigned bits = 0, n = 0;

	for (size_t i = 0; i < s.n; i++) {
		int digit = base64_digit(s.p[i]);
		if (digit < 0)
			continue;
		bits = bits << 6 | (unsigned)digit;
		n += 6;
		if (n < 8)
			continue;
		n -= 8;
		buf_char(&out, (char)(bits >> n & 0xFF));
	}
	struct str made = arena_str(b->arena, buf_view(&out));
	buf_free(&out);
	return made;
}

struct str image_data_name(struct str url)
{
	size_t end = 0;

	while (end < url.n && url.p[end] != ';' && url.p[end] != ',')
		end++;
	return str_sub(url, 0, end);
}

const struct image *image_from_data(struct build *b, struct str url, struct pos from)
{
	size_t comma = str_find_char(url, ',', 0);
	struct source *source = arena_alloc(b->arena, sizeof *source);

	source->name = arena_cstr(b->arena, image_data_name(url));
	source->bytes = comma == SIZE_MAX ? STR_NONE : base64_decode(b, str_sub(url, comma + 1, url.n));
	return read_source(b, source, from);
}
