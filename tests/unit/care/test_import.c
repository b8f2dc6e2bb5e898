/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/import_inner.h"
#include "tests.h"

/* A file in memory, and what the import says of it. */
struct importing {
	const char *bytes;
	size_t len;
	struct str told, rejects;
	int stops_at, calls; /* after so many calls of progress; 0 never */
	struct care_import_options o;
	struct care_import_count n;
	bool was_stopped;
	struct error e;
};

static enum err read_piece(void *data, int64_t at, char *out, size_t room, size_t *got,
			   struct error *e)
{
	const struct importing *im = data;
	size_t left = im->len - (size_t)at;

	(void)e;
	*got = left < room ? left : room;
	memcpy(out, im->bytes + at, *got);
	return OK;
}

static void tell(void *data, const char *sentence)
{
	struct importing *im = data;

	str_addf(&im->told, "%s\n", sentence);
}

static void reject(void *data, unsigned line, const char *why, const char *row, size_t len,
		   char separator)
{
	struct importing *im = data;

	(void)separator;
	str_addf(&im->rejects, "%u: %s ", line, why != NULL ? why : "header");
	str_add_bytes(&im->rejects, row, len);
	str_add_char(&im->rejects, '\n');
}

static bool progress(void *data, const struct care_import_count *n)
{
	struct importing *im = data;

	assert_true(n->done_bytes >= 0 && n->done_bytes <= n->all_bytes);
	return im->stops_at > 0 && ++im->calls >= im->stops_at;
}

static struct importing of_text(const char *text)
{
	struct importing im = {.bytes = text,
			       .len = strlen(text),
			       .told = STR_INIT,
			       .rejects = STR_INIT,
			       .e = ERROR_INIT};

	im.o.tell = tell;
	im.o.reject = reject;
	im.o.progress = progress;
	return im;
}

static void importing_release(struct importing *im)
{
	str_release(&im->told);
	str_release(&im->rejects);
}

static enum err run(struct place *p, struct importing *im)
{
	str_reset(&im->told);
	str_reset(&im->rejects);
	im->calls = 0;
	im->o.file = (struct care_import_file){read_piece, im, (int64_t)im->len};
	im->o.data = im;
	return care_import_clients(p->s, &im->o, &im->n, &im->was_stopped, &im->e);
}

static void expect_counts(const struct importing *im, int64_t added, int64_t changed,
			  int64_t same, int64_t rejected)
{
	if (im->n.added != added || im->n.changed != changed || im->n.same != same ||
	    im->n.rejected != rejected)
		print_error("%s%s%s\n", im->told.bytes, im->rejects.bytes, im->e.text);
	assert_int_equal(im->n.added, added);
	assert_int_equal(im->n.changed, changed);
	assert_int_equal(im->n.same, same);
	assert_int_equal(im->n.rejected, rejected);
}

static void expect_has(const struct str *text, const char *part)
{
	if (strstr(text->bytes, part) == NULL)
		print_error("no '%s' in:\n%s", part, text->bytes);
	assert_non_null(strstr(text->bytes, part));
}

static enum err note_id(void *data, const struct store_client *row, const char *part,
			struct error *e)
{
	(void)part;
	(void)e;
	(void)snprintf(data, STORE_ID_BYTES, "%s", row->id);
	return OK;
}

/* Who has this file number, or this name. */
static void find(struct place *p, const char *who, char id[STORE_ID_BYTES])
{
	struct store_find find = {.file_number = who, .most = 1};
	struct error e = ERROR_INIT;
	int64_t total = 0;

	must(store_find_clients(care_session_store(p->s), &find, note_id, id, &total, &e), &e);
	if (total == 0)
		must(care_client_by_text(p->s, who, id, &e), &e);
}

static void expect_fact(struct place *p, const char *who, const char *fact, const char *value)
{
	struct care_dossier *d;
	char id[STORE_ID_BYTES];

	find(p, who, id);
	d = dossier(p, id);
	assert_string_equal(care_fact_value(d, fact), value);
	care_dossier_free(d);
}

