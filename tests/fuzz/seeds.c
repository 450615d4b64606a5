/* seeds.c - seeds that are no text, into DIR/image and DIR/font: small images of every kind, and fonts cut down to a few
 * letters by HarfBuzz. FONT... are the fonts to cut. */
#include <hb-subset.h>
#include <hb.h>
#include <stdbool.h>
#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#define SIDE 9

static FILE *create(const char *directory, const char *name)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s", directory, name);
	FILE *f = fopen(path, "wb");
	if (!f) {
		perror(path);
		exit(3);
	}
	return f;
}

static void fill(unsigned char *row, size_t n, unsigned y)
{
	for (size_t i = 0; i < n; i++)
		row[i] = (unsigned char)(i * 29 + y * 53);
}

/* ---------------------------------------------------------------- images */

static void put_png(const char *directory, int color, int depth, int interlace)
{
	static png_color palette[16] = {{1, 2, 3}, {200, 100, 50}};
	static const unsigned char alpha[16] = {0, 128, 255};
	char name[64];
	unsigned char row[SIDE * 8];
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);

	snprintf(name, sizeof name, "image/%d-%d-%d.png", color, depth, interlace);
	FILE *f = create(directory, name);
	png_init_io(png, f);
	png_set_IHDR(png, info, SIDE, SIDE, depth, color, interlace, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	if (color == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 1 << (depth < 4 ? depth : 4));
	if (color == PNG_COLOR_TYPE_PALETTE)
		png_set_tRNS(png, info, alpha, 1 << (depth < 4 ? depth : 4), NULL);
	if (color == PNG_COLOR_TYPE_RGB)
		png_set_tRNS(png, info, NULL, 0, &(png_color_16){.red = 3, .green = 4, .blue = 5});
	png_set_pHYs(png, info, 3937, 3937, PNG_RESOLUTION_METER);
	png_set_gAMA(png, info, 0.45);
	png_write_info(png, info);
	for (int pass = png_set_interlace_handling(png); pass > 0; pass--)
		for (unsigned y = 0; y < SIDE; y++) {
			fill(row, sizeof row, depth < 8 ? 0 : y);
			if (color == PNG_COLOR_TYPE_PALETTE)
				memset(row, 0, sizeof row);
			png_write_row(png, row);
		}
	png_write_end(png, info);
	png_destroy_write_struct(&png, &info);
	fclose(f);
}

static void put_jpeg(const char *directory, int components, bool progressive)
{
	static const J_COLOR_SPACE spaces[] = {0, JCS_GRAYSCALE, 0, JCS_RGB, JCS_CMYK};
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	char name[64];
	unsigned char row[SIDE * 4];

	snprintf(name, sizeof name, "image/%d%s.jpg", components, progressive ? "-progressive" : "");
	FILE *f = create(directory, name);
	c.err = jpeg_std_error(&errors);
	jpeg_create_compress(&c);
	jpeg_stdio_dest(&c, f);
	c.image_width = c.image_height = SIDE;
	c.input_components = components;
	c.in_color_space = spaces[components];
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, 40, TRUE);
	if (progressive)
		jpeg_simple_progression(&c);
	jpeg_start_compress(&c, TRUE);
	jpeg_write_marker(&c, JPEG_APP0 + 1, (const JOCTET *)"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", 32);
	while (c.next_scanline < c.image_height) {
		fill(row, sizeof row, c.next_scanline);
		jpeg_write_scanlines(&c, (JSAMPROW[]){row}, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	fclose(f);
}

static void put_images(const char *directory)
{
	static const struct { int color, least, most; } kinds[] = {{PNG_COLOR_TYPE_GRAY, 1, 16}, {PNG_COLOR_TYPE_RGB, 8, 16},
		{PNG_COLOR_TYPE_PALETTE, 1, 8}, {PNG_COLOR_TYPE_GRAY_ALPHA, 8, 16}, {PNG_COLOR_TYPE_RGB_ALPHA, 8, 16}};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (int depth = kinds[i].least; depth <= kinds[i].most; depth *= 2)
			put_png(directory, kinds[i].color, depth, depth == 8 ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE);
	for (int components = 1; components <= 4; components += components == 1 ? 2 : 1) {
		put_jpeg(directory, components, false);
		put_jpeg(directory, components, true);
	}
}

/* ---------------------------------------------------------------- fonts */

static void put_font(const char *directory, const char *path, bool layout)
{
	static const char letters[] = "Office difficult AVWords Ta 2025-+$x1\xe4\xb8\x80";
	char name[300];
	hb_blob_t *file = hb_blob_create_from_file(path);
	hb_face_t *face = hb_face_create(file, 0);
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_buffer_t *text = hb_buffer_create();

	hb_buffer_add_utf8(text, letters, -1, 0, -1);
	for (unsigned i = 0; i < hb_buffer_get_length(text); i++)
		hb_set_add(hb_subset_input_unicode_set(input), hb_buffer_get_glyph_infos(text, NULL)[i].codepoint);
	if (!layout)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), HB_TAG('G', 'S', 'U', 'B'));
	hb_face_t *cut = hb_subset_or_fail(face, input);
	if (cut) {
		hb_blob_t *bytes = hb_face_reference_blob(cut);
		unsigned n;
		const char *data = hb_blob_get_data(bytes, &n);
		const char *slash = strrchr(path, '/');
		snprintf(name, sizeof name, "font/%s%.200s", layout ? "" : "plain-", slash ? slash + 1 : path);
		FILE *f = create(directory, name);
		fwrite(data, 1, n, f);
		fclose(f);
		hb_blob_destroy(bytes);
	}
	hb_face_destroy(cut);
	hb_buffer_destroy(text);
	hb_subset_input_destroy(input);
	hb_face_destroy(face);
	hb_blob_destroy(file);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	put_images(argv[1]);
	for (int i = 2; i < argc; i++) {
		put_font(argv[1], argv[i], true);
		put_font(argv[1], argv[i], false);
	}
	return 0;
}
