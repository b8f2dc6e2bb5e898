/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_SHEET_INNER_H
#define UI_SHEET_INNER_H

#include "ui/app.h"
#include "ui/editor.h"
#include "ui/sheet.h"

/* The sheet's inside, for sheet.c (keys), sheet_draw.c and sheet_kept.c alone. */
enum { UI_SHEET_DIGITS_MOST = 10 };

struct sheet_field {
	enum ui_field_kind kind;
	char *label, *hint, **keys, **labels;
	int count, at; /* at: choice with the focus */
	bool *is_chosen;
	enum date_sense sense;
	bool is_whole_day, is_required;
	bool has_moved; /* the focus was moved: Enter takes that choice */
	struct ui_editor editor; /* of many choices: letters that look for one */
	struct str value,
		shown; /* the value as it is given on; what a date was understood as */
	bool is_understood;
	bool is_fresh;    /* a date that stood there: what is typed takes its place */
	char *was;        /* what the record says */
	bool is_touched;  /* and what stands here was typed or chosen over it */
	bool is_conflict; /* somebody else changed what the record says meanwhile */
};

struct sheet {
	struct sheet_field *fields;
	int count, at, top; /* top: first field that is drawn */
	struct ui_area body;
	char *title;
	bool is_changed; /* and not saved yet */
	ui_sheet_save save;
	void (*release)(void *data);
	void *data;
	const struct care_kept_place *place; /* NULL: what is typed is kept nowhere */
	bool is_unkept, has_kept;            /* something is not on disk yet; something is */
	int64_t first_unkept, last_key;      /* by ui_now_ms; 0: nothing to be done by itself */
};

bool sheet_is_choice(const struct sheet_field *f);
/* sheet_search.c: among more than ten choices letters look for one, as in an interview. */
bool sheet_is_long(const struct sheet_field *f);
bool sheet_passes(const struct sheet_field *f, int index);
/* How many pass before this one. */
int sheet_passing(const struct sheet_field *f, int index);
void sheet_choice_step(struct sheet_field *f, int step); /* to the next that passes; 0: to the first */
void sheet_search_clear(struct sheet_field *f);
unsigned sheet_search_request(struct sheet_field *f, enum ui_request r);
unsigned sheet_search_type(struct sheet_field *f, const char *text, size_t len);

/* What stands in a field, as people read it. */
void sheet_field_add(const struct sheet_field *f, struct str *out);
/* What was typed or chosen before, put there again. */
void sheet_field_set(const struct app *a, struct sheet_field *f, const char *typed);

void sheet_draw(struct app *a, void *data);
void sheet_draw_field(struct app *a, void *data);

/* sheet_kept.c */
void sheet_kept_touch(struct sheet *s);
void sheet_kept_load(struct app *a, struct sheet *s); /* what was typed before, when there is */
void sheet_kept_save(struct app *a, void *data);      /* now */
int64_t sheet_kept_wake(const struct app *a, const void *data);
unsigned sheet_kept_tick(struct app *a, void *data);
void sheet_kept_forget(struct app *a, struct sheet *s);
/* s->save with these values; what was kept goes in the same stroke. */
enum err sheet_kept_settle(struct app *a, struct sheet *s, const char *const *values,
			   struct error *e);
/* Which fields somebody else changed meanwhile, by their labels; "" none. */
void sheet_kept_conflicts(const struct sheet *s, struct str *out);

#endif