/* Imports it whole, and it must be good. */
static void take(struct place *p, const char *text, int64_t added)
{
	struct importing im = of_text(text);

	must(run(p, &im), &im.e);
	expect_counts(&im, added, 0, 0, 0);
	importing_release(&im);
}

/* Any text as an office program would write it; only letters of Windows-1252 below U+0100. */
static void encode(const char *text, enum encoding encoding, bool has_mark, struct str *out)
{
	bool is_big = encoding == ENCODING_UTF16_BE;
	uint32_t code;

	if (has_mark)
		str_add_bytes(out, encoding == ENCODING_UTF8 ? "\xef\xbb\xbf"
				   : is_big		     ? "\xfe\xff"
							     : "\xff\xfe",
			      encoding == ENCODING_UTF8 ? 3 : 2);
	for (size_t len = strlen(text), at = 0; at < len;) {
		at += (size_t)text_decode(text + at, len - at, &code);
		if (encoding == ENCODING_UTF8)
			text_encode(out, code);
		else if (encoding == ENCODING_WINDOWS_1252)
			str_add_char(out, (char)code);
		else
			for (int i = 0; i < 2; i++)
				str_add_char(out, (char)(((i == 0) == is_big) ? code >> 8 : code));
	}
}

static void test_dialects(void **state)
{
	static const char *const separators[] = {",", ";", "\t", "|"};
	static const char *const line_ends[] = {"\n", "\r\n", "\r"};
	static const struct {
		enum encoding encoding;
		bool has_mark;
	} encodings[] = {
		{ENCODING_UTF8, false},	    {ENCODING_UTF8, true},
		{ENCODING_UTF16_LE, true}, {ENCODING_UTF16_BE, true},
		{ENCODING_WINDOWS_1252, false},
	};
	static const char pattern[] = "Voornaam~Achternaam~Geboortedatum~Dossiernummer$"
				      "Zo\xc3\xab~\"de ~ Vries\"~12-3-1984~A-1$"
				      "Ren\xc3\xa9" "e~\xc3\x9cnal~~A-2$";

	(void)state;
	for (size_t i = 0; i < 4 * 3 * 5; i++) {
		struct str text = STR_INIT, bytes = STR_INIT;
		struct importing im;
		struct place p;

		for (const char *c = pattern; *c != '\0'; c++) {
			if (*c == '~')
				str_add(&text, separators[i % 4]);
			else if (*c == '$')
				str_add(&text, line_ends[i / 4 % 3]);
			else
				str_add_char(&text, *c);
		}
		encode(text.bytes, encodings[i / 12].encoding, encodings[i / 12].has_mark, &bytes);
		place_make(&p);
		im = of_text("");
		im.bytes = bytes.bytes;
		im.len = bytes.len;
		must(run(&p, &im), &im.e);
		expect_counts(&im, 2, 0, 0, 0);
		expect_fact(&p, "A-1", "given_name", "Zo\xc3\xab");
		expect_fact(&p, "A-1", "birth_date", "1984-03-12");
		expect_fact(&p, "A-2", "family_name", "\xc3\x9cnal");
		importing_release(&im);
		place_remove(&p);
		str_release(&text);
		str_release(&bytes);
	}
}

