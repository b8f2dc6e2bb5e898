/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names_in.h"

#include <unistd.h>

#include "base/base.h"

#include "proc.h"

static enum err load(struct names_in *n, struct error *e)
{
	double from = now_us();
	bool is_over = false;
	enum err rc = OK;

	n->before_kB = proc_field(getpid(), "status", "VmRSS:");
	while (rc == OK && !is_over)
		rc = care_names_load(n->session, NULL, NULL, &is_over, e);
	n->load_us = now_us() - from;
	n->after_kB = proc_field(getpid(), "status", "VmRSS:");
	return rc;
}

enum err names_in_open(struct names_in *n, const char *share, struct error *e)
{
	enum err rc;

	*n = (struct names_in){.clock = clock_system()};
	n->options = (struct care_options){.share = share,
					   .language = "nl",
					   .practice = true,
					   .clock = &n->clock};
	i18n_start("nl", "");
	rc = care_session_open(&n->options, &n->session, e);
	return rc == OK ? load(n, e) : rc;
}

void names_in_close(struct names_in *n)
{
	care_session_close(n->session);
}

enum err names_in_ask(struct care_search *f, const char *typed, struct names_asked *out,
		      struct error *e)
{
	enum care_search_stage stage = CARE_SEARCH_ASKED;
	double from = now_us();
	enum err rc = OK;

	*out = (struct names_asked){0, 0};
	care_search_ask(f, typed, CARE_HITS_MOST);
	while (rc == OK && stage != CARE_SEARCH_FINAL) {
		rc = care_search_go(f, NULL, NULL, &stage, e);
		out->final_us = now_us() - from;
		if (stage != CARE_SEARCH_ASKED && out->first_us <= 0)
			out->first_us = out->final_us;
	}
	return rc;
}
