/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Finding: women with any names, in a dictionary that is loaded, settled and changed in any order and
 * in slices; any line of letters typed on it.  What is found in slices is what is found at once.
 */
#include "find/find.h"

#include "lib.h"

enum { NAMES_MOST = 24, NAME_BYTES = 80, STEPS_MOST = 200, HITS = 12, PARTS_MOST = 64 };

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	i18n_start("en", NULL);
	return 0;
}

struct world {
	struct input in;
	char names[NAMES_MOST][NAME_BYTES]; /* of women: number n has name n % NAMES_MOST */
	struct find_aliases *aliases;
	struct find_dictionary *d;
	struct find_search *s;
	struct str typed;
	uint32_t part;
};

static uint32_t take_number(struct world *w)
{
	unsigned int kind = take_8(&w->in);

	return kind < 250 ? kind % 40 : kind < 254 ? take_16(&w->in) : take_32(&w->in);
}

static void take_name(struct world *w, char *out)
{
	size_t len = take_below(&w->in, NAME_BYTES - 1), at = 0;

	while (at < len && !is_empty(&w->in)) {
		char c = (char)take_8(&w->in);

		out[at] = c == '\0' ? ' ' : c;
		at++;
	}
	out[at] = '\0';
	if (!text_is_utf8(out, at))
		(void)snprintf(out, NAME_BYTES, "mohamed el amrani");
}

static bool pause_by_input(void *data)
{
	struct input *in = data;

	return !is_empty(in) && take_8(in) % 2 == 1;
}

static void names_of(void *data, uint32_t number, find_tell tell, void *to)
{
	struct world *w = data;

	tell(to, w->names[number % NAMES_MOST], FIND_CALLED | FIND_GIVEN);
	tell(to, w->names[number / 3 % NAMES_MOST], FIND_FAMILY);
}

struct parts {
	struct arena arena;
	struct find_part items[PARTS_MOST];
	int count;
	unsigned kinds;
};

static void on_part(void *data, const char *folded, const char *spelling)
{
	struct parts *p = data;

	MUST(*folded != '\0' && text_is_utf8(folded, strlen(folded)));
	MUST(text_is_utf8(spelling, strlen(spelling)));
	if (p->count < PARTS_MOST)
		p->items[p->count++] =
			(struct find_part){arena_text(&p->arena, folded), p->kinds};
}

static void on_name(void *to, const char *name, unsigned kinds)
{
	struct parts *p = to;

	p->kinds = kinds;
	find_parts(name, on_part, p);
}

static struct find_person take_person(struct world *w)
{
	struct find_person p = {.number = take_number(w)};
	struct date d = date_of_days((int64_t)take_16(&w->in) - 30000);

	p.birth = (struct find_birth){(int16_t)d.year, (uint8_t)d.month, (uint8_t)d.day,
				      take_8(&w->in) % 4 == 0};
	p.is_open = take_8(&w->in) % 2 == 0;
	return p;
}

static void put(struct world *w)
{
	struct find_person person = take_person(w);
	struct parts parts = {.arena = ARENA_INIT};

	names_of(w, person.number, on_name, &parts);
	find_dictionary_put(w->d, &person, parts.items, parts.count);
	arena_release(&parts.arena);
}

static void ask(struct world *w)
{
	struct find_query q, again;
	struct str words = STR_INIT;

	find_query_read(w->typed.bytes, &q);
	MUST(q.word_count <= FIND_WORDS_MOST && q.other_count <= FIND_OTHERS_MOST);
	for (int i = 0; i < q.word_count; i++) {
		MUST(q.words[i].len > 0 && text_is_utf8(q.words[i].bytes, q.words[i].len));
		find_fold(q.words[i].bytes, q.words[i].len, &words);
		MUST(strcmp(words.bytes, q.words[i].bytes) == 0);
	}
	for (int i = 0; i < q.other_count; i++)
		MUST(q.others[i].first <= q.others[i].last && q.others[i].last < q.word_count);
	find_search_ask(w->s, &q);
	find_query_of((const char *const[]){w->typed.bytes, w->names[0]}, 2, &q.birth, &again);
	find_query_release(&again);
	find_query_release(&q);
	str_release(&words);
}