static void test_dates(void **state)
{
	static const char *const dates[][2] = {
		{"12-3-1984", "1984-03-12"},	  {"12/03/84", "1984-03-12"},
		{"1984-03-12", "1984-03-12"},	  {"12.3.1984", "1984-03-12"},
		{"12 3 1984", "1984-03-12"},	  {"30753", "1984-03-12"},
		{"30753,0", "1984-03-12"},	  {"12-3-1984 0:00:00", "1984-03-12"},
		{"1984-03-12T00:00:00", "1984-03-12"}, {"1984", "1984"},
		{"1984-03", "1984-03"},		  {"~1980", "~1980"},
		{"ca. 1980", "~1980"},		  {"12 maart 1984", "1984-03-12"},
		{"12-mrt-84", "1984-03-12"},	  {"mei 1981", "1981-05"},
		{"00-00-1984", "1984"},		  {"00-03-1984", "1984-03"},
		{"19840312", "1984-03-12"},	  {"12031984", "1984-03-12"},
		{"1-1-20", "2020-01-01"},	  {"1-1-27", "1927-01-01"},
		{"31-02-1984", NULL},		  {"3-25-1984", NULL},
		{"gisteren", NULL},		  {"3 weken geleden", NULL},
		{"maandag", NULL},		  {"onbekend", NULL},
		{"12-3", NULL},			  {"12-3-984", NULL},
		{"1-2-3-4", NULL},		  {"0", NULL},
		{"99999999", NULL},		  {"12-3-1984 en later", NULL},
	};
	struct date today = day("2026-11-21");

	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct str text = STR_INIT;
		struct date date;
		bool is = import_date_read(dates[i][0], &today, &date);

		if (is)
			date_write(&text, &date, DATE_ISO, "en");
		if (is != (dates[i][1] != NULL) || (is && strcmp(text.bytes, dates[i][1]) != 0))
			print_error("%s: '%s'\n", dates[i][0], text.bytes);
		assert_int_equal(is, dates[i][1] != NULL);
		if (is)
			assert_string_equal(text.bytes, dates[i][1]);
		str_release(&text);
	}
}

