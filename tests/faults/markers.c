/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * markers [-n PEOPLE] [-c]: works with women, notes and passphrases that all hold a word of 16 random
 * letters, in the screens and by commands, with a kill -9 in the middle of typing and a backup; then
 * looks for that word in every byte that was ever put into a file (written.so), in UTF-8, UTF-16,
 * lower and upper case and base64, and for the keys of the file.  There must be none, no file may have been made for others to read,
 * and with -c (the program built without sealing) there must be at least as many as women.
 */
#include <dirent.h>
#include <signal.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

#include "../e2e/desk.h"
#include "../e2e/lock.h"
#include "../e2e/memory.h"
#include "vault/vault.h"

enum { WORD = 16, BYTES_MOST = 1 << 30 };

struct run {
	char word[WORD + 1]; /* a capital first, then small letters */
	long people;
	struct desk desk;
	char *log; /* the folder of what was written */
	unsigned char keys[MEMORY_KEYS][MEMORY_KEY_BYTES]; /* of the file */
};

static struct run made;
static bool is_control;

static void choose_word(struct run *r)
{
	unsigned char random[WORD];

	if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
		exit(2);
	for (int i = 0; i < WORD; i++)
		r->word[i] = (char)((i ? 'a' : 'A') + random[i] % 26);
}

static void register_people(struct run *r)
{
	struct str json = STR_INIT;

	for (long i = 0; i < r->people; i++) {
		str_reset(&json);
		str_addf(&json, "{\"called\":\"%s\",\"family_name\":\"%s%ld\",\"phone\":\"%s\"}",
			 r->word, r->word, i, r->word);
		place_write(r->desk.place, "facts.json", json.bytes);
		char *path = place_path(r->desk.place, "facts.json");
		free(DESK_RUN(&r->desk, 0, "add", "--facts", path));
		(void)unlink(path);
		free(path);
	}
	str_release(&json);
}

/* An intake, killed while a text is typed; again, a note, and the lock. */
static void work_on_screen(struct run *r)
{
	struct desk *d = &r->desk;
	struct str name = STR_INIT;

	str_addf(&name, "%s Bint", r->word);
	desk_sit(d);
	desk_register(d, name.bytes);
	term_keys(d->term, "1");
	desk_type(d, r->word);
	term_keys(d->term, "<Enter>");
	term_settle(d->term, TERM_MS);
	desk_type(d, " en toen ");
	desk_type(d, r->word);
	term_settle(d->term, TERM_MS);
	term_let(d->term, 1000000); /* longer than half-typed text may wait for its disk */
	term_kill9(d->term);
	term_drop(d->term);
	desk_sit(d);
	desk_type(d, r->word);
	term_settle(d->term, TERM_MS);
	term_keys(d->term, "<Enter>");
	term_settle(d->term, TERM_MS);
	term_keys(d->term, "n");
	desk_type(d, r->word);
	term_settle(d->term, TERM_MS);
	term_keys(d->term, "<C-l>");
	term_settle(d->term, TERM_MS);
	term_signal(d->term, SIGTERM);
	(void)term_exit_status(d->term, TERM_MS);
	term_free(d->term);
	d->term = NULL;
	str_release(&name);
}

/* A colleague whose passphrase is the word, and a wrong try with it. */
static void give_passphrase(struct run *r)
{
	struct str line = STR_INIT;
	struct ran added, tried;

	str_addf(&line, "%s en nog iets\n", r->word);
	added = PLACE_RUN(r->desk.place, line.bytes, "users", "add", "Collega", "--practice",
			  "--new-passphrase-fd", "0");
	tried = PLACE_RUN(r->desk.place, r->word, "check", "--practice", "--passphrase-fd", "0");
	assert_int_equal(added.status, 0);
	assert_int_equal(tried.status, 3);
	ran_free(&added);
	ran_free(&tried);
	str_release(&line);
}

