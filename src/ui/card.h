/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_CARD_H
#define UI_CARD_H

#include "ui/social.h"

#include "page/page.h"

/*
 * One organisation or offer as it is read: name, phone, tasks and for whom first, then how to get there,
 * then the rest.  On a screen and on paper from one order of fields.
 */
struct ui_card {
	struct arena arena;
	struct map_record record, organisation; /* organisation: of an offer; else emptied */
	struct map_lines offers;                /* of an organisation */
};
enum err ui_card_read(struct app *a, enum map_kind kind, const char *id, struct ui_card *c,
		      struct error *e);
void ui_card_release(struct ui_card *c);
bool ui_card_is_secret(const struct ui_card *c);

/* field: what stands there, MAP_STREET for the whole address; -1 for what is no field of this record. */
typedef void (*ui_card_visit)(void *data, int field, const char *label, const char *text);
enum ui_card_for {
	UI_CARD_SCREEN, /* somebody may look along */
	UI_CARD_WORKER, /* the secret address too */
	UI_CARD_PAPER   /* and nothing that is for colleagues */
};
void ui_card_walk(const struct app *a, const struct ui_card *c, enum ui_card_for whom,
		  ui_card_visit visit, void *data);
struct page *ui_card_page(const struct app *a, const struct ui_card *c);

#endif
