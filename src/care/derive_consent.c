/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/derive_run.h"

/*
 * Who takes back what an organisation may know takes all of it back: every consent for it that was recorded before
 * ends too.  Two dossiers that came together may each have a consent for one organisation.  Neither was asked
 * for with what stands in the other, so only what both allow is shared.  What is recorded after they came together
 * was asked for all of it.
 */

/* The last time that two were put together; INT64_MIN: this is one dossier. */
static int64_t merged_at(const struct derive_run *run)
{
	int64_t at = INT64_MIN;

	for (int i = 0; i < run->line_count; i++)
		if (run->lines[i].line.kind == CARE_MERGE &&
		    text_equal(run->lines[i].line.state, "same") && run->lines[i].hlc > at)
			at = run->lines[i].hlc;
	return at;
}

static const char *kinds_of_both(struct arena *a, const char *one, const char *other)
{
	struct str both = STR_INIT, key = STR_INIT;
	const char *kept;

	for (const char *at = one; *(at += strspn(at, " ")) != '\0'; at += key.len) {
		str_reset(&key);
		str_add_bytes(&key, at, strcspn(at, " "));
		if (care_words_hold(other, key.bytes))
			str_addf(&both, "%s%s", both.len > 0 ? " " : "", key.bytes);
	}
	kept = arena_text(a, both.bytes);
	str_release(&both);
	str_release(&key);
	return kept;
}

static void narrow(struct arena *a, struct derive_consent *c, const struct derive_consent *by,
		   int64_t merged)
{
	bool is_other = !text_equal(by->last->client, c->last->client);

	if (by->out->is_withdrawn && derive_recorded_order(by->last, c->last) > 0)
		c->is_over = true;
	else if (is_other && by->out->is_valid && by->last->hlc < merged && c->last->hlc < merged)
		c->kinds = kinds_of_both(a, c->kinds, by->out->kinds);
	c->is_over |= *c->kinds == '\0';
}

void derive_consents_narrow(struct derive_run *run, struct derive_consent *consents, int count)
{
	int64_t at = merged_at(run);

	for (int i = 0; i < count; i++) {
		struct derive_consent *c = &consents[i];

		c->kinds = c->out->kinds;
		for (int j = 0; j < count && c->out->is_valid; j++)
			if (j != i && care_organisation_is(consents[j].out->organisation,
						 c->out->organisation))
				narrow(&run->d->arena, c, &consents[j], at);
	}
	for (int i = 0; i < count; i++) { /* when all have been held against what was said */
		consents[i].out->kinds = consents[i].kinds;
		consents[i].out->is_valid = consents[i].out->is_valid && !consents[i].is_over;
	}
}
