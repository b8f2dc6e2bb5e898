/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * import_file FOLDER FILE.csv [again]: imports a file of rows as trede does, into a new sealed file of the folder
 * (again: into the one that is there), and prints how many rows a second went in, tenth by tenth,
 * what it took of memory and how long after the last row the last woman could be found.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "care/care.h"

#include "proc.h"

enum { TENTHS = 10 };

struct bench {
	int fd;
	double begun, first, last, tenths[TENTHS + 1]; /* us */
	int64_t bytes, rows[TENTHS + 1];
	int tenth;
};

static enum err read_piece(void *data, int64_t at, char *out, size_t room, size_t *got,
			   struct error *e)
{
	const struct bench *b = data;
	ssize_t n = pread(b->fd, out, room, at);

	*got = n > 0 ? (size_t)n : 0;
	return n >= 0 ? OK : error_set(e, ERR_FILE, "the file cannot be read");
}

static bool progress(void *data, const struct care_import_count *n)
{
	struct bench *b = data;

	if (n->rows == 0)
		return false;
	b->last = now_us();
	if (b->first == 0.0) {
		b->first = b->tenths[0] = b->last;
		b->rows[0] = n->rows;
	}
	while (b->tenth < TENTHS && n->done_bytes * TENTHS >= n->all_bytes * (b->tenth + 1)) {
		b->tenth++;
		b->tenths[b->tenth] = b->last;
		b->rows[b->tenth] = n->rows;
	}
	return false;
}

static double rate(const struct bench *b, int from, int to)
{
	double us = b->tenths[to] - b->tenths[from];

	return us > 0 ? (double)(b->rows[to] - b->rows[from]) * 1e6 / us : 0;
}

static double megabytes(const char *folder, const char *name)
{
	char *path = file_path(folder, name);
	struct stat about = {0};

	(void)stat(path, &about); /* absent is 0 */
	free(path);
	return (double)about.st_size / 1048576;
}

static void tell(const struct bench *b, const char *folder, const struct care_import_count *n)
{
	double ended = now_us();

	printf("rows a second, tenth by tenth:");
	for (int i = 0; i < b->tenth; i++)
		printf(" %.0f", rate(b, i, i + 1));
	printf("\n%lld rows: %lld new, %lld changed, %lld as they were, %lld not taken\n",
	       (long long)n->rows, (long long)n->added, (long long)n->changed, (long long)n->same,
	       (long long)n->rejected);
	printf("%.0f rows a second over all %.1f s; first tenth %.0f, last tenth %.0f\n",
	       (double)n->rows * 1e6 / (ended - b->begun), (ended - b->begun) / 1e6, rate(b, 0, 1),
	       rate(b, b->tenth - 1, b->tenth));
	printf("%.2f s before the first row, %.2f s of processor in all\n",
	       (b->first - b->begun) / 1e6, proc_cpu(getpid()) / 1e6);
	printf("%.1f MB of memory at most; the file %.0f MB, its log %.0f MB; %lld can be found\n",
	       (double)proc_field(getpid(), "status", "VmHWM:") / 1024,
	       megabytes(folder, "trede.db"), megabytes(folder, "trede.db-wal"),
	       (long long)n->findable);
}

static enum err import(struct care_session *s, const char *folder, struct bench *b,
		       struct error *e)
{
	struct care_import_options o = {
		.file = {read_piece, b, b->bytes}, .progress = progress, .data = b};
	struct care_import_count n;
	bool was_stopped;
	enum err rc;

	b->begun = now_us();
	rc = care_import_clients(s, &o, &n, &was_stopped, e);
	if (rc == OK)
		tell(b, folder, &n);
	return rc;
}

int main(int argc, char **argv)
{
	struct clock clock = clock_system();
	struct care_options options = {.share = getenv("TREDE_SHARE"),
				       .data = argc > 1 ? argv[1] : ".",
				       .language = "nl",
				       .practice = true,
				       .clock = &clock};
	struct bench b = {.fd = open(argc > 2 ? argv[2] : "", O_RDONLY)};
	struct care_session *session = NULL;
	struct error e = ERROR_INIT;
	struct secret recovery = SECRET_INIT;
	struct stat about = {0};
	enum err rc = b.fd >= 0 && fstat(b.fd, &about) == 0
			      ? OK
			      : error_set(&e, ERR_FILE, "import_file FOLDER FILE.csv [again]");

	if (options.share == NULL)
		options.share = TREDE_SHARE;
	b.bytes = about.st_size;
	i18n_start("nl", "");
	if (rc == OK && argc <= 3)
		rc = care_session_create(&options, "Centrum", "Els", &recovery, &e);
	if (rc == OK)
		rc = care_session_open(&options, &session, &e);
	if (rc == OK)
		rc = import(session, options.data, &b, &e);
	if (rc != OK)
		fprintf(stderr, "import_file: %s %s\n", e.text, e.detail);
	care_session_close(session);
	secret_release(&recovery);
	return error_exit_status(rc);
}
