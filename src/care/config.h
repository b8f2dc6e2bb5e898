/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_CONFIG_H
#define CARE_CONFIG_H

#include "form/form.h"

/* What is a matter of the centre and not of the program: read from config/ YAML, never changed. */
struct care_item {
	const char *key;
	const char *group;        /* of a detail: the group's key; else NULL */
	const char *nl, *en;      /* as said to her and on screen */
	const char *official_nl, *official_en; /* for reports and other organisations; falls back to nl, en */
	const char *list;         /* of a fact: the list its keys come from; else NULL */
	bool is_shielded;
};

struct care_config;

/*
 * Every YAML file of share/config; one of the same name in data/config (data may be NULL) takes its
 * place.  The caller frees.
 */
enum err care_config_read(struct care_config **out, const char *data, const char *share,
			  struct error *e);
void care_config_free(struct care_config *c);

/* Lists: "ladder", "barriers", "preconditions", "needed", "availability", "outflow", ... : config/labels.yaml names all. */
const struct care_item *care_config_list(const struct care_config *c, const char *list,
					 int *count); /* NULL and 0: no such list */
const struct care_item *care_config_item(const struct care_config *c, const char *list,
					 const char *key);
/* The label in language; the key itself when it is unknown; never NULL. */
const char *care_label(const struct care_config *c, const char *list, const char *key,
		       const char *language);
/* A word of address (aanspreek, zij, haar, Zij ...) for an address_form; "" when unknown. */
const char *care_address_word(const struct care_config *c, const char *address_form,
			      const char *word, const char *language);
/* BLAKE2b over all that was read: meta.derived holds it. */
const char *care_config_hash(const struct care_config *c);

#endif
