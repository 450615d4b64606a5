/* Images: made here in every kind, written to files, read back; and broken in every way. */
#include "content/content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct folder {
	char dir[64];
	struct build *b;
};

static int open_folder(void **state)
{
	struct folder *f = calloc(1, sizeof *f);

	strcpy(f->dir, "/tmp/test_image.XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	f->b = build_new();
	assert_true(file_add_root(f->b, f->dir));
	*state = f;
	return 0;
}

static int close_folder(void **state)
{
	struct folder *f = *state;
	char command[100];

	snprintf(command, sizeof command, "rm -rf '%s'", f->dir);
	assert_int_equal(system(command), 0);
	build_free(f->b);
	free(f);
	return 0;
}

static const char *write_file(struct folder *f, const char *name, struct str bytes)
{
	const char *path = file_join(f->b, f->dir, str_from(name));
	FILE *out = fopen(path, "wb");

	assert_non_null(out);
	fwrite(bytes.p, 1, bytes.n, out);
	assert_int_equal(fclose(out), 0);
	return path;
}

static const struct image *load(struct folder *f, const char *name, struct str bytes)
{
	return image_load(f->b, write_file(f, name, bytes), POS_NONE);
}

static bool said(struct folder *f, const char *what)
{
	struct buf out = {0};
	bool found;

	msg_print(f->b, &out, (struct msg_format){0});
	buf_char(&out, '\0');
	found = strstr(out.p, what) != NULL;
	buf_free(&out);
	return found;
}

/* ---------------------------------------------------------------- PNG */

#define SIDE 9

struct png_spec {
	int type, depth, interlace;
	bool transparent; /* a tRNS chunk */
};

static void png_put(png_structp png, png_bytep bytes, size_t n)
{
	buf_put(png_get_io_ptr(png), bytes, n);
}

static void png_no_flush(png_structp png)
{
	(void)png;
}

static void set_palette(png_structp png, png_infop info, const struct png_spec *spec)
{
	png_color colors[2] = {{255, 0, 0}, {0, 0, 255}};
	png_byte alpha[2] = {255, 0};
	png_color_16 key = {0};

	if (spec->type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, colors, 2);
	if (spec->transparent)
		png_set_tRNS(png, info, alpha, spec->type == PNG_COLOR_TYPE_PALETTE ? 2 : 0, &key);
}

/* All bits 0 in the left column, all bits 1 elsewhere: black (or palette entry 0) and white (1). */
static void png_make(struct buf *out, const struct png_spec *spec)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	bool palette = spec->type == PNG_COLOR_TYPE_PALETTE;
	png_byte row[SIDE * 8], *rows[SIDE];
	size_t first;

	png_set_write_fn(png, out, png_put, png_no_flush);
	png_set_IHDR(png, info, SIDE, SIDE, spec->depth, spec->type, spec->interlace, 0, 0);
	png_set_pHYs(png, info, 11811, 5906, PNG_RESOLUTION_METER);
	set_palette(png, info, spec);
	png_write_info(png, info);
	memset(row, palette ? 0 : 0xFF, sizeof row);
	first = png_get_rowbytes(png, info) * 8 / SIDE / 8;
	if (palette)
		memset(row, spec->depth == 1 ? 0x7F : spec->depth == 2 ? 0x15 : spec->depth == 4 ? 0x01 : 0, 1);
	else if (first > 0)
		memset(row, 0, first);
	else
		row[0] = (png_byte)(0xFF >> spec->depth);
	for (int i = 0; i < SIDE; i++)
		rows[i] = row;
	png_write_image(png, rows);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
}

