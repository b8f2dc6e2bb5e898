/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "rig.h"

/*
 * Who may open the file, while that changes.  After each step there is a list of who
 * opens it with what; a disk on which the power went holds the list before or the one
 * after, and the file in any case.
 */
enum { WHO_MOST = 4, LISTS_MOST = 8 };

struct who {
	char *name, *passphrase; /* name "": the recovery code */
};

struct people {
	struct list {
		struct who who[WHO_MOST];
		int count;
		struct who gone; /* name NULL: nobody lost her way in */
	} lists[LISTS_MOST];
	int count;
};

static struct secret secret_of(const char *text)
{
	struct secret s = SECRET_INIT;

	(void)secret_add(&s, text, strlen(text));
	return s;
}

/* The list as it was, from which a step goes on. */
static struct list *next_list(struct people *p)
{
	struct list *list = &p->lists[p->count];

	if (p->count > 0)
		*list = p->lists[p->count - 1];
	list->gone = (struct who){NULL, NULL};
	p->count++;
	return list;
}

static void put(struct list *list, const char *name, const char *passphrase)
{
	int i = 0;

	while (i < list->count && !text_equal(list->who[i].name, name))
		i++;
	if (i == list->count)
		list->count++;
	else
		list->gone = list->who[i];
	list->who[i] = (struct who){mem_text(name), mem_text(passphrase)};
}

static bool renew_code(struct play *p, struct people *people)
{
	struct secret code = SECRET_INIT;
	bool good = care_recovery_renew(p->session, &code, &p->why) == OK;

	if (good)
		put(next_list(people), "", code.bytes);
	secret_release(&code);
	return good && rig_reached(p);
}

static bool add_worker(struct play *p, struct people *people, const char *name,
		       const char *text)
{
	struct secret passphrase = secret_of(text);
	bool good = care_worker_add(p->session, name, &passphrase, NULL, &p->why) == OK;

	secret_release(&passphrase);
	put(next_list(people), name, text);
	return good && rig_reached(p);
}

static bool change(struct play *p, struct people *people, const char *from,
		   const char *to)
{
	struct secret old = secret_of(from), new = secret_of(to);
	bool good = care_worker_change(p->session, &old, &new, &p->why) == OK;

	secret_release(&old);
	secret_release(&new);
	put(next_list(people), care_session_worker_name(p->session), to);
	return good && rig_reached(p);
}

static bool open_as(struct play *p, const char *name, const char *text)
{
	struct secret passphrase = secret_of(text);
	struct care_options o = rig_options(p, p->folder);

	o.worker = name;
	o.passphrase = &passphrase;
	bool good = care_session_open(&o, &p->session, &p->why) == OK;
	secret_release(&passphrase);
	return good;
}

/* She may not any more: another key, another file. */
static bool remove_worker(struct play *p, struct people *people, const char *name)
{
	struct list *list = next_list(people);
	char id[37];
	bool good = care_worker_by_name(p->session, name, false, id, &p->why) == OK &&
		    care_worker_remove(p->session, id, NULL, NULL, &p->why) == OK;

	for (int i = 0; i < list->count; i++)
		if (text_equal(list->who[i].name, name)) {
			list->gone = list->who[i];
			list->who[i] = list->who[--list->count];
		}
	disk_mark((int)p->count +
		  1); /* the file is opened anew for the state of this step */
	rig_close(p);
	return good && open_as(p, list->who[0].name, list->who[0].passphrase) &&
	       rig_reached(p);
}

bool rig_act_people(struct play *p)
{
	struct people *people = mem_new(sizeof *people);

	p->data = people;
	if (!rig_open(p))
		return false;
	put(next_list(people), care_session_worker_name(p->session),
	    CARE_PRACTICE_PASSPHRASE);
	char *me = mem_text(care_session_worker_name(p->session));
	bool good = rig_reached(p) && renew_code(p, people) &&
		    add_worker(p, people, "Fatma Yıldız", "regen op dinsdag") &&
		    change(p, people, CARE_PRACTICE_PASSPHRASE, "appels uit de tuin") &&
		    add_worker(p, people, "Els", "drie korte woorden") &&
		    remove_worker(p, people, "Fatma Yıldız") && renew_code(p, people);
	free(me);
	return good;
}

static bool opens(const struct play *p, struct image *image, const struct who *who,
		  struct error *e)
{
	struct care_options o = rig_options(p, image->folder);
	struct secret passphrase = secret_of(who->passphrase);
	struct care_session *s = NULL;
	char *tries = file_path(image->folder, "trede.tries");

	(void)unlink(tries); /* those of this rig do not count */
	free(tries);
	o.worker = who->name;
	o.passphrase = &passphrase;
	enum err rc = care_session_open(&o, &s, e);
	care_session_close(s);
	secret_release(&passphrase);
	return rc == OK;
}

/* All of the list get in, and whom the step took it from does not. */
static bool is_list(const struct play *p, struct image *image, const struct list *list)
{
	struct error e = ERROR_INIT;

	for (int i = 0; i < list->count; i++)
		if (!opens(p, image, &list->who[i], &e)) {
			rig_says(image, RIG_LOST, list->who[i].name, &e);
			return false;
		}
	return !list->gone.name || !opens(p, image, &list->gone, &e);
}

enum verdict rig_look_people(const struct play *p, struct image *image)
{
	const struct people *people = p->data;
	struct care_options o = rig_options(p, image->folder);
	int least = image->reached > 0 ? (int)image->reached - 1 : 0, found = -1;

	for (int i = least; found < 0 && i <= (int)image->reached && i < people->count;
	     i++)
		if (is_list(p, image, &people->lists[i]))
			found = i;
	if (found < 0)
		return RIG_LOST;
	const struct who *who = &people->lists[found].who[0];
	struct secret passphrase = secret_of(who->passphrase);
	o.worker = who->name;
	o.passphrase = &passphrase;
	enum verdict verdict = rig_look(p, &o, image);
	secret_release(&passphrase);
	return verdict;
}
