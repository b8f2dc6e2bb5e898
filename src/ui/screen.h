/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/key.h"
#include "ui/paint.h"

struct app;
struct str;
struct ui_slice;

/* What a handler asks of the loop. */
enum ui_flags {
	UI_NOTHING = 0,
	UI_REDRAW = 1 << 0,   /* the whole screen */
	UI_RELAYOUT = 1 << 1, /* layout, then all */
	UI_CLOSE = 1 << 2,    /* this screen is done */
	UI_IGNORED = 1 << 3,  /* not mine: the handler for every screen gets it */
	UI_FIELD = 1 << 4,    /* only draw_field: a key in a text field costs no more */
	UI_HEADER = 1 << 5    /* only line 1, when its text changed */
};

/*
 * A screen: a const table of what it does and a struct of its own (data).  Handlers that change
 * data return flags; draw only reads.  NULL where a screen has nothing to do.
 */
struct ui_screen_ops {
	const char *name;
	enum ui_map map;
	enum ui_map (*map_now)(const struct app *a, const void *data); /* when it changes with the focus */
	bool is_overlay;                            /* the screen below stays visible */
	bool is_bare; /* the whole screen, no frame; a key without a request comes as an empty text: blank */
	void (*title)(struct app *a, void *data, struct str *left, struct str *right); /* line 1 */
	void (*enter)(struct app *a, void *data);   /* comes on top: pushed, or the one above closed */
	void (*leave)(struct app *a, void *data);   /* closed: frees data */
	void (*layout)(struct app *a, void *data, const struct ui_area *body);
	void (*draw)(struct app *a, void *data);    /* body only; ends with ui_cursor */
	void (*draw_field)(struct app *a, void *data);
	unsigned (*on_request)(struct app *a, void *data, enum ui_request r, int digit);
	unsigned (*on_text)(struct app *a, void *data, const char *text, size_t len, bool is_paste);
	void (*save)(struct app *a, void *data);    /* keep what was typed now: signal, blank, stop */
	int64_t (*wake)(const struct app *a, const void *data); /* ui_now_ms at which tick is due; -1 never */
	unsigned (*tick)(struct app *a, void *data);
	/* What is done while no key comes (work.h); a slice at a time. */
	bool (*has_work)(const struct app *a, const void *data);
	unsigned (*work)(struct app *a, void *data, struct ui_slice *slice);
	void (*help)(struct app *a, void *data, struct str *out); /* stands above the keys on the help screen */
};

struct ui_screen {
	const struct ui_screen_ops *ops;
	void *data;
};

/* data goes to the screen, also when this fails to happen; leave frees it. */
void ui_push(struct app *a, const struct ui_screen_ops *ops, void *data);
void ui_close_to(struct app *a, int depth); /* after this handler; depth 1: home */
/* What a callback of an overlay returned, to the screen at index (from 0). */
void ui_screen_apply(struct app *a, size_t index, unsigned flags);
int ui_depth(const struct app *a);
/* Where the screen with this data stands, from 0: as many screens are below it.  It must stand there. */
int ui_screen_index(const struct app *a, const void *data);

/* The keymap that holds now for the screen on top. */
const struct ui_keymap *ui_keymap_now(const struct app *a);

/* For the loop: a request or text to the screen on top, then to all screens. */
void ui_dispatch_key(struct app *a, int key);
void ui_dispatch_request(struct app *a, enum ui_request r, int digit);
void ui_dispatch_text(struct app *a, const char *text, size_t len, bool is_paste);
void ui_screens_tick(struct app *a);
int64_t ui_screens_wake(const struct app *a);
void ui_screens_save(struct app *a);
void ui_screens_close(struct app *a); /* all, at the end */
void ui_screens_layout(struct app *a);
void ui_screens_draw(struct app *a); /* what a->pending asks for */

#endif
