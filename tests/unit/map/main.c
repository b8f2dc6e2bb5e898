/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

int main(void)
{
	int (*const groups[])(void) = {
		group_hsds,
		group_read_hsds,
		group_read_plain,
		group_read_dirty,
		group_match,
		group_reasons,
		group_record,
		group_rules,
		group_vcard,
		group_weigh,
		group_words,
	};
	int failed = 0;

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		failed += groups[i]();
	return failed > 0;
}
