/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/record_inner.h"

/* What a worker typed or a file brought, before it becomes an entry. */

struct check {
	struct arena *a;
	const struct map_words *words;
	const struct map_record *before; /* NULL: a new one */
	enum map_field field;
};

static const char *label_of(const struct check *c)
{
	return _(map_field_info(c->field)->label);
}

static size_t most_of(enum map_type type)
{
	bool is_long = type == MAP_TYPE_TEXT || type == MAP_TYPE_PLACES || type == MAP_TYPE_KEYS;

	return is_long ? MAP_TEXT_BYTES : MAP_LINE_BYTES;
}

static enum err bytes_check(const struct check *c, const char *text, struct error *e)
{
	size_t len = strlen(text), most = most_of(map_field_info(c->field)->type);

	if (len > most)
		return error_set(e, ERR_INVALID,
				 _("\"%s\" is too long: at most %d characters fit."), label_of(c),
				 (int)most);
	if (!text_is_utf8(text, len))
		return error_set(e, ERR_INVALID,
				 _("\"%s\" has characters that cannot be read; type it again."),
				 label_of(c));
	for (size_t at = 0; at < len;) {
		uint32_t code;

		at += (size_t)text_decode(text + at, len - at, &code);
		if ((code < ' ' && strchr("\t\r\n", (int)code) == NULL) ||
		    (code >= 0x7f && code < 0xa0))
			return error_set(e, ERR_INVALID,
					 _("\"%s\" has a control character in it; type it again."),
					 label_of(c));
	}
	return OK;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* One line: whatever is blank becomes one blank. */
static void line_add(struct str *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (!is_blank(*text))
			str_add_char(out, *text);
		else if (out->len > 0 && out->bytes[out->len - 1] != ' ')
			str_add_char(out, ' ');
	}
}

static void lines_add(struct str *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\r' && text[1] == '\n')
			continue;
		str_add_char(out, *text == '\r' ? '\n' : *text == '\t' ? ' ' : *text);
	}
}

/* Nearly all that a file brings: nothing in it is to be changed. */
static bool is_clean(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~' ||
		    (text[i] == ' ' && (i == 0 || i + 1 == len || text[i + 1] == ' ')))
			return false;
	return true;
}

/* The caller releases. */
static enum err clean(const struct check *c, const char *text, struct str *out, struct error *e)
{
	size_t len = strlen(text);
	enum err rc;

	if (len <= most_of(map_field_info(c->field)->type) && is_clean(text, len)) {
		str_add_bytes(out, text, len);
		return OK;
	}
	rc = bytes_check(c, text, e);
	if (rc != OK)
		return rc;
	if (map_field_info(c->field)->type == MAP_TYPE_TEXT)
		lines_add(out, text);
	else
		line_add(out, text);
	text_nfc(out);
	text_trim(out);
	return OK;
}

static const char *kept(const struct check *c, const struct str *text)
{
	return text->len == 0 ? "" : arena_bytes(c->a, text->bytes, text->len);
}

/* 2512ab as 2512 AB; of another country as it is. */
static void postcode_settle(struct str *s)
{
	const char *t = s->bytes;
	size_t digits = strspn(t, "0123456789"), gap = t[digits] == ' ' ? 1 : 0;
	char tidy[8];

	if (digits != 4 || s->len != 6 + gap || !((unsigned)(t[4 + gap] | 32) - 'a' < 26u) ||
	    !((unsigned)(t[5 + gap] | 32) - 'a' < 26u))
		return;
	(void)snprintf(tidy, sizeof tidy, "%.4s %c%c", t, t[4 + gap] & ~32, t[5 + gap] & ~32);
	str_set(s, tidy);
}

static enum err line_read(const struct check *c, struct str *s, const char **out, struct error *e)
{
	(void)e;
	if (c->field == MAP_POSTCODE)
		postcode_settle(s);
	*out = kept(c, s);
	return OK;
}

static enum err phone_read(const struct check *c, struct str *s, const char **out, struct error *e)
{
	int digits = 0;

	for (size_t i = 0; i < s->len; i++)
		digits += s->bytes[i] >= '0' && s->bytes[i] <= '9';
	if (digits < 3)
		return error_set(e, ERR_INVALID, _("\"%s\" has no number in it."), label_of(c));
	*out = kept(c, s);
	return OK;
}

