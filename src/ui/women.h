/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_WOMEN_H
#define UI_WOMEN_H

#include "ui/list.h"

/*
 * A screen that is one list of women, each line opening her file: the agenda, who is out of sight.
 * data is the caller's struct; release frees it.
 */
struct ui_women {
	const char *empty; /* said when there is nobody; N_() */
	void (*title)(struct app *a, void *data, struct str *left, struct str *right);
	int (*read)(struct app *a, void *data); /* reads afresh; how many lines */
	ui_list_row row;
	const char *(*client)(const void *data, int index);
	void (*open)(struct app *a, const void *data, int index); /* NULL: her file */
	void (*release)(void *data);
};

void ui_women_push(struct app *a, const struct ui_women *women, void *data);

#endif
