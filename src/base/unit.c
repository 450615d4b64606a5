/* unit.c - lengths: scaled points, 1/65536 of a PDF point. */
#include "base/base.h"

#include <math.h>

/* One of a unit, as a fraction of scaled points. */
struct unit {
	const char *name;
	int64_t num, den;
};

static const struct unit units[] = {
	{"pt", 65536, 1},
	{"in", 72 * 65536, 1},
	{"cm", 72 * 65536 * 100, 254},
	{"mm", 72 * 65536 * 10, 254},
	{"pc", 12 * 65536, 1},
};

#define DECIMALS_MAX 6

/* Reads the digits of "12.5" as 125 and scale 10; leaves s behind them. */
static bool read_decimal(struct str *s, int64_t *value, int64_t *scale)
{
	size_t digits = 0, decimals = 0;
	bool point = false;

	*value = 0;
	*scale = 1;
	for (; s->n; *s = str_sub(*s, 1, s->n)) {
		char c = s->p[0];
		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9')
			break;
		if (*value > 100000000 || (point && decimals == DECIMALS_MAX))
			return false;
		*value = *value * 10 + (c - '0');
		*scale *= point ? 10 : 1;
		decimals += point;
		digits++;
	}
	return digits > 0;
}

bool sp_parse(struct str s, sp em, sp *length)
{
	int64_t value, scale;
	bool negative = s.n && s.p[0] == '-';

	if (negative)
		s = str_sub(s, 1, s.n);
	if (!read_decimal(&s, &value, &scale))
		return false;
	s = str_trim(s);
	sp found = -1;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_is(s, units[i].name))
			found = sp_muldiv(value, units[i].num, scale * units[i].den);
	if (em > 0 && str_is(s, "em"))
		found = sp_muldiv(value, em, scale);
	if (!s.n && value == 0)
		found = 0;
	if (found < 0)
		return false;
	*length = negative ? -found : found;
	return true;
}

sp sp_from_pt(double pt)
{
	return (sp)llround(pt * 65536);
}

sp sp_muldiv_wide(sp a, int64_t b, int64_t c)
{
	__int128 product = (__int128)a * b, half = c / 2;

	return (sp)((product < 0 ? product - half : product + half) / c);
}

void buf_sp(struct buf *b, sp length, unsigned digits)
{
	buf_ratio(b, length, SP_PT, digits);
}
