/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sequence.h"

enum { GROUND, CHARACTER, ESCAPE, CHARSET, CSI, STRING, STRING_END };

/* Each allowed CSI sequence: what stands before its numbers, its last byte, they. */
static const struct {
	char leader;
	char final;
	const char *numbers; /* NULL: any numbers; else exactly these */
} allowed[] = {
	{0, 'A', NULL},	    {0, 'B', NULL},	{0, 'C', NULL},	     {0, 'D', NULL},
	{0, 'G', NULL},	    {0, 'H', NULL},	{0, 'J', NULL},	     {0, 'K', NULL},
	{0, 'L', NULL},	    {0, 'M', NULL},	{0, 'P', NULL},	     {0, 'S', NULL},
	{0, 'T', NULL},	    {0, 'X', NULL},	{0, 'Z', NULL},	     {0, '@', NULL},
	{0, 'b', NULL},	    {0, 'd', NULL},	{0, 'm', NULL},	     {0, 'r', NULL},
	{0, 'h', "4"},	    {0, 'l', "4"},	{0, 't', "22;0;0"},  {0, 't', "23;0;0"},
	{'?', 'h', "1"},    {'?', 'l', "1"},	{'?', 'h', "7"},     {'?', 'l', "7"},
	{'?', 'h', "12"},   {'?', 'l', "12"},	{'?', 'h', "12;25"}, {'?', 'h', "25"},
	{'?', 'l', "25"},   {'?', 'h', "1049"}, {'?', 'l', "1049"},  {'?', 'h', "2004"},
	{'?', 'l', "2004"}, {'?', 'c', "0"},	{'?', 'c', "1"},     {'?', 'c', "8"},
};

/* Characters that the output gate replaces, so no data may bring them here. */
static const struct {
	uint32_t first, last;
} hidden[] = {
	{0x061c, 0x061c}, {0x200b, 0x200b}, {0x200e, 0x200f},
	{0x2028, 0x202e}, {0x2060, 0x2069}, {0xfeff, 0xfeff},
	{0xe000, 0xf8ff}, {0xfdd0, 0xfdef}, {0xf0000, 0x10ffff},
};

static void show_byte(char *out, size_t room, size_t *at, unsigned char byte)
{
	int n;

	if (byte == 0x1b)
		n = snprintf(out + *at, room - *at, "\\e");
	else if (byte > 0x20 && byte < 0x7f)
		n = snprintf(out + *at, room - *at, "%c", byte);
	else
		n = snprintf(out + *at, room - *at, "\\x%02x", byte);
	*at += (size_t)n;
}

static void note_foreign(struct sequence *s)
{
	size_t at = 0;

	if (!s->foreign[0])
		for (size_t i = 0; i < s->count && at + 8 < sizeof s->foreign; i++)
			show_byte(s->foreign, sizeof s->foreign, &at, s->held[i]);
}

static void hold(struct sequence *s, unsigned char byte)
{
	if (s->count < sizeof s->held)
		s->held[s->count++] = byte;
}

/* The numbers of a CSI sequence, as text; its leader, if any, apart. */
static bool csi_allowed(const struct sequence *s, char *leader, char *numbers,
			size_t room)
{
	size_t n = s->count - 3, from = 2; /* without ESC, [ and the last byte */

	*leader = 0;
	if (n > 0 && s->held[from] >= '<' && s->held[from] <= '?') {
		*leader = (char)s->held[from++];
		n--;
	}
	if (n >= room)
		return false;
	memcpy(numbers, s->held + from, n);
	numbers[n] = '\0';
	return numbers[strspn(numbers, "0123456789;")] == '\0';
}

static void note_mode(struct sequence *s, const char *numbers, bool on)
{
	if (strcmp(numbers, "2004") == 0)
		s->paste = on;
	if (strcmp(numbers, "1") == 0)
		s->keypad = on;
}