static void backup(struct run *r)
{
	char *stick = place_path(r->desk.place, "stick"), *path = file_path(stick, "today.backup");

	assert_int_equal(mkdir(stick, 0700), 0);
	free(DESK_RUN(&r->desk, 0, "backup", path));
	free(DESK_RUN(&r->desk, 0, "find", r->word));
	free(DESK_RUN(&r->desk, 0, "check", "--rebuild"));
	free(path);
	free(stick);
}

static long count(const char *bytes, size_t len, const void *part, size_t part_len)
{
	long found = 0;
	const char *at = bytes, *end = bytes + len, *hit;

	while ((hit = memmem(at, (size_t)(end - at), part, part_len))) {
		found++;
		at = hit + 1;
	}
	return found;
}

static void as_utf16(const char *word, bool is_big, char out[2 * WORD])
{
	for (int i = 0; i < WORD; i++) {
		out[2 * i + is_big] = word[i];
		out[2 * i + !is_big] = '\0';
	}
}

/* Base64 of the word at each of the three places it can have in a group; the ends differ with what
 * stands beside it and are left away. */
static void as_base64(const char *word, int shift, struct str *out)
{
	static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	int from = shift ? 3 - shift : 0;

	str_reset(out);
	for (int i = from; i + 2 < WORD; i += 3) {
		unsigned n = (unsigned)(unsigned char)word[i] << 16 |
			     (unsigned)(unsigned char)word[i + 1] << 8 | (unsigned char)word[i + 2];

		for (int k = 18; k >= 0; k -= 6)
			str_add_char(out, signs[n >> k & 63]);
	}
}

/* What opens the file, as bytes and as hex. */
static long count_keys(const struct run *r, const struct str *bytes)
{
	struct str hex = STR_INIT;
	long found = 0;

	for (int i = 0; i < MEMORY_KEYS && !is_control; i++) {
		str_reset(&hex);
		vault_hex(r->keys[i], MEMORY_KEY_BYTES, &hex);
		found += count(bytes->bytes, bytes->len, r->keys[i], MEMORY_KEY_BYTES) +
			 count(bytes->bytes, bytes->len, hex.bytes, hex.len);
	}
	str_release(&hex);
	return found;
}

static long count_all(const struct run *r, const struct str *bytes)
{
	char low[WORD + 1], high[WORD + 1], wide[2 * WORD];
	struct str base64 = STR_INIT;
	long found = count(bytes->bytes, bytes->len, r->word, WORD);

	for (int i = 0; i <= WORD; i++) {
		low[i] = i == 0 ? (char)(r->word[0] | 0x20) : r->word[i];
		high[i] = r->word[i] ? (char)(r->word[i] & ~0x20) : '\0';
	}
	found += count(bytes->bytes, bytes->len, low, WORD);
	found += count(bytes->bytes, bytes->len, high, WORD);
	for (int big = 0; big < 2; big++) {
		as_utf16(r->word, big, wide);
		found += count(bytes->bytes, bytes->len, wide, sizeof wide);
	}
	for (int shift = 0; shift < 3; shift++) {
		as_base64(r->word, shift, &base64);
		found += count(bytes->bytes, bytes->len, base64.bytes, base64.len);
	}
	str_release(&base64);
	return found + count_keys(r, bytes);
}

static long count_in(const struct run *r, const char *folder, const char *name)
{
	char *path = file_path(folder, name);
	struct str bytes = STR_INIT;
	struct error e = ERROR_INIT;
	long found = 0;

	if (file_read(path, BYTES_MOST, &bytes, &e) != OK)
		fail_msg("%s: %s", path, e.text);
	found = count_all(r, &bytes);
	if (found > 0)
		print_message("%s: %ld times\n", name, found);
	str_release(&bytes);
	free(path);
	return found;
}

