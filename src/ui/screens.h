/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "ui/app.h"

/* The screens.  Each pushes itself; Esc comes back to the one below.  client is an id. */
void ui_home_push(struct app *a);                       /* home.c */
void ui_find_push(struct app *a);                       /* find.c: women, from anywhere */
void ui_client_push(struct app *a, const char *client); /* client.c */
void ui_print_push(struct app *a, const char *client);  /* print.c: which page, and where to */

void ui_interview_push(struct app *a, struct care_interview *iv); /* interview.c; owns iv */
void ui_help_push(struct app *a);     /* help.c: the keys of the screen on top */
void ui_commands_push(struct app *a); /* commands.c: ^P */
void ui_blank_push(struct app *a);    /* blank.c: ^L */

#endif