static void end_csi(struct sequence *s)
{
	char leader, numbers[SEQUENCE_BYTES], final = (char)s->held[s->count - 1];
	bool found = false;

	s->state = GROUND;
	if (csi_allowed(s, &leader, numbers, sizeof numbers))
		for (size_t i = 0; i < sizeof allowed / sizeof *allowed && !found; i++)
			found = allowed[i].leader == leader &&
				allowed[i].final == final &&
				(!allowed[i].numbers ||
				 strcmp(allowed[i].numbers, numbers) == 0);
	if (!found)
		note_foreign(s);
	else if (leader == '?' && (final == 'h' || final == 'l'))
		note_mode(s, numbers, final == 'h');
	else if (final == 'J' && strcmp(numbers, "3") == 0)
		s->forgets = true;
}

static void in_escape(struct sequence *s, unsigned char byte)
{
	s->state = GROUND;
	if (byte == '[')
		s->state = CSI;
	else if (byte == '(' || byte == ')')
		s->state = CHARSET;
	else if (byte && strchr("]PX^_", byte))
		s->state = STRING;
	else if (!byte || !strchr("78M=>", byte))
		note_foreign(s);
}

static void end_character(struct sequence *s)
{
	bool bad = (s->code >= 0x80 && s->code < 0xa0) || (s->code & 0xfffe) == 0xfffe ||
		   (s->code >= 0xd800 && s->code < 0xe000) || s->code > 0x10ffff;

	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		bad = bad || (s->code >= hidden[i].first && s->code <= hidden[i].last);
	if (bad)
		note_foreign(s);
	s->state = GROUND;
}

static void begin_character(struct sequence *s, unsigned char byte)
{
	s->left = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
	s->code = byte & (0x3fu >> s->left);
	s->state = CHARACTER;
	if (byte < 0xc2 || byte > 0xf4) {
		note_foreign(s);
		s->state = GROUND;
	}
}

static void in_ground(struct sequence *s, unsigned char byte)
{
	s->count = 0;
	hold(s, byte);
	if (byte == 0x1b)
		s->state = ESCAPE;
	else if (byte >= 0x80)
		begin_character(s, byte);
	else if ((byte < 0x20 && !strchr("\b\t\n\r\016\017", byte)) || byte == 0 ||
		 byte == 0x7f)
		note_foreign(s);
}

static void in_character(struct sequence *s, unsigned char byte)
{
	if ((byte & 0xc0) != 0x80) {
		note_foreign(s);
		s->state = GROUND;
		in_ground(s, byte);
		return;
	}
	hold(s, byte);
	s->code = s->code << 6 | (byte & 0x3fu);
	if (--s->left == 0)
		end_character(s);
}

static void in_csi(struct sequence *s, unsigned char byte)
{
	if (byte >= 0x40 && byte <= 0x7e) {
		end_csi(s);
	} else if (byte < 0x20 || byte > 0x3f || s->count == sizeof s->held) {
		note_foreign(s);
		s->state = GROUND;
	}
}

/* OSC and its kin are all foreign; they are read to their end so that their text is not
 * text. */
static void in_string(struct sequence *s, unsigned char byte)
{
	if (byte == 0x07 || (s->state == STRING_END && byte == '\\')) {
		note_foreign(s);
		s->state = GROUND;
	} else {
		s->state = byte == 0x1b ? STRING_END : STRING;
		if (s->count == sizeof s->held)
			note_foreign(s);
	}
}

static void step(struct sequence *s, unsigned char byte)
{
	if (s->state == GROUND) {
		in_ground(s, byte);
		return;
	}
	if (s->state == CHARACTER) {
		in_character(s, byte);
		return;
	}
	hold(s, byte);
	if (s->state == ESCAPE) {
		in_escape(s, byte);
	} else if (s->state == CSI) {
		in_csi(s, byte);
	} else if (s->state == CHARSET) {
		if (!strchr("0B", byte) || byte == 0)
			note_foreign(s);
		s->state = GROUND;
	} else {
		in_string(s, byte);
	}
}

void sequence_feed(struct sequence *s, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		step(s, (unsigned char)bytes[i]);
}

bool sequence_is_open(const struct sequence *s)
{
	return s->state != GROUND;
}