/* What is found now is what a search that was never asked anything else finds. */
static void compare(struct world *w)
{
	struct find_search *fresh = find_search_new(w->d, names_of, w);
	struct find_hit one[HITS], other[HITS];
	int64_t one_total, other_total;
	struct find_query q;
	int count;

	find_search_among(w->s, NULL, 0);
	ask(w);
	find_query_read(w->typed.bytes, &q);
	find_search_ask(fresh, &q);
	find_query_release(&q);
	while (find_search_go(w->s, pause_by_input, &w->in) != FIND_FINAL)
		;
	while (find_search_go(fresh, NULL, NULL) != FIND_FINAL)
		;
	count = find_search_hits(w->s, one, HITS, &one_total);
	MUST(find_search_hits(fresh, other, HITS, &other_total) == count);
	MUST(one_total == other_total && one_total >= 0);
	for (int i = 0; i < count; i++) {
		MUST(one[i].number == other[i].number && one[i].score == other[i].score);
		MUST(i == 0 || one[i - 1].score >= one[i].score);
	}
	find_search_free(fresh);
}

static void load(struct world *w)
{
	struct parts parts = {.arena = ARENA_INIT};

	switch (take_8(&w->in) % 3) {
	case 0:
		on_name(&parts, w->names[take_below(&w->in, NAMES_MOST)], 0);
		for (int i = 0; i < parts.count; i++)
			find_dictionary_part(w->d, w->part += 1 + take_8(&w->in) % 3,
					     parts.items[i].folded);
		break;
	case 1:
		for (uint32_t part = 1; part <= w->part; part += 1 + take_8(&w->in) % 2)
			for (int i = take_8(&w->in) % 8; i > 0; i--)
				find_dictionary_posting(w->d, part, take_number(w),
							take_8(&w->in));
		break;
	default:
		find_dictionary_person(w->d, &(struct find_person[]){take_person(w)}[0]);
		break;
	}
	arena_release(&parts.arena);
}

static void type(struct world *w)
{
	char name[NAME_BYTES];

	if (take_8(&w->in) % 3 == 0) {
		str_cut(&w->typed, text_is_utf8(w->typed.bytes, w->typed.len / 2)
					   ? w->typed.len / 2
					   : 0);
	} else if (take_8(&w->in) % 2 == 0) {
		str_addf(&w->typed, " %s", w->names[take_below(&w->in, NAMES_MOST)]);
	} else {
		take_name(w, name);
		str_add(&w->typed, name);
	}
	ask(w);
}

static void change(struct world *w)
{
	uint32_t numbers[] = {take_number(w), take_number(w), take_number(w)};

	switch (take_8(&w->in) % 4) {
	case 0:
		put(w);
		break;
	case 1:
		find_dictionary_forget(w->d, numbers[0]);
		break;
	case 2:
		find_dictionary_set_recent(w->d, numbers, 3);
		break;
	default:
		find_search_among(w->s, numbers, take_8(&w->in) % 4);
		break;
	}
}

static void step(struct world *w)
{
	switch (take_8(&w->in) % 4) {
	case 0:
		type(w);
		break;
	case 1:
		change(w);
		break;
	case 2:
		(void)find_search_go(w->s, pause_by_input, &w->in);
		break;
	default:
		compare(w);
		break;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char aliases[] = "mohamed mehmet muhammad\namrani elamrani\nali aly\n";
	struct world w = {.in = {data, size, 0}, .typed = STR_INIT};
	struct error e = ERROR_INIT;

	MUST(find_aliases_read(aliases, sizeof aliases - 1, &w.aliases, &e) == OK);
	w.d = find_dictionary_new(take_8(&w.in) % 2 ? w.aliases : NULL);
	w.s = find_search_new(w.d, names_of, &w);
	for (int i = 0; i < NAMES_MOST; i++)
		take_name(&w, w.names[i]);
	for (unsigned int loads = take_8(&w.in) % 32; loads > 0; loads--)
		load(&w);
	for (unsigned int early = take_8(&w.in) % 4; early > 0; early--)
		change(&w);
	while (!find_dictionary_settle(w.d, pause_by_input, &w.in))
		if (take_8(&w.in) % 4 == 0)
			change(&w);
	for (int i = 0; i < STEPS_MOST && !is_empty(&w.in); i++)
		step(&w);
	compare(&w);
	str_release(&w.typed);
	find_search_free(w.s);
	find_dictionary_free(w.d);
	find_aliases_free(w.aliases);
	return 0;
}
