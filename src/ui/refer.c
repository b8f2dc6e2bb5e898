/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The card: what would be agreed, all in words, before she says yes.  Parent: what fits her.
 * Data: the offer, the referral as it is proposed.  Requests: 1 yes, it is saved; 2 yes, but
 * otherwise: its sheet; 3 not yet; o the organisation.
 */
#include "ui/refer.h"

#include "ui/match.h"
#include "ui/screens.h"

struct refer {
	struct ui_woman *woman;
	struct arena arena; /* of the two below */
	struct map_fit fit;
	struct care_referral referral;
	struct ui_area body;
	int top, known; /* known: how many referrals she had when the card was made */
};

static void called_put(const struct care_dossier *d, struct str *text)
{
	static const char sign[] = "${called}";
	char *at = strstr(text->bytes, sign);
	struct str name = STR_INIT;

	if (!at)
		return;
	str_add(&name, care_fact_value(d, "called"));
	if (name.len == 0)
		care_dossier_name(d, &name);
	str_insert(text, (size_t)(at - text->bytes), name.bytes, name.len);
	str_remove(text, (size_t)(strstr(text->bytes, sign) - text->bytes), sizeof sign - 1);
	str_release(&name);
}

void ui_address_add(const struct app *a, const struct care_dossier *d, const char *word,
		    struct str *out)
{
	const char *form = care_fact_value(d, "address_form");
	struct str text = STR_INIT;

	str_set(&text, care_address_word(care_session_config(a->session),
					 *form ? form : "mevrouw", word, ui_language(a)));
	called_put(d, &text);
	str_add(out, text.bytes);
	str_release(&text);
}

static void title(struct app *a, void *data, struct str *left, struct str *right)
{
	struct refer *c = data;

	(void)right;
	ui_woman_title(a, c->woman, _("Refer"), left);
}

static void layout(struct app *a, void *data, const struct ui_area *body)
{
	struct refer *c = data;

	(void)a;
	c->body = *body;
}

static void labels_add(const struct app *a, const char *list, const char *keys, struct str *out)
{
	while (*(keys += strspn(keys, " "))) {
		size_t len = strcspn(keys, " ");
		char *key = mem_bytes(keys, len);

		str_addf(out, "%s%s", out->len ? ", " : "", ui_label(a, list, key));
		free(key);
		keys += len;
	}
}

static void shared_add(struct app *a, const struct refer *c, struct ui_lines *l)
{
	struct date today = clock_today(a->clock),
		    until = date_add_months(&today, CARE_CONSENT_MONTHS);
	struct str kinds = STR_INIT, text = STR_INIT, day = STR_INIT;

	labels_add(a, "consent_kinds", c->referral.shares ? c->referral.shares : "", &kinds);
	ui_lines_field(l, c->body.columns, _("What is shared"),
		  kinds.len ? kinds.bytes : _("nothing"));
	ui_date_add(a, &until, DATE_LONG, &day);
	str_addf(&text, _("%s only, until %s"), c->referral.organisation, day.bytes);
	if (kinds.len)
		ui_lines_field(l, c->body.columns, _("With whom"), text.bytes);
	str_release(&kinds);
	str_release(&text);
	str_release(&day);
}

static void days_add(struct app *a, const struct refer *c, struct ui_lines *l)
{
	const struct care_referral *r = &c->referral;
	struct str text = STR_INIT, time = STR_INIT;

	ui_date_add(a, &r->meeting, DATE_DAY, &text);
	if (text.len && r->minutes >= 0) {
		ui_time_add(r->minutes, &time);
		str_addf(&text, " %s", time.bytes);
	}
	if (text.len)
		ui_lines_field(l, c->body.columns, _("Appointment there"), text.bytes);
	str_reset(&text);
	ui_date_add(a, &r->call_back, DATE_DAY, &text);
	if (text.len)
		ui_lines_field(l, c->body.columns, _("Call back on"), text.bytes);
	str_reset(&text);
	ui_date_add(a, &r->expires, DATE_DAY, &text);
	str_add(&text, text.len ? _("; without word it is on your list then") : "");
	if (text.len)
		ui_lines_field(l, c->body.columns, _("Expires"), text.bytes);
	str_release(&text);
	str_release(&time);
}

static void warnings_add(struct app *a, const struct refer *c, struct ui_lines *l)
{
	const struct map_rules *rules = NULL;
	struct map_woman her;
	struct arena arena = ARENA_INIT;
	struct error e = ERROR_INIT;

	care_match_woman(a->session, c->woman->dossier, &arena, &her);
	if (care_map_rules(a->session, &rules, &e) != OK)
		rules = NULL; /* told on the list */
	ui_offer_warnings(a, rules, &her, &c->fit, c->body.columns, l);
	arena_release(&arena);
}

