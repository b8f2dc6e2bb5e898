/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

int main(void)
{
	struct error e = ERROR_INIT;

	i18n_start("en", NULL);
	if (vault_start(&e) != OK)
		return 1;
	return session_tests() + account_tests() + backup_tests() + record_tests() +
			       derive_tests() + correction_tests() + interview_tests() +
			       hostile_tests() + import_tests() + kept_tests() + merge_tests() +
			       search_tests() +
			       map_import_tests() + alike_tests() + shelf_tests() + social_tests() + waiting_tests() +
			       refer_tests() + match_tests() + gap_tests() +
			       match_examples_tests() >
	       0;
}