static void check_png(struct folder *f, const struct png_spec *spec, const char *name)
{
	struct buf bytes = {0};
	const struct image *image;
	bool colour = spec->type & PNG_COLOR_MASK_COLOR;

	png_make(&bytes, spec);
	image = load(f, name, buf_view(&bytes));
	assert_non_null(image);
	assert_int_equal(image->kind, IMAGE_PNG);
	assert_int_equal(image->width, SIDE);
	assert_int_equal(image->height, SIDE);
	assert_int_equal(image->channels, colour ? 3 : 1);
	assert_int_equal(image->dpi_x, 300);
	assert_int_equal(image->dpi_y, 150);
	assert_int_equal(image->pixels[0], spec->type == PNG_COLOR_TYPE_PALETTE ? 255 : 0);
	if (spec->type != PNG_COLOR_TYPE_PALETTE)
		assert_int_equal(image->pixels[image->channels * SIDE - 1], 255);
	assert_true((image->alpha != NULL) == ((spec->type & PNG_COLOR_MASK_ALPHA) || spec->transparent));
	if (image->alpha && spec->type != PNG_COLOR_TYPE_PALETTE) {
		assert_int_equal(image->alpha[0], 0);
		assert_int_equal(image->alpha[1], 255);
	}
	buf_free(&bytes);
}

static void png_of_every_kind(void **state)
{
	static const struct { int type; int depths[5]; } kinds[] = {
		{PNG_COLOR_TYPE_GRAY, {1, 2, 4, 8, 16}}, {PNG_COLOR_TYPE_RGB, {8, 16}}, {PNG_COLOR_TYPE_PALETTE, {1, 2, 4, 8}},
		{PNG_COLOR_TYPE_GRAY_ALPHA, {8, 16}}, {PNG_COLOR_TYPE_RGB_ALPHA, {8, 16}},
	};
	struct folder *f = *state;

	for (size_t k = 0; k < 5; k++)
		for (size_t d = 0; d < 5 && kinds[k].depths[d]; d++)
			for (int way = 0; way < 4; way++) {
				struct png_spec spec = {kinds[k].type, kinds[k].depths[d], way & 1, way & 2};
				char name[40];
				if (spec.transparent && (spec.type & PNG_COLOR_MASK_ALPHA))
					continue;
				if (spec.transparent && spec.type == PNG_COLOR_TYPE_PALETTE)
					continue;
				snprintf(name, sizeof name, "%d-%d-%d.png", spec.type, spec.depth, way);
				check_png(f, &spec, name);
			}
	assert_int_equal(msg_worst(f->b), MSG_OFF);
}

static void png_palette_with_transparency(void **state)
{
	struct folder *f = *state;
	struct png_spec spec = {PNG_COLOR_TYPE_PALETTE, 1, 0, true};
	struct buf bytes = {0};
	const struct image *image;

	png_make(&bytes, &spec);
	image = load(f, "p.png", buf_view(&bytes));
	assert_non_null(image);
	assert_int_equal(image->channels, 3);
	assert_non_null(image->alpha);
	assert_int_equal(image->alpha[0], 255);
	assert_int_equal(image->alpha[1], 0);
	assert_int_equal(image->pixels[3], 0);
	assert_int_equal(image->pixels[5], 255);
	buf_free(&bytes);
}

/* Cut anywhere, or with any byte changed: a message or an image, and never a crash. */
static void broken_files(struct folder *f, struct str whole, const char *suffix)
{
	char name[40], *changed = malloc(whole.n);

	for (size_t n = 0; n < whole.n; n += 1 + whole.n / 150) {
		snprintf(name, sizeof name, "cut%zu.%s", n, suffix);
		load(f, name, str_sub(whole, 0, n));
		memcpy(changed, whole.p, whole.n);
		changed[n] ^= 0x5A;
		snprintf(name, sizeof name, "bad%zu.%s", n, suffix);
		load(f, name, (struct str){changed, whole.n});
	}
	free(changed);
}

static void png_broken(void **state)
{
	struct folder *f = *state;
	struct png_spec spec = {PNG_COLOR_TYPE_RGB, 8, 1, false};
	struct buf bytes = {0};
	struct str half;

	png_make(&bytes, &spec);
	half = str_sub(buf_view(&bytes), 0, bytes.n - 30);
	assert_null(load(f, "half.png", half));
	assert_true(said(f, "half.png` cannot be read: the file ends too early"));
	broken_files(f, buf_view(&bytes), "png");
	buf_free(&bytes);
}