/* Before anybody calls. */
static void safe_add(struct app *a, const struct refer *c, struct ui_lines *l)
{
	struct str text = STR_INIT;

	ui_safe_contact(a, c->woman->dossier, &text);
	ui_lines_warn(a, l, c->body.columns, text.bytes);
	str_release(&text);
}

static void card_lines(struct app *a, const struct refer *c, struct ui_lines *l)
{
	const char *phone = ui_offer_phone(&c->fit.offer, &c->fit.organisation);
	struct str text = STR_INIT;

	ui_offer_name(&c->fit.offer, &c->fit.organisation, &text);
	ui_lines_add(l, UI_STRONG, 2, c->body.columns, text.bytes);
	safe_add(a, c, l);
	str_reset(&text);
	ui_offer_terms(a, &c->fit.offer, &text);
	ui_lines_add(l, UI_PLAIN, 2, c->body.columns, text.bytes);
	ui_lines_add(l, UI_PLAIN, 0, c->body.columns, " ");
	shared_add(a, c, l);
	str_reset(&text);
	str_add(&text, ui_label(a, "referral_caller", c->referral.caller));
	if (!text_is_empty(phone))
		str_addf(&text, " (%s)", phone);
	ui_lines_field(l, c->body.columns, _("Who calls"), text.bytes);
	ui_lines_field(l, c->body.columns, _("Who goes along"),
		  text_is_empty(c->referral.along) ? _("nobody yet") : c->referral.along);
	days_add(a, c, l);
	warnings_add(a, c, l);
	str_release(&text);
}

static void question_add(struct app *a, const struct refer *c, struct ui_lines *l)
{
	struct str she = STR_INIT, text = STR_INIT;

	ui_address_add(a, c->woman->dossier, "zij", &she);
	str_addf(&text, _("Does %s agree?"), she.bytes);
	ui_lines_add(l, UI_STRONG, 0, c->body.columns, text.bytes);
	ui_lines_add(l, UI_STRONG, 0, c->body.columns,
		     _("1 yes, this is how  2 yes, but otherwise  3 not yet"));
	str_release(&she);
	str_release(&text);
}

/* The question stands below what it is about, always in sight. */
static void draw(struct app *a, void *data)
{
	struct refer *c = data;
	struct ui_lines card = {.arena = ARENA_INIT}, question = {.arena = ARENA_INIT};
	struct ui_area area = c->body, below = c->body;
	int last;

	card_lines(a, c, &card);
	question_add(a, c, &question);
	below.lines = (int)question.count;
	area.lines -= below.lines + 1;
	last = (int)card.count - area.lines;
	c->top = c->top > last ? last : c->top;
	c->top = c->top < 0 ? 0 : c->top;
	ui_lines_draw(a, &card, &area, c->top);
	if (c->top < last) /* a yes is to what is shared, so she must know that there is more */
		(void)ui_paint(a, &c->body, area.lines, 2, UI_MUTED,
			       _("PgDn: more, also what we share"));
	below.y += last < 0 ? (int)card.count + 1 : area.lines + 1;
	ui_lines_draw(a, &question, &below, 0);
	ui_cursor(a, &below, 0, 0);
	ui_lines_release(&card);
	ui_lines_release(&question);
}

void ui_refer_told(const struct app *a, const struct care_dossier *d,
		   const struct care_referral *r, struct str *out)
{
	struct str day = STR_INIT, she = STR_INIT;

	ui_address_add(a, d, text_equal(r->agreed, "yes") ? "Zij" : "zij", &she);
	if (!text_equal(r->agreed, "yes"))
		str_addf(out, _("Kept: %s has not agreed yet, so nothing is shared."), she.bytes);
	else if (text_equal(r->caller, "self"))
		str_addf(out, _("Referred. %s calls %s."), she.bytes, r->organisation);
	else if (text_equal(r->caller, "organisation"))
		str_addf(out, _("Referred. %s calls."), r->organisation);
	else if (text_equal(r->caller, "together"))
		str_addf(out, _("Referred. Now call %s together."), r->organisation);
	else
		str_addf(out, _("Referred. Now you call %s."), r->organisation);
	ui_date_add(a, &r->call_back, DATE_DAY, &day);
	if (day.len)
		str_addf(out, _(" On %s calling back is on your list."), day.bytes);
	str_release(&day);
	str_release(&she);
}

