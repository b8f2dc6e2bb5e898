/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "care/derive.h"

#include "store/store.h"

#include "damage.h"
#include "work.h"

/* The ways in which a folder is damaged, and the list of all of them. */
enum {
	PAGE = 4096,
	LOG_START = 32,
	FRAME_HEAD = 24,
	FRAME = FRAME_HEAD + PAGE,
	DB_HEAD = 100,
	HEADS = 12,
	ODD_SIZES = 100,
	STEPS = 70,
	MANY = 10000 /* spots: then everything is tried, else each so many-th */
};

static int open_in(const char *folder, const char *name, int flags)
{
	char *path = file_path(folder, name);
	int fd = open(path, flags | O_CLOEXEC, 0600);

	free(path);
	return fd;
}

static bool close_when(int fd, bool good)
{
	return fd >= 0 && close(fd) == 0 && good;
}

static bool flip(const char *folder, const char *name, int64_t at, int64_t bit)
{
	char *path = file_path(folder, name);
	bool good = disk_flip(path, at, (int)bit);

	free(path);
	return good;
}

static bool flip_db(const struct damage *d, const struct damage_case *c,
		    const char *folder)
{
	(void)d;
	return flip(folder, "trede.db", c->a, c->b);
}

static bool flip_log(const struct damage *d, const struct damage_case *c,
		     const char *folder)
{
	(void)d;
	return flip(folder, "trede.db-wal", c->a, c->b);
}

static bool flip_keys(const struct damage *d, const struct damage_case *c,
		      const char *folder)
{
	(void)d;
	return flip(folder, "trede.keys", c->a, c->b);
}

static bool put_page(const char *folder, int64_t page, const unsigned char *bytes)
{
	int fd = open_in(folder, "trede.db", O_RDWR);

	return close_when(fd, pwrite(fd, bytes, PAGE, page * PAGE) == PAGE);
}

static bool get_page(const char *folder, int64_t page, unsigned char *bytes)
{
	int fd = open_in(folder, "trede.db", O_RDONLY);

	return close_when(fd, pread(fd, bytes, PAGE, page * PAGE) == PAGE);
}

static bool zero_page(const struct damage *d, const struct damage_case *c,
		      const char *folder)
{
	unsigned char bytes[PAGE] = {0};

	(void)d;
	return put_page(folder, c->a, bytes);
}

static bool garble_page(const struct damage *d, const struct damage_case *c,
			const char *folder)
{
	uint64_t random = (uint64_t)c->a * 2654435761u + 1;
	unsigned char bytes[PAGE];

	(void)d;
	for (int i = 0; i < PAGE; i++)
		bytes[i] = (unsigned char)disk_draw(&random, 256);
	return put_page(folder, c->a, bytes);
}

static bool swap_pages(const struct damage *d, const struct damage_case *c,
		       const char *folder)
{
	unsigned char a[PAGE], b[PAGE];

	(void)d;
	return get_page(folder, c->a, a) && get_page(folder, c->b, b) &&
	       put_page(folder, c->a, b) && put_page(folder, c->b, a);
}

static bool cut(const char *folder, const char *name, int64_t size)
{
	int fd = open_in(folder, name, O_RDWR);

	return close_when(fd, ftruncate(fd, size) == 0);
}

static bool cut_db(const struct damage *d, const struct damage_case *c,
		   const char *folder)
{
	(void)d;
	return cut(folder, "trede.db", c->a);
}

static bool cut_log(const struct damage *d, const struct damage_case *c,
		    const char *folder)
{
	(void)d;
	return cut(folder, "trede.db-wal", c->a);
}

static bool cut_keys(const struct damage *d, const struct damage_case *c,
		     const char *folder)
{
	(void)d;
	return cut(folder, "trede.keys", c->a);
}

static bool lose(const char *folder, const char *name)
{
	char *path = file_path(folder, name);
	bool good = unlink(path) == 0;

	free(path);
	return good;
}

static bool lose_db(const struct damage *d, const struct damage_case *c,
		    const char *folder)
{
	(void)d;
	(void)c;
	return lose(folder, "trede.db");
}

static bool lose_keys(const struct damage *d, const struct damage_case *c,
		      const char *folder)
{
	(void)d;
	(void)c;
	return lose(folder, "trede.keys");
}

/* A file of somebody else's, with the same tables, and its log. */
static bool other_log(const struct damage *d, const struct damage_case *c,
		      const char *folder)
{
	char *from = file_path(d->place, "other/trede.db-wal"),
	     *to = file_path(folder, "trede.db-wal");
	(void)unlink(to); /* not there in the closed folder */
	bool good = disk_copy(from, to);

	(void)c;
	free(from);
	free(to);
	return good;
}

