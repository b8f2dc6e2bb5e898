/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_told.h"

#include "base/base.h"

#include "told.h"

struct counts {
	int all, second;
};

static enum err count(void *data, const struct map_record *r, struct error *e)
{
	struct counts *n = data;

	(void)e;
	if (strstr(r->values[MAP_NAME], TOLD_MARKER) != NULL) {
		n->all++;
		n->second += text_begins(r->values[MAP_EMAIL], MAP_TOLD_SECOND);
	}
	return OK;
}

void map_told(struct care_session *s, struct str *out)
{
	struct counts organisations = {0}, offers = {0};

	str_reset(out);
	if (map_all(care_map(s), MAP_ORGANISATION, count, &organisations, NULL) == OK &&
	    map_all(care_map(s), MAP_OFFER, count, &offers, NULL) == OK)
		str_addf(out, "%d organisations, %d offers, second %d and %d", organisations.all,
			 offers.all, organisations.second, offers.second);
}
