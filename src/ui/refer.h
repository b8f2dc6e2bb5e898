/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_REFER_H
#define UI_REFER_H

#include "ui/woman.h"

/* A referral in the making and in its steps, for refer.c, refer_sheet.c and referral*.c alone. */

/* The card; before: the referral that it follows on, "" none. */
void ui_refer_after_push(struct app *a, struct ui_woman *w, const struct map_fit *fit,
			 const char *before);
/*
 * refer_sheet.c: all of it to be changed before it is saved.  r with an id: she agrees after all, or to
 * something else.
 */
void ui_refer_sheet(struct app *a, struct ui_woman *w, const struct care_referral *r);
/* What was kept of one that is new; false: the offer is not in the map any more. */
bool ui_refer_sheet_again(struct app *a, struct ui_woman *w, const char *of);
/* What happens next, in one sentence. */
void ui_refer_told(const struct app *a, const struct care_dossier *d,
		   const struct care_referral *r, struct str *out);
/* An offer against what is known of her; ERR_NOT_FOUND: it is not in the map any more. */
enum err ui_fit_of(struct app *a, const struct care_dossier *d, const char *offer,
		   struct arena *arena, struct map_fit *out, struct error *e);
/* A word of address for her: zij, Zij, haar. */
void ui_address_add(const struct app *a, const struct care_dossier *d, const char *word,
		    struct str *out);

/* referral_step.c: what a step still asks, on a sheet.  false: it asks nothing and was done at once. */
bool ui_referral_step_sheet(struct app *a, struct ui_woman *w, int index, const char *status);
void ui_aftercare_sheet(struct app *a, struct ui_woman *w, const char *referral);
/* Whether a referral ended well at a place where she works or learns. */
bool ui_is_placed(struct app *a, const struct care_dossier *d, const struct care_referral *r);

#endif