static void png_absurd_sizes(void **state)
{
	struct folder *f = *state;
	struct png_spec spec = {PNG_COLOR_TYPE_GRAY, 8, 0, false};
	struct buf bytes = {0};
	uint32_t crc;

	png_make(&bytes, &spec);
	memcpy(bytes.p + 16, "\0\x10\0\0\0\x10\0\0", 8);
	crc = 0xFFFFFFFF;
	for (size_t i = 12; i < 29; i++) {
		crc ^= (uint8_t)bytes.p[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
	}
	crc = ~crc;
	for (int i = 0; i < 4; i++)
		bytes.p[29 + i] = (char)(crc >> (24 - 8 * i));
	assert_null(load(f, "huge.png", buf_view(&bytes)));
	assert_true(said(f, "too large: 1048576 × 1048576 pixels"));
	buf_free(&bytes);
}

/* ---------------------------------------------------------------- JPEG */

struct jpeg_spec {
	J_COLOR_SPACE in, file;
	int channels;
	bool progressive, plain; /* plain: without Adobe's marker */
	const uint8_t *colour;
	const uint8_t *exif;
	size_t exif_n;
	int width, height;
	bool mark;               /* the top left quarter is black */
};

static void jpeg_rows(struct jpeg_compress_struct *jpeg, const struct jpeg_spec *spec)
{
	uint8_t row[64 * 4];

	while ((int)jpeg->next_scanline < spec->height) {
		JSAMPROW rows = row;
		for (int x = 0; x < spec->width; x++) {
			bool black = spec->mark && x < spec->width / 2 && (int)jpeg->next_scanline < spec->height / 2;
			for (int c = 0; c < spec->channels; c++)
				row[x * spec->channels + c] = black ? 0 : spec->colour[c];
		}
		jpeg_write_scanlines(jpeg, &rows, 1);
	}
}

static void jpeg_make(struct buf *out, const struct jpeg_spec *spec)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL;
	unsigned long n = 0;

	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &n);
	jpeg.image_width = (JDIMENSION)spec->width;
	jpeg.image_height = (JDIMENSION)spec->height;
	jpeg.input_components = spec->channels;
	jpeg.in_color_space = spec->in;
	jpeg_set_defaults(&jpeg);
	jpeg_set_colorspace(&jpeg, spec->file);
	jpeg_set_quality(&jpeg, 100, TRUE);
	jpeg.density_unit = 1;
	jpeg.X_density = 300;
	jpeg.Y_density = 200;
	if (spec->plain)
		jpeg.write_Adobe_marker = FALSE;
	if (spec->progressive)
		jpeg_simple_progression(&jpeg);
	jpeg_start_compress(&jpeg, TRUE);
	if (spec->exif)
		jpeg_write_marker(&jpeg, JPEG_APP0 + 1, spec->exif, (unsigned)spec->exif_n);
	jpeg_rows(&jpeg, spec);
	jpeg_finish_compress(&jpeg);
	jpeg_destroy_compress(&jpeg);
	buf_put(out, bytes, n);
	free(bytes);
}

static const struct image *jpeg_load(struct folder *f, const char *name, const struct jpeg_spec *spec)
{
	struct buf bytes = {0};
	const struct image *image;

	jpeg_make(&bytes, spec);
	image = load(f, name, buf_view(&bytes));
	assert_non_null(image);
	assert_int_equal(image->kind, IMAGE_JPEG);
	buf_free(&bytes);
	return image;
}

static const uint8_t orange[4] = {250, 120, 10, 0};