static void place_add(struct str *out, const char *from, size_t len)
{
	size_t at = 0;

	while (len > 0 && from[len - 1] == ' ')
		len--;
	while (len > 0 && *from == ' ') {
		from++;
		len--;
	}
	for (; at < out->len; at += 2) { /* said twice */
		size_t n = strcspn(out->bytes + at, ",");

		if (n == len && memcmp(out->bytes + at, from, len) == 0)
			return;
		at += n;
	}
	if (len == 0)
		return;
	if (out->len > 0)
		str_add(out, ", ");
	str_add_bytes(out, from, len);
}

static enum err places_read(const struct check *c, struct str *s, const char **out, struct error *e)
{
	struct str places = STR_INIT;

	(void)e;
	for (const char *at = s->bytes; *at != '\0';) {
		size_t len = strcspn(at, ",;|");

		place_add(&places, at, len);
		at += len + (at[len] != '\0');
	}
	*out = kept(c, &places);
	str_release(&places);
	return OK;
}

static enum err keys_read(const struct check *c, struct str *s, const char **out, struct error *e)
{
	const struct map_field_info *info = map_field_info(c->field);
	const char *before = c->before == NULL ? "" : c->before->values[c->field];
	const char *bad = "";
	int columns;

	if (!map_keys_read(c->a, c->words, info->list, before, s->bytes, out, &bad))
		return error_set(e, ERR_INVALID,
				 _("\"%s\" cannot be \"%.*s\": that is not in its list."),
				 label_of(c), (int)text_fit(bad, strlen(bad), 40, &columns), bad);
	if (info->type == MAP_TYPE_KEY && strchr(*out, ' ') != NULL)
		return error_set(e, ERR_INVALID, _("\"%s\" can be one thing only; choose one."),
				 label_of(c));
	return OK;
}

static enum err number_read(const struct check *c, struct str *s, const char **out, struct error *e)
{
	const char *digits = s->bytes + strspn(s->bytes, "0");
	size_t len = strspn(digits, "0123456789");

	if (digits[len] != '\0' || len > 4)
		return error_set(e, ERR_INVALID, _("\"%s\" is a number from 0 to 9999."),
				 label_of(c));
	*out = len == 0 ? "0" : arena_bytes(c->a, digits, len);
	return OK;
}

/* With the whole year in it, so that today is no matter. */
static bool day_read(const char *text, struct date *out)
{
	static const struct date any = {2000, 1, 1, false};
	size_t digits = 0;

	if (date_read(text, out))
		return date_is_full(out) && !out->about;
	if (text[strspn(text, "0123456789-./")] != '\0')
		return false;
	for (const char *at = text; *at != '\0' && digits < 4; at++)
		digits = *at >= '0' && *at <= '9' ? digits + 1 : 0;
	return digits >= 4 && date_understand(text, &any, DATE_ANY, out) && date_is_full(out) &&
	       !out->about;
}

static enum err date_field_read(const struct check *c, struct str *s, const char **out,
				struct error *e)
{
	struct date day;
	struct str iso = STR_INIT;

	if (!day_read(s->bytes, &day))
		return error_set(e, ERR_INVALID,
				 _("\"%s\" is a day as in 14-10-2026, with the year."), label_of(c));
	date_write(&iso, &day, DATE_ISO, "en");
	*out = kept(c, &iso);
	str_release(&iso);
	return OK;
}

typedef enum err (*reader)(const struct check *c, struct str *s, const char **out,
			   struct error *e);
static const reader readers[] = {
	[MAP_TYPE_LINE] = line_read,     [MAP_TYPE_TEXT] = line_read,
	[MAP_TYPE_PHONE] = phone_read,   [MAP_TYPE_PLACES] = places_read,
	[MAP_TYPE_KEY] = keys_read,      [MAP_TYPE_KEYS] = keys_read,
	[MAP_TYPE_NUMBER] = number_read, [MAP_TYPE_DATE] = date_field_read,
	[MAP_TYPE_WORKER] = line_read,   [MAP_TYPE_HIDDEN] = line_read,
};

static enum err field_check(const struct check *c, struct map_record *r, struct error *e)
{
	const char *out = "";
	struct str text = STR_INIT;
	enum err rc = OK;

