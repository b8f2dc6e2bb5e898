/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * damage [-n SPOTS] [-s SEED] [-i CASE]: files that are not what was written.  One bit in
 * each page (SPOTS of them, 500), each byte of each header, pages zeroed, garbled and
 * exchanged, files cut off anywhere, logs that do not belong, files that are missing or
 * too many.  Each is found and refused, with the last good backup named and nothing
 * written; or brought back as it was; never believed.
 */
#include "damage.h"

#include <sys/stat.h>
#include <unistd.h>

#include "crew.h"

enum { SHOWN_MOST = 8 };

static const char *const outcomes[DAMAGE_OUTCOMES] = {"refused", "found later",
						      "as it was", "told", "earlier", "wrong"};

static enum outcome say(struct str *why, const char *what, const struct error *e)
{
	str_set(why, what);
	if (e)
		str_addf(why, ": %s (%s)", e->text, e->detail);
	return DAMAGE_WRONG;
}

/* The files of the damaged folder are as they were. */
static bool is_untouched(const char *before, const char *after)
{
	static const char *const names[] = {"trede.db", "trede.db-wal", "trede.keys",
					    "trede.keys.old", "trede.db-journal"};
	bool is = true;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *a = file_path(before, names[i]), *b = file_path(after, names[i]);
		is = is && (file_exists(a) ? disk_is_same(a, b) : !file_exists(b));
		free(a);
		free(b);
	}
	return is;
}

static enum outcome look_refused(const struct damage *d, const struct damage_case *c,
				 const char *folder, const char *before,
				 const struct error *e, struct str *why)
{
	if (e->code != ERR_DAMAGED && !c->is_other_error)
		return say(why, "refused as something else", e);
	if (e->code == ERR_DAMAGED && !strstr(e->text, d->backup))
		return say(why, "the sentence does not name the backup", e);
	if (!is_untouched(before, folder))
		return say(why, "refused, and yet written in", e);
	return DAMAGE_REFUSED;
}

/* What a command ends with; the sentence names the backup wherever the damage was met. */
static enum outcome tell_found(const struct damage *d, const struct care_options *o,
			       struct error *e, struct str *why)
{
	care_damage_tell(o, e);
	if (e->code != ERR_DAMAGED)
		return say(why, "found, and called something else", e);
	if (!strstr(e->text, d->backup))
		return say(why, "found, and the backup is not named", e);
	return DAMAGE_FOUND;
}

static bool is_earlier(const struct damage *d, const struct damage_case *c,
		       const struct state *now, size_t from)
{
	for (size_t i = from; c->is_of_log && i < d->count; i++)
		if (state_is_same(now, &d->states[i]) ||
		    (i > 0 && state_is_between(now, &d->states[i - 1], &d->states[i])))
			return true;
	return false;
}

/* What was cut off by damage is told, with the backup, until somebody has seen it. */
static bool is_told(const struct damage *d, struct care_session *s)
{
	struct str told = STR_INIT;
	bool is = care_session_gap(s, &told, NULL) == OK && strstr(told.bytes, d->backup) &&
		  care_session_gap_seen(s, NULL) == OK;

	str_release(&told);
	return is;
}

/* Everything that can be read of the open file is true, or is refused. */
static enum outcome look_opened(const struct damage *d, const struct damage_case *c,
				const struct care_options *o, struct care_session *s,
				struct str *why)
{
	struct care_check check = {.first_fault = STR_INIT};
	struct error e = ERROR_INIT;
	struct state now;
	bool is_read = state_read(s, &now), told = is_told(d, s);
	enum err rc = care_check(s, false, NULL, NULL, &check, &e);

	if (rc == OK && check.faults > 0)
		rc = error_set(&e, ERR_DAMAGED, "%s", check.first_fault.bytes);
	str_release(&check.first_fault);
	bool is_same = is_read && state_is_same(&now, &d->states[d->count - 1]);
	if (is_read && !is_same && !is_earlier(d, c, &now, 0))
		return say(why, "what is read was never written", rc == OK ? NULL : &e);
	if (rc != OK)
		return is_read && !is_same
			       ? say(why, "an earlier state that is not whole", &e)
			       : tell_found(d, o, &e, why);
	if (!is_read)
		return say(why, "cannot be read, and the check is content", NULL);
	if (told)
		return DAMAGE_TOLD;
	if (c->is_in_log && !is_same && !is_earlier(d, c, &now, d->count - 1))
		return say(why, "more than the last transaction is gone, unsaid", NULL);
	return is_same ? DAMAGE_SAME : DAMAGE_EARLIER;
}

