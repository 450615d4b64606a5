/* image.c - images as XObjects, each once.
 *
 * JPEG data goes in as it is. Pixels with alpha are flattened on white, the page's colour: PDF/A-2 would allow a soft mask,
 * but only on pages that declare a transparency group's colour space, and many printers still rasterise such pages. */
#include "output/pdf/pdf_int.h"

struct pdf_image *pdf_image_of(struct pdf *p, const struct image *image)
{
	struct map_entry *e = map_at(p->arena, &p->image_index, image, STR_NONE);
	if (e->value)
		return e->value;
	struct pdf_image *i = e->value = arena_alloc(p->arena, sizeof *i);
	i->image = image;
	i->index = ++p->n_images;
	*p->images_end = i;
	p->images_end = &i->next;
	return i;
}

static const char *space(unsigned channels)
{
	return channels == 1 ? "/DeviceGray" : channels == 3 ? "/DeviceRGB" : "/DeviceCMYK";
}

static uint8_t on_white(uint8_t sample, uint8_t alpha)
{
	return (uint8_t)((sample * alpha + 255 * (255 - alpha) + 127) / 255);
}

static struct str flattened(struct pdf *p, const struct image *i)
{
	size_t pixels = (size_t)i->width * i->height, n = pixels * i->channels;
	if (!i->alpha)
		return (struct str){(const char *)i->pixels, n};
	uint8_t *flat = arena_alloc(p->arena, n);
	for (size_t at = 0; at < pixels; at++)
		for (unsigned c = 0; c < i->channels; c++)
			flat[at * i->channels + c] = on_white(i->pixels[at * i->channels + c], i->alpha[at]);
	return (struct str){(const char *)flat, n};
}

static void write_image(struct pdf *p, struct pdf_image *image)
{
	const struct image *i = image->image;
	image->object = i->pixels ? pdf_stream(p->file, flattened(p, i), PDF_FLATE) : pdf_stream(p->file, i->jpeg, PDF_DCT);
	struct buf *b = pdf_open(p->file, image->object);
	buf_printf(b, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace%s", i->width, i->height, space(i->channels));
	pdf_close(p->file);
}

void pdf_images_write(struct pdf *p)
{
	for (struct pdf_image *i = p->images; i; i = i->next)
		write_image(p, i);
}