static void jpeg_passes_through(void **state)
{
	struct folder *f = *state;
	struct jpeg_spec specs[] = {
		{.in = JCS_RGB, .file = JCS_YCbCr, .channels = 3}, {.in = JCS_RGB, .file = JCS_YCbCr, .channels = 3, .progressive = true},
		{.in = JCS_GRAYSCALE, .file = JCS_GRAYSCALE, .channels = 1}, {.in = JCS_RGB, .file = JCS_RGB, .channels = 3},
	};

	for (size_t i = 0; i < 4; i++) {
		char name[20];
		const struct image *image;
		specs[i].colour = orange;
		specs[i].width = 20;
		specs[i].height = 10;
		snprintf(name, sizeof name, "%zu.jpg", i);
		image = jpeg_load(f, name, &specs[i]);
		assert_int_equal(image->width, 20);
		assert_int_equal(image->height, 10);
		assert_int_equal(image->channels, specs[i].channels);
		assert_null(image->pixels);
		assert_int_equal(image->jpeg.n, image->source->bytes.n);
		assert_int_equal(image->dpi_x, i == 3 ? 0 : 300);
	}
	assert_int_equal(msg_worst(f->b), MSG_OFF);
}

static void is_near(const uint8_t *pixel, int r, int g, int b)
{
	assert_in_range(pixel[0] + 8, r, r + 16);
	assert_in_range(pixel[1] + 8, g, g + 16);
	assert_in_range(pixel[2] + 8, b, b + 16);
}

static void jpeg_cmyk_becomes_rgb(void **state)
{
	static const uint8_t ink[4] = {0, 128, 255, 51}, inverted[4] = {255, 127, 0, 204};
	struct folder *f = *state;
	struct jpeg_spec spec = {.in = JCS_CMYK, .file = JCS_CMYK, .channels = 4, .colour = inverted, .width = 16, .height = 16};
	const struct image *image = jpeg_load(f, "adobe.jpg", &spec);

	assert_int_equal(image->channels, 3);
	assert_null(image->jpeg.p);
	is_near(image->pixels, 204, 102, 0);
	spec.file = JCS_YCCK;
	is_near(jpeg_load(f, "ycck.jpg", &spec)->pixels, 204, 102, 0);
	spec.file = JCS_CMYK;
	spec.plain = true;
	spec.colour = ink;
	is_near(jpeg_load(f, "plain.jpg", &spec)->pixels, 204, 102, 0);
}

/* Exif's eight ways: where the file's top left quarter stands in the upright image. */
static void jpeg_is_turned_upright(void **state)
{
	static const struct { bool swap, right, low; } ways[9] = {
		[1] = {0, 0, 0}, [2] = {0, 1, 0}, [3] = {0, 1, 1}, [4] = {0, 0, 1}, [5] = {1, 0, 0}, [6] = {1, 1, 0}, [7] = {1, 1, 1}, [8] = {1, 0, 1},
	};
	static const uint8_t white[4] = {255, 255, 255, 255};
	struct folder *f = *state;

	for (uint8_t way = 2; way <= 8; way++) {
		uint8_t exif[] = {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0, 0, 0, 0, 0};
		struct jpeg_spec spec = {.in = JCS_RGB, .file = JCS_YCbCr, .channels = 3, .colour = white, .exif = exif,
		                         .exif_n = sizeof exif, .width = 32, .height = 16, .mark = true};
		char name[20];
		const struct image *image;
		size_t x, y;
		snprintf(name, sizeof name, "turn%d.jpg", way);
		image = jpeg_load(f, name, &spec);
		assert_non_null(image->pixels);
		assert_int_equal(image->width, ways[way].swap ? 16 : 32);
		assert_int_equal(image->dpi_x, ways[way].swap ? 200 : 300);
		x = ways[way].right ? image->width - 1 : 0;
		y = ways[way].low ? image->height - 1 : 0;
		is_near(image->pixels + 3 * (y * image->width + x), 0, 0, 0);
		is_near(image->pixels + 3 * (y * image->width + image->width - 1 - x), 255, 255, 255);
		is_near(image->pixels + 3 * ((image->height - 1 - y) * image->width + x), 255, 255, 255);
	}
}

