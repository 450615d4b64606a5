/* font_subset.c - a font file cut down to the glyphs that are shown: the only file of pdf/ that sees HarfBuzz.
 *
 * Glyphs are numbered anew, without gaps: a subset that keeps the ids is twice as large for a font of some thousand glyphs.
 * HarfBuzz is shown the tables that are kept, and no others: it would read the character map and follow it from glyph to
 * glyph before it drops them. */
#include <hb-subset.h>
#include <hb.h>
#include <string.h>

#include "output/pdf/pdf_int.h"

/* Outlines and widths; of a variable font, those of its default instance. */
static const hb_tag_t kept[] = {
	HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
	HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
};

/* Hints are for screens of few pixels, and none of today's viewers was seen to draw anything else for them. */
static hb_subset_input_t *input_for(const struct pdf_font *f)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	mem_check();
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	hb_set_t *glyphs = hb_subset_input_glyph_set(input);
	hb_set_add(glyphs, 0);
	for (unsigned i = 0; i < f->info->n_glyphs; i++)
		if (f->glyphs[i].used)
			hb_set_add(glyphs, i);
	return input;
}

static hb_blob_t *keep_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
	(void)face;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (kept[i] == tag)
			return hb_face_reference_table(whole, tag);
	return NULL;
}

static void drop_face(void *face)
{
	hb_face_destroy(face);
}

static hb_face_t *face_for(const struct font_info *info)
{
	hb_blob_t *file = hb_blob_create(info->data.p, (unsigned)info->data.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(file, info->index);
	hb_blob_destroy(file);
	return hb_face_create_for_tables(keep_table, face, drop_face);
}

struct pdf_subset {
	hb_subset_plan_t *plan;
	bool cff;
};

static void take_codes(struct pdf_font *f, const hb_subset_plan_t *plan)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
	for (unsigned i = 0; i < f->info->n_glyphs; i++)
		if (f->glyphs[i].used)
			f->glyphs[i].code = hb_map_get(map, i);
}

struct pdf_subset *pdf_subset_new(struct pdf_font *f)
{
	hb_face_t *face = face_for(f->info);
	hb_subset_input_t *input = input_for(f);
	struct pdf_subset *s = mem_alloc(sizeof *s);
	*s = (struct pdf_subset){hb_subset_plan_create_or_fail(face, input), f->info->cff};
	mem_check();
	if (s->plan)
		take_codes(f, s->plan);
	hb_subset_input_destroy(input);
	hb_face_destroy(face); /* the plan keeps it */
	return s;
}

static struct str program_of(hb_face_t *subset, bool cff)
{
	unsigned n = 0;
	hb_blob_t *blob = cff ? hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(subset);
	const char *bytes = hb_blob_get_data(blob, &n);
	struct str program = n > 0 ? (struct str){memcpy(mem_alloc(n), bytes, n), n} : STR_NONE;
	hb_blob_destroy(blob);
	return program;
}

struct str pdf_subset_make(struct pdf_subset *s)
{
	hb_face_t *subset = s->plan ? hb_subset_plan_execute_or_fail(s->plan) : NULL;
	struct str program = subset ? program_of(subset, s->cff) : STR_NONE;
	mem_check();
	hb_face_destroy(subset);
	hb_subset_plan_destroy(s->plan);
	mem_free(s);
	return program;
}
