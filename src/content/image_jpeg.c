/* image_jpeg.c - JPEG through libjpeg; the only file that sees jpeglib.h.
 *
 * A PDF can hold a JPEG as it is, without loss and without the size of its pixels. But what a PDF viewer does with a
 * damaged one is anybody's guess, so every JPEG is decoded once, row by row, only to see that it can be. It passes through
 * when it is grey or RGB in one of the ways that PDF knows; else its pixels are taken: of a damaged file what there is, of
 * one that a camera marked as turned the upright image, of CMYK an RGB approximation.
 *
 * CMYK becomes RGB by R = (1 - C)(1 - K) and so on: without the press's profile nothing better is known. Adobe's programs
 * write all four inverted, and say so by their marker.
 *
 * libjpeg's error callback must not return, so it jumps, like libpng's (see image_png.c); all between setjmp and the jump
 * stands in decode(). */
#include "content/content_int.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#define SCANS_MAX 200 /* of a progressive file; honest ones have about ten */

struct job {
	struct jpeg_error_mgr errors;        /* first: libjpeg knows it by its address */
	struct jpeg_progress_mgr progress;
	struct jpeg_decompress_struct jpeg;
	jmp_buf jump;
	struct image *image;
	struct arena *scratch;
	uint8_t *rows;                       /* all of them, or NULL: none is kept */
	uint8_t *row;
	unsigned channels;                   /* of rows */
	size_t used;                         /* bytes up to the end of the image */
	unsigned way;                        /* Exif's orientation, 1 to 8 */
	bool can_pass;
	char error[JMSG_LENGTH_MAX];         /* of the first error or warning */
};

/* ---------------------------------------------------------------- libjpeg's callbacks */

static struct job *job_of(j_common_ptr jpeg)
{
	return (struct job *)jpeg->err;
}

static void note_error(j_common_ptr jpeg)
{
	if (!job_of(jpeg)->error[0])
		jpeg->err->format_message(jpeg, job_of(jpeg)->error);
}

static void on_error(j_common_ptr jpeg)
{
	if (jpeg->err->msg_code == JERR_OUT_OF_MEMORY)
		mem_exhausted();
	note_error(jpeg);
	longjmp(job_of(jpeg)->jump, 1);
}

static void on_message(j_common_ptr jpeg, int level)
{
	if (level >= 0)
		return;
	jpeg->err->num_warnings++;
	note_error(jpeg);
}

/* A small file can ask for thousands of passes over a large image. */
static void on_progress(j_common_ptr jpeg)
{
	struct job *job = job_of(jpeg);

	if (job->jpeg.input_scan_number <= SCANS_MAX)
		return;
	snprintf(job->error, sizeof job->error, "more than %d scans", SCANS_MAX);
	longjmp(job->jump, 1);
}

/* ---------------------------------------------------------------- the steps between setjmp and jump */

static void read_header(struct job *job)
{
	struct jpeg_decompress_struct *jpeg = &job->jpeg;
	struct str bytes = job->image->source->bytes;

	jpeg_create_decompress(jpeg);
	jpeg->progress = &job->progress;
	jpeg_mem_src(jpeg, (const unsigned char *)bytes.p, bytes.n);
	jpeg_save_markers(jpeg, JPEG_APP0 + 1, 0xFFFF);
	jpeg_read_header(jpeg, TRUE);
	job->image->width = jpeg->image_width;
	job->image->height = jpeg->image_height;
}

static void read_rows(struct job *job)
{
	struct jpeg_decompress_struct *jpeg = &job->jpeg;
	size_t row_n;

	jpeg_start_decompress(jpeg);
	job->channels = (unsigned)jpeg->output_components;
	row_n = (size_t)jpeg->output_width * job->channels;
	while (jpeg->output_scanline < jpeg->output_height) {
		JSAMPROW row = job->rows ? job->rows + jpeg->output_scanline * row_n : job->row;
		jpeg_read_scanlines(jpeg, &row, 1);
	}
	jpeg_finish_decompress(jpeg);
	job->used = job->image->source->bytes.n - jpeg->src->bytes_in_buffer;
}

