/* font_subset.c - a font file cut down to the glyphs that are shown: the only file of pdf/ that sees HarfBuzz.
 *
 * Glyphs are numbered anew, without gaps: a subset that keeps the ids is twice as large for a font of some thousand glyphs.
 * What only layout needs is dropped, and of a CFF font everything but its CFF table. */
#include <hb-subset.h>
#include <hb.h>

#include "output/pdf/pdf_int.h"

static const hb_tag_t dropped[] = {
	HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
	HB_TAG('J', 'S', 'T', 'F'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('M', 'A', 'T', 'H'), HB_TAG('c', 'm', 'a', 'p'),
	HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('D', 'S', 'I', 'G'),
	HB_TAG('F', 'F', 'T', 'M'), HB_TAG('S', 'i', 'l', 'f'), HB_TAG('G', 'l', 'a', 't'), HB_TAG('G', 'l', 'o', 'c'),
	HB_TAG('S', 'i', 'l', 'l'), HB_TAG('F', 'e', 'a', 't'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('V', 'O', 'R', 'G'),
	HB_TAG('g', 'a', 's', 'p'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
	HB_TAG('P', 'C', 'L', 'T'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
	/* a variable font is its default instance */
	HB_TAG('f', 'v', 'a', 'r'), HB_TAG('g', 'v', 'a', 'r'), HB_TAG('a', 'v', 'a', 'r'), HB_TAG('c', 'v', 'a', 'r'),
	HB_TAG('H', 'V', 'A', 'R'), HB_TAG('V', 'V', 'A', 'R'), HB_TAG('M', 'V', 'A', 'R'), HB_TAG('S', 'T', 'A', 'T'),
	/* PDF knows no colour in fonts */
	HB_TAG('C', 'O', 'L', 'R'), HB_TAG('C', 'P', 'A', 'L'), HB_TAG('S', 'V', 'G', ' '), HB_TAG('C', 'B', 'D', 'T'),
	HB_TAG('C', 'B', 'L', 'C'), HB_TAG('s', 'b', 'i', 'x'), HB_TAG('E', 'B', 'D', 'T'), HB_TAG('E', 'B', 'L', 'C'),
};

/* Hints are for screens of few pixels, and none of today's viewers was seen to draw anything else for them. */
static hb_subset_input_t *input_for(const struct pdf_font *f)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		mem_exhausted();
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped[i]);
	hb_set_t *glyphs = hb_subset_input_glyph_set(input);
	hb_set_add(glyphs, 0);
	for (unsigned i = 0; i < f->info->n_glyphs; i++)
		if (f->glyphs[i].used)
			hb_set_add(glyphs, i);
	return input;
}

static hb_face_t *face_for(const struct font_info *info)
{
	hb_blob_t *file = hb_blob_create(info->data.p, (unsigned)info->data.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(file, info->index);
	hb_blob_destroy(file);
	return face;
}

static void take_codes(struct pdf_font *f, const hb_subset_plan_t *plan)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
	for (unsigned i = 0; i < f->info->n_glyphs; i++)
		if (f->glyphs[i].used)
			f->glyphs[i].code = hb_map_get(map, i);
}

static struct str program_of(struct pdf *p, const struct pdf_font *f, hb_face_t *subset)
{
	unsigned n = 0;
	hb_blob_t *blob = f->info->cff ? hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(subset);
	const char *bytes = hb_blob_get_data(blob, &n);
	struct str program = n > 0 ? arena_str(p->arena, (struct str){bytes, n}) : STR_NONE;
	hb_blob_destroy(blob);
	return program;
}

bool pdf_font_subset(struct pdf *p, struct pdf_font *f)
{
	hb_face_t *face = face_for(f->info);
	hb_subset_input_t *input = input_for(f);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face, input);
	hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	if (subset) {
		take_codes(f, plan);
		f->program = program_of(p, f, subset);
	}
	hb_face_destroy(subset);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	hb_face_destroy(face);
	return f->program.n > 0;
}
