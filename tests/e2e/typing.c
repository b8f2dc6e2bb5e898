/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inside.h"

/* One key of the notation at p: its bytes and how many characters of p it took. */
static char *next_key(struct term *t, const char *p, size_t *took)
{
	const char *end = *p == '<' ? strchr(p, '>') : NULL;
	size_t n = 1;

	if (end && end > p + 1) {
		char *name = harness_format("%.*s", (int)(end - p - 1), p + 1);
		char *bytes = key_bytes(name, t->name);
		if (!bytes)
			harness_fail(__FILE__, __LINE__, "no key is called <%s>", name);
		free(name);
		*took = (size_t)(end - p) + 1;
		return bytes;
	}
	while (((unsigned char)p[n] & 0xc0) == 0x80)
		n++;
	*took = n;
	return harness_format("%.*s", (int)n, p);
}

int term_keys(struct term *t, const char *keys)
{
	int count = 0;
	size_t took;

	for (; *keys; keys += took, count++) {
		char *bytes = next_key(t, keys, &took);
		term_send(t, bytes, strlen(bytes));
		t->escaped = strcmp(bytes, "\033") == 0;
		free(bytes);
	}
	return count;
}

void term_paste(struct term *t, const char *text)
{
	char *sent = harness_format("%s%s%s", t->sequence.paste ? "\033[200~" : "", text,
				    t->sequence.paste ? "\033[201~" : "");

	/* As terminals do: Enter is what they send for a new line. */
	for (char *p = sent; *p; p++)
		if (*p == '\n')
			*p = '\r';
	term_send(t, sent, strlen(sent));
	free(sent);
}