/* What SQLite would play into the file that lies beside it: pages that are not sealed. */
static bool put_journal(const char *folder)
{
	char *path = file_path(folder, "hot.db"),
	     *journal = file_path(folder, "hot.db-journal"),
	     *to = file_path(folder, "trede.db-journal");
	sqlite3 *db = NULL;
	bool good = sqlite3_open(path, &db) == SQLITE_OK &&
		    sqlite3_exec(
			    db,
			    "PRAGMA cache_size=1; CREATE TABLE t(a); INSERT INTO t "
			    "VALUES(randomblob(40000)); BEGIN; UPDATE t SET a = "
			    "randomblob(40000); INSERT INTO t VALUES(randomblob(400000))",
			    NULL, NULL, NULL) == SQLITE_OK &&
		    disk_copy(journal, to);

	sqlite3_close(db);
	good = unlink(path) == 0 && good;
	free(path);
	free(journal);
	free(to);
	return good;
}

static bool hot_journal(const struct damage *d, const struct damage_case *c,
			const char *folder)
{
	(void)d;
	return put_journal(folder) && (c->a == 0 || lose(folder, "trede.db"));
}

static bool left_shm(const struct damage *d, const struct damage_case *c,
		     const char *folder)
{
	uint64_t random = 7;
	unsigned char bytes[32768];
	int fd = open_in(folder, "trede.db-shm", O_RDWR | O_CREAT);

	(void)d;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = c->a ? (unsigned char)disk_draw(&random, 256) : 0;
	return close_when(fd, write(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes);
}

bool damage_do(const struct damage *d, const struct damage_case *c, const char *folder)
{
	return c->act(d, c, folder);
}

static struct damage_case *add(struct damage *d, const char *what,
			       bool (*act)(const struct damage *,
					   const struct damage_case *, const char *),
			       int64_t a, int64_t b)
{
	VEC_ROOM(d->cases, d->case_count, d->case_room);
	d->cases[d->case_count] =
		(struct damage_case){.what = what, .act = act, .a = a, .b = b};
	return &d->cases[d->case_count++];
}

static int64_t draw(struct damage *d, int64_t below)
{
	return (int64_t)disk_draw(&d->random, (uint64_t)below);
}

static void list_db(struct damage *d)
{
	for (int64_t i = 0; i < DB_HEAD; i++)
		add(d, "bit in the head of the file", flip_db, i, draw(d, 8));
	for (int64_t i = 0; i < d->spots; i++)
		add(d, "bit in a page", flip_db, i % d->pages * PAGE + draw(d, PAGE),
		    draw(d, 8));
	for (int64_t i = 0; i < d->pages; i++) {
		add(d, "page of zeros", zero_page, i, 0);
		add(d, "garbled page", garble_page, i, 0);
		add(d, "exchanged pages", swap_pages, i,
		    (i + 1 + draw(d, d->pages - 1)) % d->pages);
		add(d, "file cut at a page", cut_db, i * PAGE, 0);
	}
	for (int i = 0; i < ODD_SIZES; i++)
		add(d, "file cut", cut_db, draw(d, d->pages * PAGE - 1), 0);
}

/* A key file and the bytes in it are few: all of them when many spots are asked for. */
static void list_keys(struct damage *d)
{
	int64_t every = d->spots >= MANY ? 1 : 7;

	for (int64_t i = 0; i < d->key_bytes; i += every) {
		add(d, "bit in the key file", flip_keys, i, draw(d, 8))->is_other_error =
			true;
		add(d, "key file cut", cut_keys, i, 0);
	}
}

static void list_log(struct damage *d)
{
	int64_t frames = (d->log_bytes - LOG_START) / FRAME,
		every = d->spots >= MANY ? 1 : 4;
	size_t first = d->case_count;

	for (int64_t i = 0; i < LOG_START; i++)
		add(d, "bit in the head of the log", flip_log, i, draw(d, 8));
	for (int64_t i = 0; i < HEADS / every * FRAME_HEAD; i++)
		add(d, "bit in the head of a frame", flip_log,
		    LOG_START + i / FRAME_HEAD * (frames / HEADS) * FRAME +
			    i % FRAME_HEAD,
		    draw(d, 8));
	for (int64_t i = draw(d, every); i < frames; i += every) {
		add(d, "bit in a frame", flip_log,
		    LOG_START + i * FRAME + FRAME_HEAD + draw(d, PAGE), draw(d, 8));
		add(d, "log cut at a frame", cut_log, LOG_START + i * FRAME, 0);
		add(d, "log cut in a frame", cut_log,
		    LOG_START + i * FRAME + 1 + draw(d, FRAME - 1), 0);
	}
	add(d, "log of another file", other_log, 0, 0);
	add(d, "file lost, log there", lose_db, 0, 0);
	for (size_t i = first; i < d->case_count; i++) {
		d->cases[i].is_of_log = true;
		d->cases[i].is_in_log = d->cases[i].act == flip_log;
	}
}

void damage_list(struct damage *d)
{
	list_db(d);
	list_keys(d);
	list_log(d);
	add(d, "log of another file beside a closed one", other_log, 0, 0);
	add(d, "file lost", lose_db, 0, 0);
	add(d, "key file lost", lose_keys, 0, 0);
	add(d, "hot journal", hot_journal, 0, 0);
	add(d, "hot journal, file lost", hot_journal, 1, 0);
	add(d, "-shm of zeros", left_shm, 0, 0);
	add(d, "-shm garbled", left_shm, 1, 0);
	add(d, "-shm beside a log", left_shm, 1, 0)->is_of_log = true;
}

static struct care_options options(const struct damage *d, const char *folder)
{
	return (struct care_options){.data = folder,
				     .share = d->share,
				     .language = "nl",
				     .practice = true,
				     .clock = &d->clock};
}

static bool make_file(struct damage *d, const char *folder, struct error *e)
{
	struct care_options o = options(d, folder);
	struct secret recovery = SECRET_INIT;
	enum err rc = care_session_create(&o, "Vrouwencentrum Jasmijn",
					  "Samira El Idrissi", &recovery, e);

	secret_release(&recovery);
	return rc == OK;
}

static bool make_backup(struct damage *d, struct care_session *s, struct error *e)
{
	struct store_backup *b = NULL;
	struct store_backup_about about = {.path = NULL};
	int64_t done = 0, all = 1;
	enum err rc = store_backup_begin(care_session_store(s), state_keys(s), d->backup,
					 &b, e);

	while (rc == OK && done < all)
		rc = store_backup_step(b, &done, &all, e);
	if (rc == OK)
		rc = store_backup_finish(b, &about, e);
	else
		store_backup_drop(b);
	store_backup_about_release(&about);
	return rc == OK;
}

struct counting {
	struct damage *damage;
	struct care_session *session;
};

static bool count_state(void *data)
{
	struct counting *c = data;
	struct damage *d = c->damage;

	VEC_ROOM(d->states, d->count, d->room);
	return state_read(c->session, &d->states[d->count++]);
}

/* A backup, then a day in the file; copied as a crash leaves it, and as closing it does.
 */
static bool spend_day(struct damage *d, const char *folder, const char *crashed,
		      bool counts, struct error *e)
{
	struct care_options o = options(d, folder);
	struct counting counting = {.damage = d};
	struct work w = {
		.done = count_state, .data = &counting, .random = 42, .steps = STEPS};
	bool good = care_session_open(&o, &w.session, e) == OK;

	counting.session = w.session;
	if (!counts)
		d->count = 0;
	good = good && (!counts || make_backup(d, w.session, e)) &&
	       count_state(&counting);
	if (good && !work_day(&w)) {
		*e = w.why;
		good = false;
	}
	good = good && disk_copy(folder, crashed);
	care_session_close(w.session);
	return good;
}

static int64_t size_in(const char *folder, const char *name)
{
	char *path = file_path(folder, name);
	struct stat st = {0};

	(void)stat(path, &st); /* not there: 0 */
	free(path);
	return st.st_size;
}

bool damage_prepare(struct damage *d, struct error *e)
{
	d->place = disk_place();
	if (!d->place)
		return false;
	char *live = file_path(d->place, "live"), *source = file_path(d->place, "theirs"),
	     *other = file_path(d->place, "other");
	d->backup = file_path(d->place, "stick.backup");
	d->closed = file_path(d->place, "closed");
	d->logged = file_path(d->place, "logged");
	disk_skip_syncs(true);
	bool good = make_file(d, source, e) && spend_day(d, source, other, false, e) &&
		    make_file(d, live, e);
	d->count = 0;
	good = good && spend_day(d, live, d->logged, true, e) &&
	       disk_copy(live, d->closed);
	d->pages = size_in(d->closed, "trede.db") / PAGE;
	d->key_bytes = size_in(d->closed, "trede.keys");
	d->log_bytes = size_in(d->logged, "trede.db-wal");
	free(live);
	free(source);
	free(other);
	return good;
}

void damage_release(struct damage *d)
{
	free(d->place);
	free(d->backup);
	free(d->closed);
	free(d->logged);
	free(d->states);
	free(d->cases);
}