static enum outcome look(const struct damage *d, const struct damage_case *c,
			 const char *folder, const char *before, struct str *why)
{
	struct care_options o = {.data = folder,
				 .share = d->share,
				 .language = "nl",
				 .practice = true,
				 .clock = &d->clock};
	struct care_session *s = NULL;
	struct error e = ERROR_INIT;

	if (care_session_open(&o, &s, &e) != OK)
		return look_refused(d, c, folder, before, &e, why);
	enum outcome outcome = look_opened(d, c, &o, s, why);
	care_session_close(s);
	return outcome;
}

static void try_case(const struct damage *d, long number, bool is_kept,
		     long sums[CREW_SUMS])
{
	const struct damage_case *c = &d->cases[number];
	struct str folder = STR_INIT, before = STR_INIT, why = STR_INIT;

	str_addf(&folder, "%s/damaged-%d", d->place, (int)getpid());
	str_addf(&before, "%s/before-%d", d->place, (int)getpid());
	disk_remove(folder.bytes);
	disk_remove(before.bytes);
	if (!disk_copy(c->is_of_log ? d->logged : d->closed, folder.bytes) ||
	    !damage_do(d, c, folder.bytes) || !disk_copy(folder.bytes, before.bytes)) {
		perror("damage");
		_exit(2);
	}
	crew_turn();
	enum outcome outcome = look(d, c, folder.bytes, before.bytes, &why);
	sums[outcome]++;
	if (outcome == DAMAGE_WRONG && sums[outcome] <= SHOWN_MOST)
		fprintf(stderr, "damage -i %ld: %s %lld %lld: %s\n", number, c->what,
			(long long)c->a, (long long)c->b, why.bytes);
	if (is_kept)
		fprintf(stderr, "%s: %s\n", before.bytes, outcomes[outcome]);
	else
		disk_remove(before.bytes);
	disk_remove(folder.bytes);
	str_release(&folder);
	str_release(&before);
	str_release(&why);
}

struct order {
	const struct damage *damage;
	long only;
};

static void work(void *data, int worker, long sums[CREW_SUMS])
{
	const struct order *o = data;

	disk_skip_syncs(true);
	for (long i = worker; i < (long)o->damage->case_count; i += CREW_SIZE)
		if (o->only < 0 || o->only == i)
			try_case(o->damage, i, o->only >= 0, sums);
}

int main(int argc, char **argv)
{
	const char *share = getenv("TREDE_SHARE");
	struct damage d = {.share = share ? share : TREDE_SHARE,
			   .clock = clock_system(),
			   .spots = 500,
			   .random = 1};
	struct order o = {&d, -1};
	struct error e = ERROR_INIT;
	long sums[CREW_SUMS] = {0};
	int option;

	while ((option = getopt(argc, argv, "n:s:i:")) != -1) {
		long n = optarg ? strtol(optarg, NULL, 10) : 0;
		if (option == 'n')
			d.spots = n;
		else if (option == 's')
			d.random = (uint64_t)n * UINT64_C(0x9e3779b97f4a7c15) | 1;
		else if (option == 'i')
			o.only = n;
		else
			return 2;
	}
	i18n_start("nl", "");
	if (!damage_prepare(&d, &e)) {
		fprintf(stderr, "damage: cannot be prepared: %s (%s)\n", e.text,
			e.detail);
		return 2;
	}
	damage_list(&d);
	bool good = crew_run(work, &o, sums);
	printf("damage: %zu files: %ld refused, %ld found when read, %ld as they were, "
	       "%ld brought "
	       "back to an earlier moment and told, %ld unsaid; %ld wrong\n",
	       d.case_count, sums[DAMAGE_REFUSED], sums[DAMAGE_FOUND], sums[DAMAGE_SAME],
	       sums[DAMAGE_TOLD], sums[DAMAGE_EARLIER], sums[DAMAGE_WRONG]);
	if (o.only < 0)
		disk_remove(d.place);
	damage_release(&d);
	return good && sums[DAMAGE_WRONG] == 0 ? 0 : 1;
}
