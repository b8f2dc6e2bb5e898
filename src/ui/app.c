/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/app.h"

void ui_message(struct app *a, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_reset(&a->message);
	str_vaddf(&a->message, format, args);
	va_end(args);
	a->message_is_error = false;
	a->pending |= UI_REDRAW;
}

void ui_error(struct app *a, const struct error *e)
{
	struct error told = *e;

	if (a->care)
		care_damage_tell(a->care, &told);
	str_set(&a->message,
		*told.text ? told.text
			   : _("That did not work; what you typed is still here."));
	a->message_is_error = true;
	a->pending |= UI_REDRAW;
}

void ui_saved(struct app *a)
{
	a->saved_ms = clock_now(a->clock);
	a->pending |= UI_HEADER;
}

void ui_saved_add(const struct app *a, struct str *out)
{
	struct moment m;

	if (!a->saved_ms)
		return;
	m = moment_of_ms(a->saved_ms);
	str_addf(out, _("saved %02d:%02d"), m.hour, m.minute);
}

void ui_lock(struct app *a)
{
	a->is_locking = a->care != NULL;
}

int64_t ui_now_us(void)
{
	struct timespec t = {0, 0};

	(void)clock_gettime(CLOCK_MONOTONIC, &t); /* cannot fail for this clock */
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t ui_now_ms(void)
{
	return ui_now_us() / 1000;
}

const char *ui_language(const struct app *a)
{
	return a->session ? care_session_language(a->session) : i18n_language();
}
