/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page/build.h"

/* The kinds of page in one table, and the building of blocks. */
static const struct {
	const char *key, *title;
	enum err (*fill)(struct page *p, struct page_source *from, struct error *e);
	bool is_landscape;
} kinds[PAGE_KINDS] = {
	[PAGE_SUMMARY] = {"summary", N_("Summary for a referral"), page_summary, false},
	[PAGE_TRAJECTORY] = {"trajectory", N_("Trajectory"), page_trajectory, false},
	[PAGE_CASE_SHEET] = {"case", N_("Case sheet in five columns"), page_case_sheet,
			     true},
	[PAGE_AGREEMENTS] = {"agreements", N_("This is what we agreed"), page_agreements,
			     false},
	[PAGE_KNOWN] = {"known", N_("What do you know about me?"), page_known, false},
	[PAGE_THREE_WAY] = {"three-way", N_("Agreements of a three-way talk"), page_three_way,
			    false},
};

const char *page_kind_key(enum page_kind k)
{
	return kinds[k].key;
}

const char *page_kind_title(enum page_kind k)
{
	return _(kinds[k].title);
}

bool page_kind_read(const char *key, enum page_kind *out)
{
	for (int k = 0; k < PAGE_KINDS; k++)
		if (text_equal(key, kinds[k].key)) {
			*out = (enum page_kind)k;
			return true;
		}
	return false;
}

struct page *page_new(enum page_kind kind, const char *title, const char *language)
{
	struct page *p = mem_new(sizeof *p);

	p->kind = kind;
	p->title = arena_text(&p->arena, title);
	p->language = arena_text(&p->arena, language);
	return p;
}

void page_free(struct page *p)
{
	if (!p)
		return;
	free(p->blocks);
	arena_release(&p->arena);
	free(p);
}

/* The one consent that is valid today, when there is just one. */
static const struct care_consent *only_consent(const struct care_dossier *d)
{
	const struct care_consent *only = NULL;

	for (int i = 0; i < d->consent_count; i++)
		if (d->consents[i].is_valid) {
			if (only)
				return NULL;
			only = &d->consents[i];
		}
	return only;
}

static bool has_consent(const struct care_dossier *d)
{
	for (int i = 0; i < d->consent_count; i++)
		if (d->consents[i].is_valid)
			return true;
	return false;
}

static enum err find_consent(struct page_source *from, struct error *e)
{
	const char *organisation = from->options->organisation;

	from->consent = organisation ? care_consent_for(from->dossier, organisation)
				     : only_consent(from->dossier);
	if (from->consent)
		return OK;
	if (organisation)
		return error_set(
			e, ERR_INVALID,
			_("There is no consent to share with %s; record it first."),
			organisation);
	if (has_consent(from->dossier))
		return error_set(e, ERR_INVALID,
				 _("There is consent for more than one organisation; say "
				   "for which "
				   "one this page is."));
	return error_set(e, ERR_INVALID,
			 _("There is no consent to share anything; record it first."));
}

/* A heading with nothing under it says that something was left out; it goes. */
static void drop_empty_headings(struct page *p)
{
	size_t kept = 0, next;

	for (size_t i = 0; i < p->count; i++) {
		const struct page_block *block = &p->blocks[i];

		for (next = i + 1; next < p->count &&
				   p->blocks[next].kind == PAGE_HEADING &&
				   p->blocks[next].level > block->level;)
			next++;
		if (block->kind == PAGE_HEADING &&
		    (next == p->count || p->blocks[next].kind == PAGE_HEADING))
			continue;
		p->blocks[kept++] = *block;
	}
	p->count = kept;
}

enum err page_make(struct care_session *s, const struct care_dossier *d,
		   enum page_kind kind, const struct page_options *o, struct page **out,
		   struct error *e)
{
	struct page_source from = {.session = s,
				   .dossier = d,
				   .options = o,
				   .config = care_session_config(s),
				   .language = o->language};
	enum err rc = kind == PAGE_SUMMARY ? find_consent(&from, e) : OK;
	struct page *p;

	*out = NULL;
	if (rc != OK)
		return rc;
	p = page_new(kind, page_kind_title(kind), o->language);
	p->is_landscape = kinds[kind].is_landscape;
	rc = kinds[kind].fill(p, &from, e);
	if (rc != OK) {
		page_free(p);
		return rc;
	}
	drop_empty_headings(p);
	if (o->is_anonymous || kind == PAGE_SUMMARY)
		page_hide_names(p, &from, false);
	else if (kind == PAGE_AGREEMENTS || kind == PAGE_THREE_WAY)
		page_hide_names(p, &from, true);
	*out = p;
	return OK;
}

static struct page_block *add_block(struct page *p, enum page_block_kind kind)
{
	VEC_ROOM(p->blocks, p->count, p->room);
	p->blocks[p->count] = (struct page_block){.kind = kind, .label = "", .text = ""};
	return &p->blocks[p->count++];
}

void page_add_block(struct page *p, const struct page_block *block)
{
	struct page_block *added = add_block(p, block->kind);

	*added = *block;
	added->label = block->label ? block->label : "";
	added->text = block->text ? block->text : "";
}

static struct page_block *add_text(struct page *p, enum page_block_kind kind,
				   const char *label, const char *text)
{
	struct page_block *block;

	if (text_is_empty(text))
		return NULL;
	block = add_block(p, kind);
	block->label = arena_text(&p->arena, label);
	block->text = arena_text(&p->arena, text);
	return block;
}

void page_add_heading(struct page *p, int level, const char *text)
{
	struct page_block *block = add_text(p, PAGE_HEADING, "", text);

	if (block)
		block->level = level;
}

void page_add_paragraph(struct page *p, const char *text)
{
	(void)add_text(p, PAGE_PARAGRAPH, "", text);
}

void page_add_field(struct page *p, const char *label, const char *text)
{
	struct page_block *block = add_text(p, PAGE_FIELD, label, text);
	char *first;

	if (!block)
		return;
	first = arena_text(&p->arena, label);
	if (*first >= 'a' && *first <= 'z')
		*first = (char)(*first - 'a' + 'A');
	block->label = first;
}

void page_add_item(struct page *p, const char *mark, const char *text)
{
	(void)add_text(p, PAGE_ITEM, mark, text);
}

void page_add_lines(struct page *p, int lines)
{
	add_block(p, PAGE_LINES)->level = lines;
}

void page_add_table(struct page *p, int columns, int rows, const char *const *cells)
{
	struct page_block *block = add_block(p, PAGE_TABLE);
	size_t count = (size_t)columns * (size_t)rows;
	const char **copy = arena_array(&p->arena, count, sizeof *copy);

	for (size_t i = 0; i < count; i++)
		copy[i] = cells[i] ? arena_text(&p->arena, cells[i]) : "";
	block->cells = copy;
	block->columns = columns;
	block->rows = rows;
}
