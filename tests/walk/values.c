/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "walk.h"

/* What a worker might answer. */
static void add(struct walk_values *v, const char *text)
{
	VEC_ROOM(v->items, v->count, v->room);
	v->items[v->count++] = mem_text(text);
}

static void addf(struct walk_values *v, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void addf(struct walk_values *v, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	add(v, text.bytes);
	str_release(&text);
}

static void add_all(struct walk_values *v, const char *const *texts)
{
	for (; *texts; texts++)
		add(v, *texts);
}

/* Everything so far is as likely as the rest of it. */
static void likely_so_far(struct walk_values *v)
{
	v->likely = v->count;
}

struct maker {
	const struct form_filling *f;
	const struct form *form;
	const struct form_row *row;
	const struct walk_hint *hint;
	uint64_t *chance;
	struct walk_values *out;
	int spot;
};

int walk_spot_of(const struct form_filling *f, const struct form *form, int spot,
		 const char *name)
{
	int row = form_find(form, name);
	int instance = form_filling_instance(f, spot);

	if (row == FORM_NONE)
		return FORM_NONE;
	while (instance != FORM_NONE &&
	       form_filling_row(f, instance) != form->rows[row].repeat) {
		int outer = form_filling_parent(f, instance);

		instance = outer == FORM_NONE ? FORM_NONE
					      : form_filling_instance(f, outer);
	}
	if (form->rows[row].repeat != FORM_NONE && instance == FORM_NONE)
		return FORM_NONE;
	return form_filling_member(f, instance, row);
}

static const char *value_of(const struct maker *m, const char *name)
{
	int spot = walk_spot_of(m->f, m->form, m->spot, name);

	return spot == FORM_NONE ? "" : form_filling_seen(m->f, spot);
}

static bool is_number(const char *text, double *number)
{
	char *end;

	*number = strtod(text, &end);
	return end != text && !*end;
}

static void add_around(const struct maker *m, const char *text)
{
	double number;

	if (!is_number(text, &number) || number > 1e9 || number < -1e9)
		return;
	for (int by = -1; by <= 1; by++)
		addf(m->out, "%.15g", number + by);
	if (m->row->type != FORM_INTEGER)
		addf(m->out, "%.15g", number + 0.5);
}

static void make_numbers(const struct maker *m)
{
	static const char *const some[] = {"10", "12",	"15",	"18",	"25",	"30", "42",
					   "50", "65",	"75",	"100",	"150",	"365", "500",
					   "999", "1000", "2000", "5000", "12345", "-1", "-5",
					   NULL};

	for (int i = 0; i <= 6; i++)
		addf(m->out, "%d", i);
	if (m->row->type == FORM_DECIMAL)
		add(m->out, "2.5");
	likely_so_far(m->out);
	for (size_t i = 0; i < m->hint->count; i++)
		add_around(m, m->hint->texts[i]);
	for (size_t i = 0; i < m->hint->name_count; i++)
		add_around(m, value_of(m, m->hint->names[i]));
	add_all(m->out, some);
}

static void make_texts(const struct maker *m)
{
	static const char *const some[] = {"ja", "Amal", "weet ze nog niet",
					   "\xc3\xa9\xc3\xa9n \xe2\x82\xac 5,-",
					   "\xd8\xa3\xd9\x85\xd9\x84", "0612345678", NULL};
	static const char *const shaped[] = {"1",	   "12",      "1234",
					     "12345",	   "1234 AB", "amal@example.org",
					     "ABC",	   "abc",     "A1",
					     "2026-11-21", "09:30",   "52.07 4.3", NULL};

	add_all(m->out, some);
	likely_so_far(m->out);
	for (size_t i = 0; i < 4 * m->hint->pattern_count; i++) {
		struct str text = STR_INIT;

		walk_sample(m->hint->patterns[i / 4], m->chance, &text);
		add(m->out, text.bytes);
		str_release(&text);
	}
	if (m->hint->pattern_count > 0) /* one of those goes first then */
		likely_so_far(m->out);
	for (size_t i = 0; i < m->hint->name_count; i++)
		add(m->out, value_of(m, m->hint->names[i]));
	for (size_t i = 0; i < m->hint->count; i++)
		add(m->out, m->hint->texts[i]);
	add_all(m->out, shaped);
}

static void add_day(const struct maker *m, const struct date *day)
{
	struct str text = STR_INIT;

	date_write(&text, day, DATE_ISO, "en");
	if (m->row->type == FORM_DATETIME)
		str_add(&text, "T10:30");
	add(m->out, text.bytes);
	str_release(&text);
}

/* A literal or another answer, and the days round it. */
static void add_days_around(const struct maker *m, const char *text)
{
	char *only = mem_bytes(text, strnlen(text, strlen("2026-11-21")));
	struct date day;

	if (date_read(only, &day) && date_is_full(&day))
		for (int by = -1; by <= 1; by++) {
			struct date near = date_of_days(date_days(&day) + by);

			add_day(m, &near);
		}
	free(only);
}

static void make_dates(const struct maker *m)
{
	static const int days[] = {0, -1, -7, -30, -400, -3000, -9000, 1, 8, 45, 400, 4000};
	static const struct date today = {2026, 11, 21, false};

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct date day = date_of_days(date_days(&today) + days[i]);

		add_day(m, &day);
	}
	likely_so_far(m->out);
	for (size_t i = 0; i < m->hint->count; i++)
		add_days_around(m, m->hint->texts[i]);
	for (size_t i = 0; i < m->hint->name_count; i++)
		add_days_around(m, value_of(m, m->hint->names[i]));
}