static long count_below(const struct run *r, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *item;
	long found = 0;

	while (dir && (item = readdir(dir))) {
		char *path = file_path(folder, item->d_name);

		if (item->d_type == DT_DIR && item->d_name[0] != '.')
			found += count_below(r, path);
		else if (item->d_type == DT_REG)
			found += count_in(r, folder, item->d_name);
		free(path);
	}
	if (dir)
		(void)closedir(dir);
	return found;
}

/* There is no log, no history, nothing temporary elsewhere: only what docs/format.md names. */
static bool is_known(const char *line)
{
	static const char *const names[] = {
		"trede.db", "trede.db-wal", "trede.keys", "trede.keys.old", "trede.keys.new",
		"trede.keys.old.new", "today.backup.part-wal",
		"trede.tries", "trede.tries.new", "trede.backups", "trede.backups.new", "next.part",
		"today.backup.part", "practice", "trede", "data", "share",
	};
	const char *name = strrchr(line, '/');

	for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
		if (strcmp(name + 1, names[i]) == 0)
			return true;
	return false;
}

/* No right for anybody else, from the first moment, though the umask would allow all. */
static int count_open_rights(const struct run *r)
{
	char *path = file_path(r->log, "made"), *rest = NULL;
	struct str lines = STR_INIT;
	struct error e = ERROR_INIT;
	int wrong = 0, all = 0;

	if (file_read(path, BYTES_MOST, &lines, &e) != OK)
		fail_msg("%s", e.text);
	for (char *line = strtok_r(lines.bytes, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		all++;
		if (!is_known(line)) {
			wrong++;
			print_message("nobody knows of this file: %s\n", line);
		}
		if ((strncmp(line, "0600 ", 5) == 0 || strncmp(line, "0700 ", 5) == 0))
			continue;
		wrong++;
		print_message("made with %s\n", line);
	}
	print_message("%d files and folders were made, %d with rights for others\n", all, wrong);
	str_release(&lines);
	free(path);
	return wrong;
}

static int look(const struct run *r)
{
	long hits = count_in(r, r->log, "bytes") + count_below(r, place_folder(r->desk.place));
	int wrong = count_open_rights(r);

	print_message("%ld women, the word was found %ld times%s\n", r->people, hits,
		      is_control ? " (a control without sealing)" : "");
	return wrong > 0 || (is_control ? hits < r->people : hits > 0);
}

static void take_keys(struct run *r)
{
	char *folder = lock_folder(&r->desk), *path = file_path(folder, "trede.keys");

	memory_file_keys(path, CARE_PRACTICE_PASSPHRASE, r->keys);
	free(path);
	free(folder);
}

static void words_are_sealed(void **state)
{
	struct run *r = &made;

	(void)state;
	choose_word(r);
	(void)umask(0);
	desk_open(&r->desk, "nl");
	take_keys(r);
	register_people(r);
	work_on_screen(r);
	give_passphrase(r);
	if (!is_control) /* a backup is sealed or not at all */
		backup(r);
	assert_int_equal(look(r), 0);
	desk_close(&r->desk);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_sealed)};
	const char *shim = getenv("WRITTEN_SHIM"), *base = getenv("TMPDIR");
	struct str wrap = STR_INIT, folder = STR_INIT;
	int option, failed;

	made.people = 50;
	while ((option = getopt(argc, argv, "n:c")) != -1) {
		if (option == 'n')
			made.people = strtol(optarg, NULL, 10);
		else
			is_control = true;
	}
	str_addf(&folder, "%s/trede-written-XXXXXX", base && *base ? base : "/tmp");
	if (!shim || !mkdtemp(folder.bytes))
		return 2;
	made.log = folder.bytes;
	str_addf(&wrap, "env LD_PRELOAD=%s WRITTEN=%s", shim, made.log);
	(void)setenv("TREDE_WRAP", wrap.bytes, 1);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	for (int i = 0; i < 2; i++) {
		char *path = file_path(made.log, i ? "made" : "bytes");

		(void)unlink(path);
		free(path);
	}
	(void)rmdir(made.log);
	str_release(&folder);
	str_release(&wrap);
	return failed;
}
