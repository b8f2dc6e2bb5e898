/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

int main(void)
{
	int (*const groups[])(void) = {
		group_alias,
		group_birth,
		group_dictionary,
		group_fold,
		group_meet,
		group_parts,
		group_query,
		group_scan,
		group_search,
		group_score,
		group_sound,
	};
	int failed = 0;

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		failed += groups[i]();
	return failed > 0;
}
