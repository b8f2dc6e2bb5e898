/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_ACCOUNT_H
#define UI_ACCOUNT_H

#include "ui/app.h"
#include "ui/panel.h"

/* What the lock screen, the wizard and the list of workers share. */

/* Opens the file into a->session; as care_session_open.  passphrase is borrowed for the call. */
enum err ui_log_in(struct app *a, const char *name, const struct secret *passphrase,
		   struct error *e);

/* The lines for a new passphrase, and what is wrong with them; the focus goes there. */
void ui_passphrase_add(struct ui_panel *p, const char *label);
enum err ui_passphrase_check(struct app *a, struct ui_panel *p, int line, struct error *e);
const char *ui_passphrase_advice(const struct app *a);
void ui_code_add(struct ui_panel *p); /* the same for the short code */
enum err ui_code_check(struct app *a, struct ui_panel *p, int line, struct error *e);

/* What must be filled in at line, else ERR_INVALID and the focus goes there. */
enum err ui_panel_need(struct ui_panel *p, int line, struct error *e);

void ui_code_push(struct app *a);      /* account.c: a new short code */
void ui_recovered_push(struct app *a); /* recovered.c: who she is, after the recovery code */
/* recovery_code.c: shows it until it was typed back.  code is taken over. */
void ui_recovery_code_push(struct app *a, struct secret *code);

#endif
