/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/vault.h"

#include "tests.h"

int main(void)
{
	const char *share = getenv("TREDE_SHARE");
	struct error e = ERROR_INIT;
	char *locale;

	if (!share || vault_start(&e) != OK)
		return 1;
	locale = file_path(share, "locale");
	i18n_start("nl", locale);
	free(locale);
	return kinds_tests() + private_tests() + ladder_tests() + blank_tests() +
		       setting_tests() + gaps_tests() + three_way_tests() +
		       social_map_tests() >
	       0;
}