/* Saved: the referral with its next steps takes the card's place, and says what comes next. */
static void show(struct app *a, struct ui_woman *w, const char *id)
{
	struct str told = STR_INIT;

	ui_woman_fresh(a, w);
	for (int i = 0; i < w->dossier->referral_count; i++) {
		if (text_equal(w->dossier->referrals[i].id, id))
			ui_refer_told(a, w->dossier, &w->dossier->referrals[i], &told);
	}
	ui_referral_push(a, w, id);
	ui_message(a, "%s", told.bytes);
	str_release(&told);
}

static unsigned save(struct app *a, struct refer *c, bool agrees)
{
	struct care_referral r = c->referral;
	struct error e = ERROR_INIT;
	char id[37];

	r.id = NULL;
	r.agreed = agrees ? "yes" : "asked";
	r.status = agrees ? "referred" : "agreed";
	if (!agrees)
		r.shares = "";
	if (care_refer(a->session, c->woman->id, &r, id, &e) != OK) {
		ui_error(a, &e);
		return UI_REDRAW;
	}
	ui_woman_changed(a, c->woman);
	show(a, c->woman, id);
	return UI_CLOSE;
}

static unsigned pick(struct app *a, struct refer *c, int digit)
{
	if (digit == 2) {
		ui_refer_sheet(a, c->woman, &c->referral);
		return UI_REDRAW;
	}
	return save(a, c, digit == 1);
}

/* Her yes is never taken from an Enter too many. */
static unsigned on_request(struct app *a, void *data, enum ui_request r, int digit)
{
	struct refer *c = data;

	if (r == UI_REQ_PICK)
		return pick(a, c, digit);
	if (r == UI_REQ_OPEN)
		ui_message(a, "%s", _("Ask first, then press 1, 2 or 3."));
	else if (r == UI_REQ_ORGANISATION)
		ui_offer_push(a, c->fit.offer.id);
	else if (r == UI_REQ_UP || r == UI_REQ_DOWN)
		c->top += r == UI_REQ_UP ? -1 : 1;
	else if (r == UI_REQ_PAGE_UP || r == UI_REQ_PAGE_DOWN)
		c->top += (r == UI_REQ_PAGE_UP ? -1 : 1) * (c->body.lines / 2);
	else
		return UI_IGNORED;
	return UI_REDRAW;
}

struct followed {
	struct ui_woman *woman;
	char *id;
};

static void follow(struct app *a, void *data)
{
	struct followed *f = data;

	show(a, f->woman, f->id);
	ui_woman_drop(f->woman);
	free(f->id);
	free(f);
}

/* Back from its sheet: when that saved it, the card has done its work. */
static void enter(struct app *a, void *data)
{
	struct refer *c = data;
	const struct care_dossier *d;
	struct followed *f;

	ui_woman_fresh(a, c->woman);
	d = c->woman->dossier;
	if (d->referral_count <= c->known)
		return;
	f = mem_new(sizeof *f);
	f->woman = ui_woman_hold(c->woman);
	f->id = mem_text(d->referrals[d->referral_count - 1].id);
	a->after = follow;
	a->after_data = f;
	ui_close_to(a, ui_screen_index(a, c));
}

static void leave(struct app *a, void *data)
{
	struct refer *c = data;

	(void)a;
	arena_release(&c->arena);
	ui_woman_drop(c->woman);
	free(c);
}

static const struct ui_screen_ops refer_ops = {
	.name = "refer",
	.map = UI_MAP_REFER,
	.title = title,
	.enter = enter,
	.leave = leave,
	.layout = layout,
	.draw = draw,
	.on_request = on_request,
};

void ui_refer_after_push(struct app *a, struct ui_woman *w, const struct map_fit *fit,
			 const char *before)
{
	struct refer *c = mem_new(sizeof *c);

	c->woman = ui_woman_hold(w);
	c->arena = (struct arena)ARENA_INIT;
	c->fit = *fit;
	map_record_copy(&c->arena, &fit->offer, &c->fit.offer);
	map_record_copy(&c->arena, &fit->organisation, &c->fit.organisation);
	care_referral_propose(a->session, w->dossier, &c->fit, &c->arena, &c->referral);
	c->referral.before = arena_text(&c->arena, before);
	c->known = w->dossier->referral_count;
	ui_push(a, &refer_ops, c);
}

void ui_refer_push(struct app *a, struct ui_woman *w, const struct map_fit *fit)
{
	ui_refer_after_push(a, w, fit, "");
}
