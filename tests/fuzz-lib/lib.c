/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

_Noreturn void lib_broken(const char *file, int line, const char *what)
{
	(void)fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

unsigned int take_8(struct input *in)
{
	return in->at < in->len ? in->bytes[in->at++] : 0;
}

unsigned int take_16(struct input *in)
{
	unsigned int low = take_8(in);

	return low | take_8(in) << 8;
}

uint32_t take_32(struct input *in)
{
	uint32_t low = take_16(in);

	return low | (uint32_t)take_16(in) << 16;
}

size_t take_below(struct input *in, size_t n)
{
	return n > 0 ? take_16(in) % n : 0;
}

bool is_empty(const struct input *in)
{
	return in->at >= in->len;
}

static int remove_one(const char *path, const struct stat *about, int kind,
		      struct FTW *where)
{
	(void)about;
	(void)kind;
	return where->level > 0 ? remove(path) : 0;
}

void lib_take_away(const char *folder)
{
	(void)nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void lib_put(const char *path, const char *bytes, size_t len)
{
	(void)unlink(path);
	MUST(file_write_new(path, bytes, len, NULL) == OK);
}

/* Folders of this process, for the end of it. */
static char *made;

static void take_away_made(void)
{
	lib_take_away(made);
	(void)rmdir(made);
}

static char *new_folder(void)
{
	const char *place = getenv("TMPDIR");
	bool has_memory = access("/dev/shm", W_OK) == 0;

	made = file_path(place	      ? place
			 : has_memory ? "/dev/shm"
				      : "/tmp",
			 "trede-fuzz-XXXXXX");
	MUST(mkdtemp(made) != NULL);
	(void)atexit(take_away_made);
	return made;
}

enum err sample_open(struct sample *s, const char *path, const struct store_keys *keys,
		     bool create, struct store **out, struct error *e)
{
	struct store_options o = {.path = path,
				  .keys = keys,
				  .create = create,
				  .practice = true,
				  .clock = &s->clock,
				  .random = vault_random_seeded(1)};

	return store_open(out, &o, e);
}

static void add(struct store *s, const char *kind, const char *client, const char *body)
{
	struct store_new_entry entry = {.kind = kind,
					.client = client,
					.on = "2026-11-22",
					.body = body,
					.body_len = strlen(body)};
	char id[STORE_ID_BYTES];

	MUST(store_entry_append(s, &entry, id, NULL) == OK);
}

static void add_rows(struct store *s)
{
	struct store_client client = {.id = mem_text("c1"),
				      .called = mem_text("Fatma"),
				      .family_name = mem_text("Yilmaz"),
				      .facts = mem_text("{\"called\":\"Fatma\"}"),
				      .status = mem_text("open")};
	struct store_name name = {"Fatma", 1}, part = {"fatma", 1};
	struct store_agenda due = {.due = mem_text("2026-11-30"),
				   .client = mem_text("c1"),
				   .subject = mem_text("s1"),
				   .kind = mem_text("appointment")};
	struct store_event event = {"c1", "2026-11-22", "interview", "Laak", ""};

	MUST(store_client_put(s, &client, &(struct store_names){&name, &part, 1, 1}, NULL) == OK);
	MUST(store_agenda_put(s, &due, NULL) == OK);
	MUST(store_event_put(s, &event, NULL) == OK);
	MUST(store_thing_put(s, "worker", "w1", "{\"name\":\"Els\"}", NULL) == OK);
	store_client_release(&client);
	store_agenda_release(&due);
}

static void add_draft(struct store *s)
{
	struct store_draft draft = {.form = mem_text("0f"),
				    .client = mem_text("c1"),
				    .on = mem_text("2026-11-22"),
				    .part = mem_text("together")};
	struct store_draft_answer answer = {mem_text("wish"), mem_text("werken"),
					    mem_text(""), mem_text("[]"),
					    mem_text("typed")};

	MUST(store_draft_create(s, &draft, NULL) == OK);
	MUST(store_draft_answer_put(s, draft.id, &answer, 1, 20, NULL) == OK);
	MUST(store_draft_note_put(s, draft.id, 1, "broer belt", NULL) == OK);
	store_draft_release(&draft);
	store_draft_answer_release(&answer);
}

static void fill(struct store *s)
{
	for (int i = 0; i < 12; i++)
		add(s, i % 3 ? "note" : "interview", "c1", "{\"v\":1,\"text\":\"een\"}");
	add(s, "worker", NULL, "{\"v\":1,\"name\":\"Els\"}");
	add_rows(s);
	add_draft(s);
	MUST(store_access_append(s, "w1", "open", "c1", -1, NULL) == OK);
}

static void take_log(struct sheets *s, const struct vault_key *key, const struct str *log)
{
	size_t size = sizeof(struct frame);

	MUST(log->len > sizeof s->log_head &&
	     (log->len - sizeof s->log_head) % size == 0);
	memcpy(s->log_head, log->bytes, sizeof s->log_head);
	s->frame_count = (log->len - sizeof s->log_head) / size;
	s->frames = mem_array(s->frame_count, size);
	for (size_t i = 0; i < s->frame_count; i++) {
		struct frame *f = &s->frames[i];
		uint32_t number;

		memcpy(f, log->bytes + sizeof s->log_head + i * size, size);
		number = (uint32_t)f->head[0] << 24 | (uint32_t)f->head[1] << 16 |
			 (uint32_t)f->head[2] << 8 | f->head[3];
		MUST(vault_page_open(key, number, f->page, f->page));
	}
}

/* The file as a crash leaves it: pages, and a log that is not yet in them. */
static void take_sheets(struct sample *s)
{
	const struct vault_key *key = store_keys_key(s->keys);
	struct str bytes = STR_INIT;

	MUST(file_read(s->path, 1 << 26, &bytes, NULL) == OK);
	sheets_open_pages(&s->sheets, key, bytes.bytes, bytes.len);
	MUST(file_read(s->log, 1 << 26, &bytes, NULL) == OK);
	take_log(&s->sheets, key, &bytes);
	str_release(&bytes);
}

void sample_make(struct sample *s)
{
	static const char *const names[2] = {"els", NULL};
	struct secret recovery = SECRET_INIT;
	struct store *store = NULL;

	*s = (struct sample){
		.root = new_folder(), .passphrase = SECRET_INIT, .now = 1795341600000};
	s->clock = clock_fixed(&s->now);
	s->folder = file_path(s->root, "data");
	MUST(file_make_folders(s->folder, NULL) == OK);
	s->path = file_path(s->folder, KEYS_DB);
	s->log = file_path(s->folder, KEYS_DB "-wal");
	MUST(secret_add(&s->passphrase, "oefenen", 7));
	MUST(store_keys_new(s->folder, "Voorbeeld", true, &recovery, &s->keys, NULL) ==
	     OK);
	MUST(store_keys_set(s->keys, "els-1", names, &s->passphrase, NULL) == OK);
	secret_release(&recovery);
	MUST(sample_open(s, s->path, s->keys, true, &store, NULL) == OK);
	fill(store);
	store_close(store);
	MUST(sample_open(s, s->path, s->keys, false, &store, NULL) == OK);
	add(store, "note", "c1", "{\"v\":1,\"text\":\"in het log\"}");
	add_draft(store);
	take_sheets(s);
	store_close(store);
}