static void make_times(const struct maker *m)
{
	static const char *const some[] = {"09:30", "00:00", "12:00", "14:45", "23:59", NULL};

	add_all(m->out, some);
	likely_so_far(m->out);
	for (size_t i = 0; i < m->hint->count; i++)
		add(m->out, m->hint->texts[i]);
}

static void make_one(const struct maker *m)
{
	int count;
	const int *offered = form_filling_choices(m->f, m->spot, &count);

	for (int i = 0; i < count; i++)
		add(m->out, m->row->list->choices[offered[i]].name);
	likely_so_far(m->out);
}

/* Some of those that are offered, then each alone. */
static void make_several(const struct maker *m)
{
	enum { SETS = 12 };
	int count;
	const int *offered = form_filling_choices(m->f, m->spot, &count);

	for (int set = 0; set < SETS && count > 0; set++) {
		int wanted = 1 + walk_below(m->chance, count < 5 ? count : 5);
		int from = walk_below(m->chance, count);
		struct str text = STR_INIT;

		for (int i = 0; i < wanted; i++)
			str_addf(&text, "%s%s", i ? " " : "",
				 m->row->list->choices[offered[(from + i) % count]].name);
		add(m->out, text.bytes);
		str_release(&text);
	}
	likely_so_far(m->out);
	for (int i = 0; i < count; i++)
		add(m->out, m->row->list->choices[offered[i]].name);
}

static void make_rank(const struct maker *m)
{
	enum { ORDERS = 6 };
	int count;
	const int *offered = form_filling_choices(m->f, m->spot, &count);

	for (int order = 0; order < ORDERS && count > 0; order++) {
		int from = walk_below(m->chance, count);
		struct str text = STR_INIT;

		for (int i = 0; i < count; i++)
			str_addf(&text, "%s%s", i ? " " : "",
				 m->row->list->choices[offered[(from + i) % count]].name);
		add(m->out, text.bytes);
		str_release(&text);
	}
	likely_so_far(m->out);
}

static void make_range(const struct maker *m)
{
	enum { MOST = 1000 };
	const struct form_range *r = &m->row->range;
	double low = r->start < r->end ? r->start : r->end,
	       high = r->start < r->end ? r->end : r->start;

	for (int i = 0; i < MOST && low + i * r->step <= high + 1e-9; i++)
		addf(m->out, "%.10g", low + i * r->step);
	likely_so_far(m->out);
}

static void make_point(const struct maker *m)
{
	static const char *const some[] = {"52.07 4.3", "-1.5 36.8 1650 4.5", "0 0", NULL};

	add_all(m->out, some);
	likely_so_far(m->out);
}

static void make_points(const struct maker *m)
{
	static const char *const some[] = {
		"52.07 4.3; 52.08 4.31; 52.09 4.3; 52.07 4.3",
		"1 1 0 0; 1 2 0 0; 2 2 0 0; 1 1 0 0", NULL};

	add_all(m->out, some);
	likely_so_far(m->out);
}

static void make_acknowledge(const struct maker *m)
{
	add(m->out, "OK");
	likely_so_far(m->out);
}

static void (*const makers[])(const struct maker *m) = {
	[FORM_TEXT] = make_texts,	  [FORM_INTEGER] = make_numbers,
	[FORM_DECIMAL] = make_numbers,	  [FORM_SELECT_ONE] = make_one,
	[FORM_SELECT_MULTIPLE] = make_several, [FORM_DATE] = make_dates,
	[FORM_DATETIME] = make_dates,	  [FORM_TIME] = make_times,
	[FORM_ACKNOWLEDGE] = make_acknowledge, [FORM_RANK] = make_rank,
	[FORM_RANGE] = make_range,	  [FORM_POINT] = make_point,
	[FORM_POINTS] = make_points,	  [FORM_NOT_ASKED] = NULL,
};

void walk_values_make(const struct form_filling *f, const struct form *form, int spot,
		      const struct walk_hint *hint, uint64_t *chance,
		      struct walk_values *out)
{
	const struct form_row *row = &form->rows[form_filling_row(f, spot)];
	const struct maker m = {f, form, row, hint, chance, out, spot};

	*out = (struct walk_values){0};
	if (makers[row->type])
		makers[row->type](&m);
}

void walk_values_release(struct walk_values *v)
{
	for (size_t i = 0; i < v->count; i++)
		free(v->items[i]);
	free(v->items);
}