static void test_values(void **state)
{
	struct place p;

	(void)state;
	place_make(&p);
	take(&p,
	     "Nummer;Roepnaam;Voornaam;Tussenvoegsel;Achternaam;Postcode;Huisnr.;Tel.;E-mail;Talen;"
	     "Medewerker;Status;Aangemeld op;Opmerkingen\n"
	     "N1;;Anna;van den;Berg;2516xx;12 A;612345678;a@b.nl;Turks, Nederlands;Samira;open;"
	     "3-2-2020;\"Belt liever.\nNiet op vrijdag.\"\n"
	     "N2;Bep;;;Mol;1000;;31612345678;;ary nl;;;;\n"
	     "N3;;Cem;;;B-1000;;+31 6 - 12 34;;Darija en Farsi;Samira El Idrissi;closed;;-\n",
	     3);
	expect_fact(&p, "N1", "family_name", "van den Berg");
	expect_fact(&p, "N1", "postcode", "2516 XX");
	expect_fact(&p, "N1", "phone", "0612345678");
	expect_fact(&p, "N1", "languages", "tr nl");
	expect_fact(&p, "N1", "worker", "Samira El Idrissi");
	expect_fact(&p, "N2", "phone", "+31612345678");
	expect_fact(&p, "N2", "languages", "ary nl");
	expect_fact(&p, "N3", "phone", "+31 6 - 12 34");
	expect_fact(&p, "N3", "languages", "ary fa");
	expect_fact(&p, "N3", "postcode", "B-1000");
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_notes_and_days(void **state)
{
	struct care_dossier *d;
	struct place p;
	char id[STORE_ID_BYTES];

	(void)state;
	place_make(&p);
	take(&p, "Dossiernummer,Naam,Inschrijfdatum,Opmerking\nN9,Zohra,3-2-2020,Belt liever.\n", 1);
	find(&p, "N9", id);
	d = dossier(&p, id);
	assert_int_equal(d->note_count, 1);
	assert_string_equal(d->notes[0].text, "Belt liever.");
	assert_int_equal(d->first.year, 2020);
	assert_string_equal(care_fact_value(d, "called"), "Zohra");
	care_dossier_free(d);
	place_remove(&p);
}

static void test_rejects(void **state)
{
	struct importing im = of_text(
		"sep=;\r\n"
		"file_number;given_name;birth_date;phone;benefit\r\n"
		"1;Go\xc3\xa9" "d;1984;;\r\n"
		"2;Late;1-1-2030;;\r\n"
		"3;\"Open;;;\r\n"
		"4;Few\r\n"
		"5;Many;;;;x\r\n"
		"6;Sum;;6,12E+08;\r\n"
		";;12-3-1984;;\r\n"
		";;;;\r\n"
		"1;Ag\xc3\xa1in;;;\r\n"
		"7;\"Two\r\nlines\";;;\r\n"
		"8;Bad\xff;;;\r\n"
		"9;Paid;;;gold\r\n"
		"10;Last;;;wwb\r\n");
	struct place p;

	(void)state;
	place_make(&p);
	must(run(&p, &im), &im.e);
	expect_counts(&im, 2, 0, 0, 11);
	assert_int_equal(im.n.rows, 13);
	expect_has(&im.rejects, "0: header file_number;given_name;");
	expect_has(&im.rejects, "4: column 'birth_date': '1-1-2030' lies ahead. 2;Late;1-1-2030;;\n");
	expect_has(&im.rejects, "5: text stands behind a closing quote; a quote inside quotes is written "
				"twice. 3;\"Open;;;\n");
	expect_has(&im.rejects, "6: there are fewer cells than in the first row. 4;Few\n");
	expect_has(&im.rejects, "7: there are more cells than in the first row. 5;Many;;;;x\n");
	expect_has(&im.rejects, "8: column 'phone': '6,12E+08' is no phone number");
	expect_has(&im.rejects, "9: neither a name nor a file number");
	expect_has(&im.rejects, "11: this file number stands on an earlier line too. 1;Ag");
	expect_has(&im.rejects, "12: column 'given_name': a line break stands in it");
	expect_has(&im.rejects, "13: there are fewer cells");
	expect_has(&im.rejects, "14: this is not UTF-8");
	expect_has(&im.rejects, "15: column 'benefit': 'gold' is none of the choices");
	expect_fact(&p, "10", "benefit", "wwb");
	must(run(&p, &im), &im.e);
	expect_counts(&im, 0, 0, 2, 11);
	importing_release(&im);
	place_remove(&p);
}

/* The number of who was merged is nobody else's, and makes no second dossier of her. */
static void test_merged_number(void **state)
{
	static const char *const facts[] = {
		"{\"called\":\"Naima\",\"file_number\":\"M-0001\",\"family_name\":\"Bouzid\"}",
		"{\"called\":\"Naima\",\"file_number\":\"M-0002\",\"family_name\":\"Boezid\"}"};
	struct importing im = of_text("file_number;given_name;phone\n"
				      "m-0002;Naima;06-12345678\nM-0001;;06-87654321\n");
	char ids[2][37], keeper[37];
	struct error e = ERROR_INIT;
	struct care_hits hits;
	struct place p;

	(void)state;
	place_make(&p);
	for (int i = 0; i < 2; i++)
		register_as(&p, facts[i], "2026-01-05", ids[i]);
	must(care_merge(p.s, ids[0], ids[1], &e), &e);
	must(care_number_keeper(care_session_store(p.s), "M-0002", keeper, &e), &e);
	assert_string_equal(keeper, ids[0]);
	must(run(&p, &im), &im.e);
	expect_counts(&im, 0, 1, 0, 1);
	expect_has(&im.rejects, "2: whoever had this file number is in another dossier now");
	must(run(&p, &im), &im.e); /* told again */
	expect_counts(&im, 0, 0, 1, 1);
	expect_has(&im.rejects, "2: whoever had this file number is in another dossier now");
	must(care_find(p.s, "M-0002", 10, &hits, &e), &e);
	assert_int_equal(hits.total, 1);
	assert_string_equal(hits.items[0].client, ids[0]);
	care_hits_release(&hits);
	must_rebuild_equal(&p);
	must(care_unmerge(p.s, ids[0], ids[1], &e), &e);
	must(care_number_keeper(care_session_store(p.s), "M-0002", keeper, &e), &e);
	assert_string_equal(keeper, "");
	must_rebuild_equal(&p);
	importing_release(&im);
	place_remove(&p);
}

/* Files that were put behind one another. */
static void test_header_again(void **state)
{
	struct importing im = of_text("given_name;family_name\nAnna;Vos\n"
				      "given_name;family_name\nBea;'+Haas\n");
	struct place p;

	(void)state;
	place_make(&p);
	must(run(&p, &im), &im.e);
	expect_counts(&im, 2, 0, 0, 1);
	expect_has(&im.rejects, "3: this is the first row once more. given_name;family_name\n");
	importing_release(&im);
	place_remove(&p);
}

/* Where a row ends is the same whatever else is wrong with it, or a stopped import would lose its place. */
static void test_split_whatever(void **state)
{
	struct importing im = of_text("birth_date;phone;given_name\n"
				      "1-1-2030;;\"Anna\nx;;Bea\"\n;;Claar\n");
	struct place p;

	(void)state;
	place_make(&p);
	must(run(&p, &im), &im.e);
	assert_int_equal(im.n.rows, 3);
	expect_has(&im.rejects, "2: column 'birth_date': '1-1-2030' lies ahead.");
	importing_release(&im);
	place_remove(&p);
}

static enum err read_shrunk(void *data, int64_t at, char *out, size_t room, size_t *got,
			    struct error *e)
{
	struct importing *im = data;
	enum err rc = OK;

	*got = 0;
	if ((size_t)at < im->len)
		rc = read_piece(data, at, out, room, got, e);
	if (*got == 0 || (size_t)at + *got == im->len)
		im->len -= im->len % 2 == 0; /* from the second time on half a character is gone */
	return rc;
}

static void test_shrinks(void **state)
{
	static const char text[] = "\xff\xfeg\0i\0v\0e\0n\0_\0n\0a\0m\0e\0\n\0A\0n\0n\0a\0";
	struct importing im = of_text("");
	struct place p;

	(void)state;
	im.bytes = text;
	im.len = sizeof text - 1;
	im.o.file = (struct care_import_file){read_shrunk, &im, (int64_t)im.len};
	im.o.data = &im;
	im.o.progress = NULL;
	place_make(&p);
	must(care_import_clients(p.s, &im.o, &im.n, &im.was_stopped, &im.e), &im.e);
	importing_release(&im);
	place_remove(&p);
}

static void test_columns(void **state)
{
	struct importing im = of_text("FAMILIENAAM,voor naam,Telefon,Mobiel,Telefoon,consent_share,,Naam\n"
				      "Bos,Anna,1,2,3,yes,,x\n");
	struct place p;

	(void)state;
	place_make(&p);
	must(run(&p, &im), &im.e);
	expect_counts(&im, 1, 0, 0, 0);
	expect_has(&im.told, "Column 'Telefon' is not known and is passed over; did you mean 'Telefoon'?");
	expect_has(&im.told, "Column 'Telefoon' is passed over: 'Mobiel' says that already.");
	expect_has(&im.told, "Column 'consent_share' is passed over: a person says that herself.");
	expect_fact(&p, "Anna Bos", "phone", "2");
	expect_fact(&p, "Anna Bos", "file_number", "J-0001");
	importing_release(&im);
	im = of_text("Schoenmaat;Hobby\n38;vissen\n");
	assert_int_equal(run(&p, &im), ERR_INVALID);
	assert_non_null(strstr(im.e.text, "No column with a name"));
	importing_release(&im);
	im = of_text("");
	assert_int_equal(run(&p, &im), ERR_INVALID);
	importing_release(&im);
	/* Belgian sheets: Naam is the family name beside Voornaam */
	take(&p, "Nummer;Voornaam;Naam\nB-1;Els;Claes\n", 1);
	expect_fact(&p, "B-1", "family_name", "Claes");
	place_remove(&p);
}

static void test_mapping(void **state)
{
	static const char mapping[] = "# of the old program\n"
				      "Deel 1: given_name\n"
				      "Deel 3: family_name\n"
				      "Deel 2: + family_name\n"
				      "Regeling: {fact: benefit, values: {Bijstand: wwb, n.v.t.: '-'}}\n"
				      "Deel 4:  -\r\n"
				      "Telefoon: -   # passed over\n";
	struct importing im = of_text("Deel 1;Deel 2;Deel 3;Regeling;Telefoon;Nr;Dossiernummer;Deel 4\n"
				      "Anna;Berg;van den;bijstand;1;x;N5;-\n"
				      "Bea;Berg;;n.v.t.;;x;N6;\n"
				      "Cas;Berg;;nug;;x;N7;\n");
	static const char *const bad[][2] = {
		{"Deel 9: given_name\n", "map.yaml, line 1: the file has no column 'Deel 9'"},
		{"Deel 1: shoe_size\n", "map.yaml, line 1: There is no fact called 'shoe_size'."},
		{"Deel 1: city\nDeel 2: city\n", "map.yaml, line 2: another column gives 'city'"},
		{"Nr: consent_record\n", "map.yaml, line 1: 'consent_record' cannot be imported"},
		{"- x\n", "map.yaml, line 1: a mapping file has lines"},
		{"a: [\n", "map.yaml, line"},
	};
	struct place p;

	(void)state;
	place_make(&p);
	im.o.mapping_name = "map.yaml";
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		im.o.mapping = bad[i][0];
		im.o.mapping_len = strlen(bad[i][0]);
		assert_int_equal(run(&p, &im), ERR_INVALID);
		if (strstr(im.e.text, bad[i][1]) == NULL)
			print_error("%s\n", im.e.text);
		assert_non_null(strstr(im.e.text, bad[i][1]));
	}
	im.o.mapping = mapping;
	im.o.mapping_len = sizeof mapping - 1;
	must(run(&p, &im), &im.e);
	expect_counts(&im, 3, 0, 0, 0);
	expect_has(&im.told, "Column 'Nr'");
	expect_fact(&p, "N5", "family_name", "van den Berg");
	expect_fact(&p, "N5", "benefit", "wwb");
	expect_fact(&p, "N5", "phone", "");
	expect_fact(&p, "N6", "benefit", "");
	expect_fact(&p, "N7", "benefit", "nug");
	importing_release(&im);
	place_remove(&p);
}

