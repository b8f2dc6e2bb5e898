/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/*
 * The social map on paper: of each name, phone, what it does and for whom.  Of an address the place alone, and not that
 * when it is secret; a text that tells a secret address is left out whole.
 */
enum { AT_ONCE = 100, PRINTED_MOST = 2000 };

struct list {
	struct page *page;
	const struct map *map;
	int printed;
};

static void add_record(struct list *l, const struct map_line *line, struct arena *a,
		       const struct map_record *r, const struct map_record *organisation)
{
	page_add_heading(l->page, 3, line->name);
	if (organisation)
		page_add_field(l->page, _("Organisation"), line->organisation_name);
	page_add_field(l->page, _("Where"), line->place);
	page_add_field(l->page, _("Phone"), line->phone);
	page_add_field(l->page, _("What it does"), map_outside(a, r, organisation, MAP_TASKS));
	page_add_field(l->page, _("For whom"), map_outside(a, r, organisation, MAP_FOR_WHOM));
	if (line->is_stale)
		page_add_paragraph(l->page, _("Not checked for half a year: call first."));
	l->printed++;
}

static enum err add_line(struct list *l, const struct map_line *line, struct error *e)
{
	struct arena a = ARENA_INIT;
	struct map_record r, organisation;
	enum err rc = map_get(l->map, line->kind, line->id, &a, &r, e);

	if (rc == OK && line->kind == MAP_OFFER)
		rc = map_organisation_of(l->map, &r, &a, &organisation, e);
	if (rc == OK)
		add_record(l, line, &a, &r, line->kind == MAP_OFFER ? &organisation : NULL);
	arena_release(&a);
	return rc == ERR_NOT_FOUND ? OK : rc; /* it went in between */
}

/* What stood behind 'after', and the last of it in its place; *has_more: there is more. */
static enum err add_some(struct list *l, const struct map_filter *filter, struct map_lines *lines,
			 bool *has_more, struct error *e)
{
	struct map_lines next = {.arena = ARENA_INIT};
	const struct map_line *after = lines->count > 0 ? &lines->items[lines->count - 1] : NULL;
	enum err rc = map_browse(l->map, "", filter, AT_ONCE, after, &next, e);

	for (int i = 0; rc == OK && i < next.count; i++)
		rc = add_line(l, &next.items[i], e);
	*has_more = next.has_more && next.count > 0;
	map_lines_release(lines);
	*lines = next;
	return rc;
}

static void add_head(struct page *p, struct care_session *s)
{
	struct date today = care_session_today(s);
	struct str text = STR_INIT;

	page_add_field(p, _("From"), care_session_organisation(s));
	date_write(&text, &today, DATE_LONG, p->language);
	page_add_field(p, _("Made on"), text.bytes);
	str_release(&text);
}

enum err page_social_map(struct care_session *s, const struct map_filter *filter,
			 struct page **out, struct error *e)
{
	const struct map_filter all = {.district = ""};
	struct list l = {.page = page_new(PAGE_KINDS, _("Social map"), care_session_language(s)),
			 .map = care_map(s)};
	struct map_lines lines = {.arena = ARENA_INIT};
	bool has_more = true;
	enum err rc = OK;

	add_head(l.page, s);
	while (rc == OK && has_more && l.printed < PRINTED_MOST)
		rc = add_some(&l, filter ? filter : &all, &lines, &has_more, e);
	if (rc == OK && has_more)
		page_add_paragraph(l.page, _("There is more than fits on paper: filter first."));
	if (rc == OK && l.printed == 0)
		page_add_paragraph(l.page, _("Nothing in the social map passes this filter."));
	map_lines_release(&lines);
	if (rc == OK)
		*out = l.page;
	else
		page_free(l.page);
	return rc;
}
