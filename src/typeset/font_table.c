/* font_table.c - what the tables head, OS/2, post and CFF of a font file say. Every read is checked: a table may be cut short. */
#include "typeset/typeset_int.h"

static unsigned u8(struct str t, size_t at)
{
	return at < t.n ? (unsigned char)t.p[at] : 0;
}

static unsigned u16(struct str t, size_t at)
{
	return u8(t, at) << 8 | u8(t, at + 1);
}

static int s16(struct str t, size_t at)
{
	return (int16_t)u16(t, at);
}

static void read_head(struct str t, struct font_info *info)
{
	for (size_t i = 0; i < 4; i++)
		info->box[i] = s16(t, 36 + 2 * i);
	info->bold = u16(t, 44) & 1;
	info->italic = u16(t, 44) & 2;
}

/* By the IBM family class, else by PANOSE. */
static bool is_serif(struct str os2)
{
	unsigned class = u8(os2, 30), panose_family = u8(os2, 32), panose_serif = u8(os2, 33);

	if (class)
		return class <= 5 || class == 7;
	return panose_family == 2 && panose_serif >= 2 && panose_serif <= 10;
}

static void read_os2(struct str t, struct font_info *info)
{
	unsigned selection = u16(t, 62);

	info->bold |= (selection & 32) != 0;
	info->italic |= (selection & 1) != 0;
	info->serif = is_serif(t);
	if (u16(t, 0) >= 2) {
		info->x_height = s16(t, 86);
		info->cap_height = s16(t, 88);
	}
}

static void read_post(struct str t, struct font_info *info)
{
	info->italic_angle = s16(t, 4);
	info->underline_position = s16(t, 8);
	info->underline_thickness = s16(t, 10);
	info->fixed_pitch = u16(t, 12) || u16(t, 14);
	info->italic |= info->italic_angle != 0;
}

/* ---------------------------------------------------------------- CFF (Adobe Technical Note 5176) */

static size_t cff_offset(struct str t, size_t at, unsigned size)
{
	size_t v = 0;

	for (unsigned i = 0; i < size; i++)
		v = v << 8 | u8(t, at + i);
	return v;
}

/* The first object of the INDEX at *at, which moves behind the INDEX. */
static struct str cff_first(struct str t, size_t *at)
{
	size_t count = u16(t, *at);
	unsigned size = u8(t, *at + 2);

	if (count == 0 || size < 1 || size > 4) {
		*at += 2;
		return STR_NONE;
	}
	size_t offsets = *at + 3, data = offsets + (count + 1) * size - 1;
	struct str first = str_sub(t, data + cff_offset(t, offsets, size), data + cff_offset(t, offsets + size, size));
	*at = data + cff_offset(t, offsets + count * size, size);
	return first;
}

static size_t cff_skip_real(struct str dict, size_t at)
{
	while (at < dict.n && (u8(dict, at) & 15) != 15 && u8(dict, at) >> 4 != 15)
		at++;
	return at + 1;
}

/* Whether a Top DICT holds the operator ROS (12 30), as it does in a CID-keyed font only. */
static bool cff_has_ros(struct str dict)
{
	for (size_t at = 0; at < dict.n;) {
		unsigned b = u8(dict, at++);
		if (b == 12) {
			if (u8(dict, at++) == 30)
				return true;
		} else if (b == 28) {
			at += 2;
		} else if (b == 29) {
			at += 4;
		} else if (b == 30) {
			at = cff_skip_real(dict, at);
		} else if (b >= 247 && b <= 254) {
			at++;
		}
	}
	return false;
}

static bool cff_is_cid_keyed(struct str t)
{
	size_t at = u8(t, 2);

	cff_first(t, &at);
	return cff_has_ros(cff_first(t, &at));
}

void font_tables_read(const struct font_tables *t, struct font_info *info)
{
	read_head(t->head, info);
	read_os2(t->os2, info);
	read_post(t->post, info);
	info->cff = t->cff.n > 0;
	info->cid_keyed = info->cff && cff_is_cid_keyed(t->cff);
}
