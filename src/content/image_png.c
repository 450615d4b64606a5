/* image_png.c - PNG through libpng; the only file that sees png.h.
 *
 * Whatever the file holds comes out as 8 bits a channel, grey or RGB, with the transparency apart. Gamma and colour profiles
 * are not applied: what authors make is sRGB, whatever their programs wrote beside it.
 *
 * libpng's error callback must not return, so it jumps (setjmp is its design and nowhere else's here). All that happens
 * between setjmp and the jump stands in decode(): it owns nothing but libpng's two structures. */
#include "content/content_int.h"

#include <png.h>
#include <string.h>

struct job {
	struct str bytes;
	size_t at;
	struct arena *scratch;
	struct image *image;
	png_structp png;
	png_infop info;
	uint8_t *rows;         /* all channels, tight */
	unsigned channels;     /* of rows: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha */
	char error[120];
};

/* ---------------------------------------------------------------- libpng's callbacks */

static void on_error(png_structp png, png_const_charp text)
{
	struct job *job = png_get_error_ptr(png);
	size_t n = strlen(text);

	n = n < sizeof job->error ? n : sizeof job->error - 1;
	memcpy(job->error, text, n);
	job->error[n] = '\0';
	png_longjmp(png, 1);
}

/* What libpng only warns of (a wrong profile, an odd chunk) does not show. */
static void on_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void on_read(png_structp png, png_bytep into, size_t n)
{
	struct job *job = png_get_io_ptr(png);

	if (n > job->bytes.n - job->at)
		png_error(png, "the file ends too early");
	memcpy(into, job->bytes.p + job->at, n);
	job->at += n;
}

static png_voidp on_alloc(png_structp png, png_alloc_size_t n)
{
	(void)png;
	return mem_alloc(n);
}

static void on_free(png_structp png, png_voidp p)
{
	(void)png;
	mem_free(p);
}

/* ---------------------------------------------------------------- decoding */

static void set_transforms(const struct job *job)
{
	png_set_expand(job->png); /* palettes to RGB, few bits to 8, tRNS to alpha */
	png_set_scale_16(job->png);
	png_set_interlace_handling(job->png);
	png_read_update_info(job->png, job->info);
}

static void read_header(struct job *job)
{
	png_set_user_limits(job->png, 0x7FFFFFFF, 0x7FFFFFFF); /* the size is checked by us, with our words */
	png_read_info(job->png, job->info);
	job->image->width = png_get_image_width(job->png, job->info);
	job->image->height = png_get_image_height(job->png, job->info);
	job->image->dpi_x = (unsigned)((png_get_x_pixels_per_meter(job->png, job->info) * UINT64_C(254) + 5000) / 10000);
	job->image->dpi_y = (unsigned)((png_get_y_pixels_per_meter(job->png, job->info) * UINT64_C(254) + 5000) / 10000);
}

static void read_rows(struct job *job)
{
	uint32_t height = job->image->height;
	size_t row_n;
	png_bytepp rows;

	set_transforms(job);
	job->channels = png_get_channels(job->png, job->info);
	row_n = png_get_rowbytes(job->png, job->info);
	job->rows = arena_alloc(job->scratch, row_n * height);
	rows = arena_alloc(job->scratch, height * sizeof *rows);
	for (uint32_t y = 0; y < height; y++)
		rows[y] = job->rows + y * row_n;
	png_read_image(job->png, rows);
}

/* Runs one step of the work; false when libpng jumped out of it. */
static bool decode(struct job *job, void (*step)(struct job *job))
{
	if (setjmp(png_jmpbuf(job->png)) != 0)
		return false;
	step(job);
	return true;
}

/* A row of deflate data is at most 1032 times smaller than what it stands for. */
static uint64_t smallest_file(const struct job *job)
{
	return (uint64_t)png_get_rowbytes(job->png, job->info) * job->image->height / 1040;
}

static bool read_png(struct build *b, struct job *job, struct pos from)
{
	bool read = decode(job, read_header);

	if (read && !image_check_size(b, job->image, smallest_file(job), from))
		return false;
	read = read && decode(job, read_rows);
	if (!read)
		msg(b, MSG_IMAGE_CORRUPT, from, job->image->source->name, job->error);
	return read;
}

/* ---------------------------------------------------------------- channels apart */

static bool is_opaque(const struct job *job, size_t pixels)
{
	if (job->channels % 2 != 0)
		return true;
	for (size_t i = 0; i < pixels; i++)
		if (job->rows[(i + 1) * job->channels - 1] != 0xFF)
			return false;
	return true;
}

static void split(struct build *b, const struct job *job)
{
	struct image *image = job->image;
	size_t pixels = (size_t)image->width * image->height;
	unsigned channels = job->channels >= 3 ? 3 : 1;
	uint8_t *colours = arena_alloc(b->arena, pixels * channels), *alpha = NULL;

	if (!is_opaque(job, pixels))
		alpha = arena_alloc(b->arena, pixels);
	for (size_t i = 0; i < pixels; i++) {
		const uint8_t *pixel = job->rows + i * job->channels;
		memcpy(colours + i * channels, pixel, channels);
		if (alpha)
			alpha[i] = pixel[channels];
	}
	image->channels = channels;
	image->pixels = colours;
	image->alpha = alpha;
}

bool image_read_png(struct build *b, struct image *image, struct pos from)
{
	struct job job = {.bytes = image->source->bytes, .image = image, .scratch = arena_new()};
	bool read;

	job.png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &job, on_error, on_warning, NULL, on_alloc, on_free);
	job.info = job.png ? png_create_info_struct(job.png) : NULL;
	if (!job.info)
		mem_exhausted();
	png_set_read_fn(job.png, &job, on_read);
	read = read_png(b, &job, from);
	if (read)
		split(b, &job);
	png_destroy_read_struct(&job.png, &job.info, NULL);
	arena_free(job.scratch);
	return read;
}
