/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cmd/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	TERMINAL_MS = 100, /* ten times a second */
	LINES_MS = 10000,
	COLUMNS_LEAST = 20,
	COLUMNS_OTHER = 80,
	BAR_NARROW = 8,
	BAR_WIDE = 12,
	WIDE = 76 /* columns, for a million rows and all that is told of them */
};

static int columns_of(int fd)
{
	struct winsize size = {0};

	if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col < COLUMNS_LEAST)
		return COLUMNS_OTHER;
	return size.ws_col;
}

void progress_begin(struct progress *p, const struct clock *clock)
{
	*p = (struct progress){.clock = clock,
			       .is_terminal = isatty(STDERR_FILENO) != 0,
			       .columns = columns_of(STDERR_FILENO)};
	p->begun_ms = p->shown_ms = clock_lapse(clock);
}

void progress_number(struct str *out, int64_t n)
{
	struct str digits = STR_INIT;
	const char *between = text_equal(i18n_language(), "nl") ? "." : ",";

	str_addf(&digits, "%" PRId64, n);
	for (size_t i = 0; i < digits.len; i++) {
		if (i > 0 && (digits.len - i) % 3 == 0)
			str_add(out, between);
		str_add_char(out, digits.bytes[i]);
	}
	str_release(&digits);
}

static void add_bar(struct str *out, int percent, int width)
{
	str_add_char(out, '[');
	for (int i = 0; i < width; i++)
		str_add_char(out, i * 100 < percent * width ? '#' : '.');
	str_add_char(out, ']');
}

/* What a line holds, by worth: the first that do not fit are left out. */
static void parts_make(const struct progress_now *now, int64_t ms, struct str parts[4])
{
	int64_t rate = ms > 0 ? now->rows * 1000 / ms : 0;
	int64_t left = now->done > 0 ? ms * (now->all - now->done) / now->done / 1000 : 0;
	struct str number = STR_INIT;

	progress_number(&number, now->rows);
	str_addf(&parts[0], _("%s rows"), number.bytes);
	str_reset(&number);
	progress_number(&number, rate);
	str_addf(&parts[1], _("%s/s"), number.bytes);
	str_addf(&parts[2], _("%lld:%02d to go"), (long long)(left / 60), (int)(left % 60));
	str_reset(&number);
	progress_number(&number, now->findable);
	str_addf(&parts[3], _("%s findable"), number.bytes);
	str_release(&number);
}

void progress_line(const struct progress_now *now, int64_t ms, int columns, struct str *out)
{
	enum { PARTS = 4, PERCENT = 5, BETWEEN = 2 };
	struct str parts[PARTS] = {STR_INIT, STR_INIT, STR_INIT, STR_INIT};
	int percent = now->all > 0 ? (int)(now->done * 100 / now->all) : 0;
	int bar = columns >= WIDE ? BAR_WIDE : BAR_NARROW;
	int used = bar + BETWEEN + PERCENT, shown = 0;

	parts_make(now, ms, parts);
	while (shown < PARTS) {
		int width = text_columns(parts[shown].bytes, parts[shown].len) + BETWEEN;

		if (used + width > columns)
			break;
		used += width;
		shown++;
	}
	add_bar(out, percent, bar);
	str_addf(out, " %3d%%", percent);
	for (int i = 0; i < PARTS; i++) {
		if (i < shown)
			str_addf(out, "  %s", parts[i].bytes);
		str_release(&parts[i]);
	}
}

static void line_write(struct progress *p, const struct str *line)
{
	int wide = text_columns(line->bytes, line->len);

	if (!p->is_terminal) {
		fprintf(stderr, "%s\n", line->bytes);
		return;
	}
	fprintf(stderr, "\r%s%*s", line->bytes, p->columns - 1 > wide ? p->columns - 1 - wide : 0,
		"");
	(void)fflush(stderr);
	p->is_shown = true;
}

void progress_show(struct progress *p, const struct progress_now *now)
{
	int64_t ms = clock_lapse(p->clock);
	struct str line = STR_INIT;

	if (ms - p->shown_ms < (p->is_terminal ? TERMINAL_MS : LINES_MS))
		return;
	p->shown_ms = ms;
	if (p->is_terminal)
		p->columns = columns_of(STDERR_FILENO);
	progress_line(now, ms - p->begun_ms, p->columns - 1, &line);
	line_write(p, &line);
	str_release(&line);
}

void progress_clear(struct progress *p)
{
	if (!p->is_shown)
		return;
	fprintf(stderr, "\r%*s\r", p->columns - 1, "");
	p->is_shown = false;
}
