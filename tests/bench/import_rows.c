/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_rows FOLDER < people: registers the people that gen_people.py prints as an import does, many in a
 * transaction, in a new practice file of the folder, and prints how many rows a second it takes, over time; then what
 * registering one more costs.
 */
#include <sys/resource.h>

#include "care/care.h"
#include "care/session_inner.h"

#include "figures.h"
#include "proc.h"

enum { BATCH = 20000, TOLD = 100000, SINGLE = 200 };

/* "Family, Given | 1981-05-03 | 2516 AB | Den Haag" in place; false when it is not so. */
static bool split_line(char *line, char *part[5])
{
	static const char *const between[] = {", ", " | ", " | ", " | "};

	part[0] = line;
	for (int i = 0; i < 4; i++) {
		part[i + 1] = strstr(part[i], between[i]);
		if (!part[i + 1])
			return false;
		*part[i + 1] = '\0';
		part[i + 1] += strlen(between[i]);
	}
	part[4][strcspn(part[4], "\n")] = '\0';
	return true;
}

static enum err add(struct care_session *s, char *line, long n, struct error *e)
{
	char *part[5], number[32], phone[32], id[37];
	struct store_new_entry entry = {.kind = "client", .client = STORE_SELF};
	struct str body = STR_INIT;
	enum err rc;

	if (!split_line(line, part))
		return error_set(e, ERR_INVALID, "not a line of gen_people.py: %s", line);
	(void)snprintf(number, sizeof number, "C%08lx", (unsigned long)((uint32_t)n * 2654435761u));
	(void)snprintf(phone, sizeof phone, "06-%08lu", (unsigned long)n * 7919 % 100000000);
	body_facts_write((struct body_fact[]){{"family_name", part[0]},
					      {"given_name", part[1]},
					      {"birth_date", part[2]},
					      {"postcode", part[3]},
					      {"city", part[4]},
					      {"phone", phone},
					      {"file_number", number}},
			 7, &body);
	entry.body = body.bytes;
	entry.body_len = body.len;
	rc = care_append(s, &entry, id, e);
	str_release(&body);
	return rc;
}

/* On a machine that does other things too: what the rows themselves took. */
static double cpu_us(void)
{
	struct rusage used;

	(void)getrusage(RUSAGE_SELF, &used);
	return 1e6 * (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
	       (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

static enum err one_batch(struct care_session *s, char **line, size_t *room, long *n, bool *is_over,
			  struct error *e)
{
	struct store *store = care_session_store(s);
	enum err rc = store_begin(store, e);

	for (int i = 0; rc == OK && i < BATCH && !*is_over; i++) {
		*is_over = getline(line, room, stdin) <= 0;
		if (!*is_over)
			rc = add(s, *line, (*n)++, e);
	}
	if (rc == OK)
		return store_commit(store, e);
	store_rollback(store);
	return rc;
}

static enum err import(struct care_session *s, struct error *e)
{
	struct store *store = care_session_store(s);
	char *line = NULL;
	size_t room = 0;
	long n = 0;
	bool is_over = false;
	double begun = now_us(), from = begun, cpu = cpu_us(), cpu_begun = cpu;
	enum err rc = store_bulk_begin(store, e);

	while (rc == OK && !is_over) {
		long before = n;

		rc = one_batch(s, &line, &room, &n, &is_over, e);
		if (n > before && n % TOLD == 0) {
			printf("%8ld rows, the last at %6.0f a second, %.1f us of processor a row\n",
			       n, (double)TOLD * 1e6 / (now_us() - from),
			       (cpu_us() - cpu) / TOLD);
			(void)fflush(stdout);
			from = now_us();
			cpu = cpu_us();
		}
	}
	if (rc == OK)
		rc = store_bulk_end(store, e);
	printf("%8ld rows in %.1f s: %.0f a second, %.1f us of processor a row; ending took "
	       "%.2f s\n",
	       n, (now_us() - begun) / 1e6, (double)n * 1e6 / (now_us() - begun),
	       (cpu_us() - cpu_begun) / (double)(n + 1), (now_us() - from) / 1e6);
	free(line);
	return rc;
}

static enum err register_some(struct care_session *s, struct error *e)
{
	double *times = mem_array(SINGLE, sizeof *times);
	struct date today = care_session_today(s);
	double cpu = cpu_us();
	enum err rc = OK;

	for (int i = 0; rc == OK && i < SINGLE; i++) {
		json_t *facts = json_object();
		char id[37], name[32];
		double from;

		(void)snprintf(name, sizeof name, "Bouzid%d", i);
		json_put_text(facts, "family_name", name);
		json_put_text(facts, "called", "Naima");
		json_put_text(facts, "birth_date", "1981-05-03");
		from = now_us();
		rc = care_register(s, facts, &today, id, e);
		times[i] = now_us() - from;
		json_decref(facts);
	}
	qsort(times, SINGLE, sizeof *times, figures_by_value);
	printf("registering one: median %.0f us, p95 %.0f us, max %.0f us; %.0f us of processor\n",
	       times[SINGLE / 2], times[SINGLE * 95 / 100], times[SINGLE - 1],
	       (cpu_us() - cpu) / SINGLE);
	free(times);
	return rc;
}

static void on_part(void *data, uint32_t part, const char *folded)
{
	(void)part;
	(void)folded;
	++*(long *)data;
}

static void on_posting(void *data, uint32_t part, uint32_t number, unsigned kinds)
{
	(void)part;
	(void)number;
	(void)kinds;
	++*(long *)data;
}

static void on_person(void *data, uint32_t number, const char *birth, bool is_open)
{
	(void)number;
	(void)birth;
	(void)is_open;
	++*(long *)data;
}

static enum err read_names(struct care_session *s, struct error *e)
{
	struct store *store = care_session_store(s);
	double from = now_us();
	long rows[3] = {0};
	enum err rc = OK;

	for (int kind = 0; kind < 3; kind++) {
		struct store_names_at at = {0};
		bool is_over = false;

		while (rc == OK && !is_over)
			rc = kind == 0 ? store_parts_read(store, &at, 1000, on_part, &rows[0],
							  &is_over, e)
			     : kind == 1 ? store_postings_read(store, &at, 1000, on_posting,
							       &rows[1], &is_over, e)
					 : store_persons_read(store, &at, 1000, on_person,
							      &rows[2], &is_over, e);
	}
	printf("%ld parts, %ld postings, %ld persons read in %.2f s\n", rows[0], rows[1], rows[2],
	       (now_us() - from) / 1e6);
	return rc;
}

int main(int argc, char **argv)
{
	struct clock clock = clock_system();
	struct care_options options = {.share = TREDE_SHARE,
				       .data = argc > 1 ? argv[1] : ".",
				       .language = "nl",
				       .practice = true,
				       .clock = &clock};
	struct care_session *session = NULL;
	struct error e = ERROR_INIT;
	struct secret recovery = SECRET_INIT;
	enum err rc;

	if (getenv("TREDE_SHARE"))
		options.share = getenv("TREDE_SHARE");
	i18n_start("nl", "");
	rc = care_session_make(&options, "Centrum", "Els", false, &recovery, &e);
	if (rc == OK)
		rc = care_session_open(&options, &session, &e);
	if (rc == OK)
		rc = register_some(session, &e);
	if (rc == OK)
		rc = import(session, &e);
	if (rc == OK)
		rc = register_some(session, &e);
	if (rc == OK)
		rc = read_names(session, &e);
	if (rc != OK)
		fprintf(stderr, "import_rows: %s %s\n", e.text, e.detail);
	care_session_close(session);
	secret_release(&recovery);
	return error_exit_status(rc);
}
