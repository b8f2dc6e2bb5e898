/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_RECORD_H
#define CARE_RECORD_H

#include "care/dossier.h"

/* What a worker writes down outside an interview.  Each is one entry in one transaction with her derived rows. */

/* A client from facts (a flat JSON object; unknown names refused); id gets hers.  A file number is given when absent. */
enum err care_register(struct care_session *s, const json_t *facts, const struct date *on,
		       char id[37], struct error *e);
enum err care_set_facts(struct care_session *s, const char *client, const json_t *facts,
			const struct date *on, struct error *e);
bool care_fact_is_known(const char *name); /* in the list of facts that the program itself knows */

/*
 * id in these structs NULL or "": a new one; else it replaces the present one.  Returns the id in id_out (may be
 * NULL).  Texts of a referral from organisation_id on, the referral of an appointment and its agreements stay as they
 * were while they are NULL; "" (or a count of 0) empties them.
 */
enum { CARE_AGREEMENTS_MOST = 20 };
enum err care_save_goal(struct care_session *s, const char *client, const struct care_goal *goal,
			char id_out[37], struct error *e); /* its steps are saved apart */
enum err care_save_step(struct care_session *s, const char *client, const struct care_step *step,
			char id_out[37], struct error *e);
enum err care_save_appointment(struct care_session *s, const char *client,
			       const struct care_appointment *a, char id_out[37],
			       struct error *e);
enum err care_save_referral(struct care_session *s, const char *client,
			    const struct care_referral *r, char id_out[37], struct error *e);
enum err care_save_note(struct care_session *s, const char *client, const struct care_note *n,
			char id_out[37], struct error *e);
enum err care_save_consent(struct care_session *s, const char *client,
			   const struct care_consent *c, char id_out[37], struct error *e);
enum err care_save_precondition(struct care_session *s, const char *client,
				const struct care_precondition *p, struct error *e);

/* Outflow is a key of labels.yaml; opening again writes 'returned'. */
enum err care_close_trajectory(struct care_session *s, const char *client, const char *outflow,
			       const struct date *on, struct error *e);
enum err care_reopen(struct care_session *s, const char *client, const struct date *on,
		     struct error *e);

#endif
