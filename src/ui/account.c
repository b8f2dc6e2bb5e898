/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/account.h"

#include "ui/progress.h"
#include "ui/screens.h"

enum err ui_log_in(struct app *a, const char *name, const struct secret *passphrase,
		   struct error *e)
{
	enum err rc;

	a->care->worker = name;
	a->care->passphrase = passphrase;
	rc = care_session_open(a->care, &a->session, e);
	a->care->worker = NULL;
	a->care->passphrase = NULL;
	return rc;
}

const char *ui_passphrase_advice(const struct app *a)
{
	if (a->care && a->care->practice)
		return _("This file is for practice: any passphrase will do.");
	return _("Think of three or four words that do not belong together, with blanks between "
		 "them. At least 12 characters.");
}

static enum err passphrase_fits(struct app *a, struct ui_panel *p, int line,
				struct error *e)
{
	return care_passphrase_check(a->care, ui_panel_secret(p, line), e);
}

void ui_passphrase_add(struct ui_panel *p, const char *label)
{
	ui_panel_add(p, label, true);
	p->lines[p->count - 1].check = passphrase_fits;
	ui_panel_add(p, _("Once more"), true);
}

static enum err same(struct ui_panel *p, int line, const char *sentence, struct error *e)
{
	if (secret_equal(ui_panel_secret(p, line), ui_panel_secret(p, line + 1)))
		return OK;
	if (ui_panel_secret(p, line + 1)->len == 0) {
		p->at = line + 1;
		return error_set(e, ERR_INVALID, _("Type it once more on the second line."));
	}
	ui_panel_forget(p, line + 1);
	ui_panel_forget(p, line);
	return error_set(e, ERR_INVALID, "%s", sentence);
}

enum err ui_passphrase_check(struct app *a, struct ui_panel *p, int line, struct error *e)
{
	enum err rc = passphrase_fits(a, p, line, e);

	if (rc != OK) {
		p->at = line;
		return rc;
	}
	return same(p, line,
		    _("The two passphrases are not the same. Type both again."), e);
}

/* What is wrong goes: nobody sees how many digits stand there. */
static enum err code_fits(struct app *a, struct ui_panel *p, int line, struct error *e)
{
	const struct secret *code = ui_panel_secret(p, line);
	bool is_good = code->len >= CARE_CODE_LEAST && code->len <= CARE_CODE_MOST;

	(void)a;
	for (size_t i = 0; is_good && i < code->len; i++)
		is_good = code->bytes[i] >= '0' && code->bytes[i] <= '9';
	if (is_good)
		return OK;
	ui_panel_forget(p, line);
	return error_set(e, ERR_INVALID, _("The short code is 4 to 6 digits."));
}

void ui_code_add(struct ui_panel *p)
{
	ui_panel_add(p, _("Short code"), true);
	p->lines[p->count - 1].check = code_fits;
	ui_panel_add(p, _("Once more"), true);
}

enum err ui_code_check(struct app *a, struct ui_panel *p, int line, struct error *e)
{
	enum err rc = code_fits(a, p, line, e);

	return rc == OK ? same(p, line,
			       _("The two codes are not the same. Type both again."), e)
			: rc;
}

enum err ui_panel_need(struct ui_panel *p, int line, struct error *e)
{
	const struct ui_panel_line *l = &p->lines[line];

	if (l->is_secret ? l->secret.text.len > 0 : !ui_editor_is_empty(&l->editor))
		return OK;
	p->at = line;
	return error_set(e, ERR_INVALID, _("%s: please fill this in."), l->label);
}

static enum err code_done(struct app *a, void *data, struct ui_panel *p, struct error *e)
{
	enum err rc = ui_code_check(a, p, 0, e);

	(void)data;
	if (rc == OK)
		rc = care_code_set(a->session, ui_panel_secret(p, 0), e);
	if (rc != OK)
		return rc;
	ui_saved(a);
	ui_message(a, "%s", _("The short code is kept, for this laptop."));
	return OK;
}

void ui_code_push(struct app *a)
{
	struct ui_panel p;

	ui_panel_init(&p, _("The short code brings a blank screen back without your whole "
			    "passphrase. Choose 4 to 6 digits that you know by heart."));
	ui_code_add(&p);
	ui_panel_push(a, _("Short code"), &p, code_done, NULL);
}
