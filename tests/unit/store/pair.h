/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STORE_PAIR_H
#define TESTS_STORE_PAIR_H

#include "groups.h"

/* A folder with a whole pair, trede.db and trede.keys, as care makes it. */
struct pair {
	int64_t now;
	struct clock clock;
	char *folder, *db;
	struct secret recovery;
	struct store_keys *keys; /* NULL while nobody is in */
	struct store *store;     /* NULL while it is closed */
};

extern const char pair_worker[], pair_other[]; /* ids; named Els and Mia */
#define PAIR_PASSPHRASE "oefenen"
#define PAIR_OTHER "een ander woord"

void pair_make(struct pair *p); /* open, with one entry, woman, draft and look */
void pair_leave(struct pair *p);
enum err pair_enter(struct pair *p, const char *name, const char *passphrase, struct error *e);
enum err pair_open(struct pair *p, struct error *e); /* as Els, and the store too */
void pair_end(struct pair *p); /* and removes the folder */
void pair_add_other(struct pair *p);
void pair_work(struct pair *p, int entries);
int64_t pair_entries(struct pair *p); /* open it; a check that must be clean */

char *pair_name(const struct pair *p, const char *name); /* in the folder; the caller's */
bool pair_has(const struct pair *p, const char *name);
void pair_copy(const char *from, const char *to); /* all of a folder, into a new one */
void pair_remove(const char *folder);             /* with all in it */
int pair_count(const char *folder, const char *begins);
char *pair_find(const char *folder, const char *begins); /* the first; the caller's; NULL none */
void read_bytes(const char *path, struct str *out);
void write_bytes(const char *path, const char *bytes, size_t len);

#endif