static void jpeg_broken(void **state)
{
	struct folder *f = *state;
	struct jpeg_spec spec = {.in = JCS_RGB, .file = JCS_YCbCr, .channels = 3, .colour = orange, .width = 64, .height = 64, .mark = true};
	struct buf bytes = {0};
	const struct image *image;

	jpeg_make(&bytes, &spec);
	image = load(f, "half.jpg", str_sub(buf_view(&bytes), 0, bytes.n - 40));
	assert_non_null(image);
	assert_non_null(image->pixels);
	assert_null(image->jpeg.p);
	assert_true(said(f, "half.jpg` is damaged"));
	assert_null(load(f, "head.jpg", str_sub(buf_view(&bytes), 0, 40)));
	assert_true(said(f, "head.jpg` cannot be read"));
	broken_files(f, buf_view(&bytes), "jpg");
	spec.progressive = true;
	bytes.n = 0;
	jpeg_make(&bytes, &spec);
	broken_files(f, buf_view(&bytes), "progressive.jpg");
	buf_free(&bytes);
}

/* What comes behind the image in its file does not go into the PDF. */
static void jpeg_ends_at_its_end(void **state)
{
	struct folder *f = *state;
	struct jpeg_spec spec = {.in = JCS_RGB, .file = JCS_YCbCr, .channels = 3, .colour = orange, .width = 8, .height = 8};
	struct buf bytes = {0};
	size_t n;

	jpeg_make(&bytes, &spec);
	n = bytes.n;
	buf_cstr(&bytes, "a second picture");
	assert_int_equal(load(f, "long.jpg", buf_view(&bytes))->jpeg.n, n);
	buf_free(&bytes);
}

/* ---------------------------------------------------------------- the rest */

static void other_kinds_are_named(void **state)
{
	static const struct { const char *bytes, *said; } cases[] = {
		{"GIF89a........", "a GIF image"}, {"RIFF....WEBPVP8 ", "a WebP image"}, {"%PDF-1.7", "a PDF"},
		{"<?xml version='1.0'?><svg>", "an SVG drawing"}, {"", "an empty file"}, {"<!DOCTYPE html><p>", "a web page"},
		{"version https://git-lfs.github.com/spec/v1", "Git LFS"}, {"hello", "no image that this program knows"},
	};
	struct folder *f = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char name[20];
		snprintf(name, sizeof name, "other%zu.png", i);
		assert_null(load(f, name, str_from(cases[i].bytes)));
		assert_true(said(f, cases[i].said));
	}
	assert_null(image_load(f->b, file_join(f->b, f->dir, STR("nowhere.png")), POS_NONE));
	assert_true(said(f, "there is no image"));
	assert_int_equal(msg_worst(f->b), MSG_WARNING);
}

static void images_are_read_once(void **state)
{
	struct folder *f = *state;
	struct png_spec spec = {PNG_COLOR_TYPE_GRAY, 8, 0, false};
	struct buf bytes = {0};
	const char *path;

	png_make(&bytes, &spec);
	path = write_file(f, "a.png", buf_view(&bytes));
	assert_ptr_equal(image_load(f->b, path, POS_NONE), image_load(f->b, path, POS_NONE));
	path = write_file(f, "b.png", STR("nothing"));
	assert_null(image_load(f->b, path, POS_NONE));
	assert_null(image_load(f->b, path, POS_NONE));
	assert_int_equal(msg_count(f->b, MSG_WARNING), 1);
	buf_free(&bytes);
}

#define IMAGE_TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IMAGE_TEST(png_of_every_kind), IMAGE_TEST(png_palette_with_transparency), IMAGE_TEST(png_broken),
		IMAGE_TEST(png_absurd_sizes), IMAGE_TEST(jpeg_passes_through), IMAGE_TEST(jpeg_cmyk_becomes_rgb),
		IMAGE_TEST(jpeg_is_turned_upright), IMAGE_TEST(jpeg_broken), IMAGE_TEST(jpeg_ends_at_its_end),
		IMAGE_TEST(other_kinds_are_named), IMAGE_TEST(images_are_read_once),
	};

	return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
