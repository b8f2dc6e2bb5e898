/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests.h"

int main(int argc, char *argv[])
{
	int (*const groups[])(void) = {
		group_hash, group_page,	   group_derive, group_keyring,
		group_open, group_keyfile, group_sample,
	};
	int failed = 0;

	i18n_start("en", NULL);
	if (vault_start(NULL) != OK)
		return 1;
	if (argc == 3 && strcmp(argv[1], "--make-sample") == 0) {
		make_sample(argv[2]);
		return 0;
	}
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		failed += groups[i]();
	return failed > 0;
}