static void test_changes(void **state)
{
	struct importing im = of_text("Dossiernummer;Voornaam;Geboortedatum;Telefoon\n"
				      "N1;Anna;1984;0612345678\nN2;Bea;1980;\n");
	struct place p;

	(void)state;
	place_make(&p);
	must(run(&p, &im), &im.e);
	expect_counts(&im, 2, 0, 0, 0);
	importing_release(&im);
	im = of_text("Dossiernummer;Voornaam;Geboortedatum;Telefoon;Postcode\n"
		     "N1;Anna;12-3-1984;;2516 XX\nN2;Bea;1980;;\nN3;Cas;;;\n"
		     "N4;Did;;;\n");
	place_days(&p, 1);
	must(run(&p, &im), &im.e);
	expect_counts(&im, 2, 1, 1, 0);
	expect_fact(&p, "N1", "birth_date", "1984-03-12");
	expect_fact(&p, "N1", "phone", "0612345678");
	expect_fact(&p, "N1", "postcode", "2516 XX");
	importing_release(&im);
	im = of_text("Dossiernummer;Voornaam;Geboortedatum\nN1;Zohra;5-5-1955\nN2;Bep;1980\n");
	must(run(&p, &im), &im.e);
	expect_counts(&im, 0, 1, 0, 1);
	expect_has(&im.rejects, "2: somebody of another name and date of birth has this file number.");
	expect_fact(&p, "N1", "given_name", "Anna");
	expect_fact(&p, "N2", "given_name", "Bep");
	must(run(&p, &im), &im.e);
	expect_counts(&im, 0, 0, 1, 1);
	importing_release(&im);
	must_rebuild_equal(&p);
	place_remove(&p);
}

