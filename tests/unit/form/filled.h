/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_UNIT_FORM_FILLED_H
#define TESTS_UNIT_FORM_FILLED_H

#include "tests.h"

/* A form and its filling, for tests that speak of spots by their paths. */
struct filled {
	struct form *form;
	struct form_filling *f;
	struct clock clock;
	struct form_host host;
	int64_t now; /* of its clock: may be moved */
};

void filled_open(struct filled *x, const char *yaml);
void filled_close(struct filled *x);
int filled_at(const struct filled *x, const char *path);
int filled_add(struct filled *x, const char *list);
void filled_expect_added(struct filled *x, const char *list, const char *path);
void filled_give(struct filled *x, const char *path, const char *value);
void filled_refuse(struct filled *x, const char *path, const char *value, const char *why);
void filled_expect(const struct filled *x, const char *path, const char *value);
void filled_tell_all(const struct form_filling *f, struct str *out);
void filled_expect_all(const struct form_filling *f, const char *wanted);
void filled_expect_changes(const struct form_filling *f, const char *wanted);

#endif