/* Runs one step of the work; false when libjpeg jumped out of it. */
static bool decode(struct job *job, void (*step)(struct job *job))
{
	if (setjmp(job->jump) != 0)
		return false;
	step(job);
	return true;
}

/* ---------------------------------------------------------------- what the header says */

static unsigned exif_number(const uint8_t *p, unsigned n, bool big)
{
	unsigned value = 0;

	for (unsigned i = 0; i < n; i++)
		value = value << 8 | p[big ? i : n - 1 - i];
	return value;
}

/* The orientation in Exif data of n bytes, 1 to 8; 1 when it says none. Exif 2.3, tag 0x0112 in the first directory. */
static unsigned exif_orientation(const uint8_t *p, size_t n)
{
	const uint8_t *tiff = p + 6;
	size_t tiff_n, at, entries;
	bool big;

	if (n < 6 + 8 || memcmp(p, "Exif\0", 6) != 0)
		return 1;
	tiff_n = n - 6;
	big = tiff[0] == 'M';
	at = exif_number(tiff + 4, 4, big);
	if (at > tiff_n - 2)
		return 1;
	entries = exif_number(tiff + at, 2, big);
	for (at += 2; entries > 0 && at + 12 <= tiff_n; entries--, at += 12) {
		unsigned value = exif_number(tiff + at + 8, 2, big);
		if (exif_number(tiff + at, 2, big) == 0x0112)
			return value >= 1 && value <= 8 ? value : 1;
	}
	return 1;
}

static unsigned orientation(const struct job *job)
{
	for (jpeg_saved_marker_ptr m = job->jpeg.marker_list; m; m = m->next)
		if (exif_orientation(m->data, m->data_length) != 1)
			return exif_orientation(m->data, m->data_length);
	return 1;
}

static unsigned to_dpi(unsigned density, int unit)
{
	return unit == 1 ? density : unit == 2 ? (density * 254 + 50) / 100 : 0;
}

/* How libjpeg is to give the pixels. */
static J_COLOR_SPACE output_space(J_COLOR_SPACE file)
{
	switch (file) {
	case JCS_GRAYSCALE: return JCS_GRAYSCALE;
	case JCS_CMYK:
	case JCS_YCCK: return JCS_CMYK;
	default: return JCS_RGB;
	}
}

/* Whether PDF's DCTDecode shows the file as libjpeg does: PDF takes three channels for YCbCr unless Adobe's marker says
 * otherwise, and knows no arithmetic coding. */
static bool can_pass(const struct job *job)
{
	const struct jpeg_decompress_struct *jpeg = &job->jpeg;

	if (jpeg->arith_code || jpeg->data_precision != 8 || job->way != 1)
		return false;
	if (jpeg->jpeg_color_space == JCS_YCbCr)
		return !jpeg->saw_Adobe_marker || jpeg->Adobe_transform == 1;
	return jpeg->jpeg_color_space == JCS_GRAYSCALE || (jpeg->jpeg_color_space == JCS_RGB && jpeg->saw_Adobe_marker);
}

/* ---------------------------------------------------------------- pixels */

/* In place: four bytes give three. */
static void cmyk_to_rgb(struct job *job)
{
	size_t pixels = (size_t)job->image->width * job->image->height;
	uint8_t flip = job->jpeg.saw_Adobe_marker ? 0 : 0xFF;

	for (size_t i = 0; i < pixels; i++) {
		const uint8_t *from = job->rows + 4 * i;
		unsigned light = from[3] ^ flip;
		for (unsigned c = 0; c < 3; c++)
			job->rows[3 * i + c] = (uint8_t)(((from[c] ^ flip) * light + 127) / 255);
	}
	job->channels = 3;
}

/* Where pixel (x, y) of the upright image lies in the file's: Exif's eight orientations are combinations of three flips. */
static size_t turned(const struct image *image, unsigned way, size_t x, size_t y)
{
	static const struct { bool swap, flip_x, flip_y; } ways[9] = {
		[2] = {0, 1, 0}, [3] = {0, 1, 1}, [4] = {0, 0, 1}, [5] = {1, 0, 0}, [6] = {1, 0, 1}, [7] = {1, 1, 1}, [8] = {1, 1, 0},
	};
	size_t from_x = ways[way].swap ? y : x, from_y = ways[way].swap ? x : y;

	if (ways[way].flip_x)
		from_x = image->width - 1 - from_x;
	if (ways[way].flip_y)
		from_y = image->height - 1 - from_y;
	return from_y * image->width + from_x;
}