	if (*r->values[c->field] == '\0')
		return OK;
	if (!map_field_is_of(c->field, r->kind))
		return error_set(e, ERR_INVALID,
				 r->kind == MAP_OFFER
					 ? _("\"%s\" is said of an organisation, not of an offer.")
					 : _("\"%s\" is said of an offer, not of an organisation."),
				 label_of(c));
	rc = clean(c, r->values[c->field], &text, e);
	if (rc == OK && text.len > 0)
		rc = readers[map_field_info(c->field)->type](c, &text, &out, e);
	if (rc == OK)
		r->values[c->field] = out;
	str_release(&text);
	return rc;
}

static enum err more_check(struct arena *a, struct map_record *r, struct error *e)
{
	size_t len = strlen(r->more);
	json_t *more = NULL;
	struct str text = STR_INIT;
	enum err rc = OK;

	if (len == 0)
		return OK;
	if (len > MAP_MORE_BYTES || json_text_depth(r->more, len) > MAP_MORE_DEPTH ||
	    json_text_read(r->more, len, &more, NULL) != OK ||
	    !json_is_object(more)) {
		rc = error_set(e, ERR_INVALID,
			       _("What else was imported with this cannot be kept: "
				 "it is too much, or no JSON object."));
	} else {
		if (json_object_size(more) > 0)
			json_text_write(&text, more);
		r->more = text.len == 0 ? "" : arena_bytes(a, text.bytes, text.len);
	}
	str_release(&text);
	json_decref(more);
	return rc;
}

static int number_of(const struct map_record *r, enum map_field field)
{
	int n = 0;

	for (const char *at = r->values[field]; *at >= '0' && *at <= '9'; at++)
		n = n * 10 + (*at - '0');
	return n;
}

static bool is_backwards(const struct map_words *w, const struct map_record *r)
{
	enum map_list list = MAP_LIST_LANGUAGE_LEVEL;
	const char *from = r->values[MAP_LANGUAGE_FROM], *to = r->values[MAP_LANGUAGE_TO];

	if (*r->values[MAP_AGE_FROM] != '\0' && *r->values[MAP_AGE_TO] != '\0' &&
	    number_of(r, MAP_AGE_FROM) > number_of(r, MAP_AGE_TO))
		return true;
	return *from != '\0' && map_word_at(w, list, to) >= 0 &&
	       map_word_at(w, list, from) > map_word_at(w, list, to);
}

static enum err whole_check(const struct map_words *w, struct map_record *r, struct error *e)
{
	if (*r->values[MAP_NAME] == '\0')
		return error_set(e, ERR_INVALID,
				 r->kind == MAP_OFFER ? _("An offer needs a name.")
						      : _("An organisation needs a name."));
	if (is_backwards(w, r))
		return error_set(e, ERR_INVALID,
				 _("What it is open from lies above what it is open up to; "
				   "correct one of the two."));
	if (r->kind == MAP_OFFER && *r->values[MAP_STATUS] == '\0')
		r->values[MAP_STATUS] = "active";
	return OK;
}

enum err map_record_check_again(struct arena *a, const struct map_words *w,
				const struct map_record *before, struct map_record *r,
				struct error *e)
{
	struct map_record made = *r;
	struct check c = {.a = a, .words = w, .before = before};
	enum err rc = OK;

	for (int i = 0; i < MAP_FIELD_COUNT && rc == OK; i++) {
		c.field = (enum map_field)i;
		rc = field_check(&c, &made, e);
	}
	if (rc == OK)
		rc = more_check(a, &made, e);
	if (rc == OK)
		rc = whole_check(w, &made, e);
	if (rc == OK)
		*r = made;
	return rc;
}

bool map_field_check(struct arena *a, const struct map_words *w, enum map_kind kind,
		     enum map_field field, const char *text, const char **out)
{
	const struct check c = {.a = a, .words = w, .field = field};
	struct map_record r = {.kind = kind};

	r.values[field] = text;
	if (field_check(&c, &r, NULL) != OK || *r.values[field] == '\0')
		return false;
	*out = r.values[field];
	return true;
}

enum err map_record_check(struct arena *a, const struct map_words *w, struct map_record *r,
			  struct error *e)
{
	return map_record_check_again(a, w, NULL, r, e);
}