static void test_without_numbers(void **state)
{
	struct importing im = of_text("Voornaam;Achternaam;Geboortedatum\n"
				      "Anna;Bos;12-3-1984\nBea;Mol;1980\nAnna;Bos;12-3-1984\n");
	struct place p;

	(void)state;
	place_make(&p);
	for (int i = 0; i < 2; i++) {
		must(run(&p, &im), &im.e);
		expect_counts(&im, i == 0 ? 2 : 0, 0, i == 0 ? 0 : 2, 1);
		assert_int_equal(im.n.alike, 1);
		expect_has(&im.rejects, "4: somebody of this name and date of birth is there already.");
	}
	importing_release(&im);
	im = of_text("Achternaam;Voornaam;Geboortedatum;Nr\nBos;ANNA;12-3-1984;\nNieuw;Els;1999;\n");
	im.o.is_dry = true;
	must(run(&p, &im), &im.e);
	expect_counts(&im, 1, 0, 0, 1);
	assert_int_equal(care_client_count(p.s), 2);
	im.o.is_dry = false;
	must(run(&p, &im), &im.e);
	expect_counts(&im, 1, 0, 0, 1);
	importing_release(&im);
	im = of_text("reden,Voornaam,Achternaam,Geboortedatum\nx,Anna,Bos,12-3-1984\n");
	im.o.takes_alike = true;
	must(run(&p, &im), &im.e);
	expect_counts(&im, 1, 0, 0, 0);
	importing_release(&im);
	assert_int_equal(care_client_count(p.s), 4);
	place_remove(&p);
}