static void take_pixels(struct build *b, struct job *job)
{
	struct image *image = job->image;
	unsigned way = job->way, n = job->channels;
	bool swap = way >= 5;
	size_t width = swap ? image->height : image->width, height = swap ? image->width : image->height;
	uint8_t *pixels = arena_alloc(b->arena, width * height * n);

	for (size_t y = 0; y < height; y++)
		for (size_t x = 0; x < width; x++)
			memcpy(pixels + (y * width + x) * n, job->rows + turned(image, way, x, y) * n, n);
	image->width = (uint32_t)width;
	image->height = (uint32_t)height;
	image->pixels = pixels;
	if (swap) {
		unsigned dpi_x = image->dpi_x;
		image->dpi_x = image->dpi_y;
		image->dpi_y = dpi_x;
	}
}

/* ---------------------------------------------------------------- the whole */

static void begin(struct job *job)
{
	memset(&job->jpeg, 0, sizeof job->jpeg);
	job->jpeg.err = jpeg_std_error(&job->errors);
	job->errors.error_exit = on_error;
	job->errors.emit_message = on_message;
	job->progress.progress_monitor = on_progress;
	job->error[0] = '\0';
}

/* Reads the file once more from its start, keeping the rows or not. libjpeg's warnings are counted in errors. */
static bool read_once(struct build *b, struct job *job, bool keep, struct pos from)
{
	size_t width, height;

	jpeg_destroy_decompress(&job->jpeg);
	begin(job);
	if (!decode(job, read_header))
		return false;
	/* One bit stands for 64 pixels at the least; a file that is smaller by far was cut off near its start. */
	width = job->image->width;
	height = job->image->height;
	if (!image_check_size(b, job->image, (uint64_t)width * height / 1024, from)) {
		job->error[0] = '\0';
		return false;
	}
	job->way = orientation(job); /* now: libjpeg forgets its markers at the end */
	job->can_pass = can_pass(job);
	job->jpeg.out_color_space = output_space(job->jpeg.jpeg_color_space);
	job->row = arena_alloc(job->scratch, width * 4);
	job->rows = keep ? arena_alloc(job->scratch, width * height * 4) : NULL;
	return decode(job, read_rows);
}

static void fill_in(struct job *job)
{
	struct image *image = job->image;

	image->channels = job->channels;
	image->dpi_x = to_dpi(job->jpeg.X_density, job->jpeg.saw_JFIF_marker ? job->jpeg.density_unit : 0);
	image->dpi_y = to_dpi(job->jpeg.Y_density, job->jpeg.saw_JFIF_marker ? job->jpeg.density_unit : 0);
}

static bool read_jpeg(struct build *b, struct job *job, struct pos from)
{
	struct image *image = job->image;

	if (!read_once(b, job, false, from))
		return false;
	fill_in(job);
	if (job->errors.num_warnings > 0)
		msg(b, MSG_IMAGE_DAMAGED, from, image->source->name, job->error);
	else if (job->can_pass) {
		image->jpeg = str_sub(image->source->bytes, 0, job->used);
		return true;
	}
	if (!read_once(b, job, true, from))
		return false;
	if (job->channels == 4)
		cmyk_to_rgb(job);
	fill_in(job);
	take_pixels(b, job);
	return true;
}

bool image_read_jpeg(struct build *b, struct image *image, struct pos from)
{
	struct job job = {.image = image, .scratch = arena_new()};
	bool read;

	begin(&job);
	read = read_jpeg(b, &job, from);
	if (!read && job.error[0])
		msg(b, MSG_IMAGE_CORRUPT, from, image->source->name, job.error);
	jpeg_destroy_decompress(&job.jpeg);
	arena_free(job.scratch);
	return read;
}
