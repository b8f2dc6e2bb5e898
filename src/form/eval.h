/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_EVAL_H
#define FORM_EVAL_H

#include "form/filling.h"

/*
 * One expression that reads no form, for 'trede form eval': adds its value as one line
 * without the newline: a number as XPath prints it, true or false, text with \n and \\
 * escaped, or "error: " and why.  Of the host its clock, random, digest and language.
 */
void form_eval_line(const char *expression, const struct form_host *host, struct str *out);

#endif