/* A number that is given out is none that comes further on, nor one that is there. */
static void test_numbers(void **state)
{
	struct place p;
	char id[STORE_ID_BYTES];

	(void)state;
	place_make(&p);
	register_as(&p, "{\"called\":\"Bep\",\"file_number\":\"J-0003\"}", "2026-01-01", id);
	take(&p, "Voornaam;Nummer\nEen;\nTwee;j-0002\nDrie;\n", 3);
	expect_fact(&p, "Twee", "file_number", "j-0002");
	expect_fact(&p, "Een", "file_number", "J-0004");
	expect_fact(&p, "Drie", "file_number", "J-0005");
	place_remove(&p);
}

static void make_rows(struct str *out, int count)
{
	str_add(out, "Voornaam;Achternaam;Geboortedatum\n");
	for (int i = 0; i < count; i++)
		str_addf(out, "V%d;A%d;%d\n%s", i, i, 1930 + i % 90, i % 97 == 0 ? "x;y\n" : "");
}

/* Stopped again and again, it ends with each of them once. */
static void test_goes_on(void **state)
{
	enum { ROWS = 1500 };
	struct str text = STR_INIT;
	struct importing im;
	struct place p;
	int64_t added = 0;
	int runs = 0;

	(void)state;
	make_rows(&text, ROWS);
	place_make(&p);
	im = of_text(text.bytes);
	do {
		im.stops_at = 3 + runs;
		must(run(&p, &im), &im.e);
		added += im.n.added;
		assert_int_equal(care_client_count(p.s), added);
		assert_true(++runs < 20);
		place_reopen(&p);
	} while (im.was_stopped);
	assert_true(runs > 3);
	assert_int_equal(added, ROWS);
	assert_int_equal(im.n.rejected, (ROWS + 96) / 97);
	im.stops_at = 0;
	must(run(&p, &im), &im.e);
	expect_counts(&im, 0, 0, ROWS, (ROWS + 96) / 97);
	must_rebuild_equal(&p);
	importing_release(&im);
	place_remove(&p);
	str_release(&text);
}

int import_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dialects),   cmocka_unit_test(test_dates),
		cmocka_unit_test(test_values),	   cmocka_unit_test(test_notes_and_days),
		cmocka_unit_test(test_rejects),	   cmocka_unit_test(test_columns),
		cmocka_unit_test(test_header_again), cmocka_unit_test(test_split_whatever),
		cmocka_unit_test(test_shrinks),    cmocka_unit_test(test_merged_number),
		cmocka_unit_test(test_mapping),	   cmocka_unit_test(test_changes),
		cmocka_unit_test(test_without_numbers), cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_goes_on),
	};

	return cmocka_run_group_tests_name("import", tests, NULL, NULL);
}
