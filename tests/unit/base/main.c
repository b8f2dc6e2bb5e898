/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "groups.h"

char *new_folder(void)
{
	const char *place = getenv("TMPDIR");
	char *path = file_path(place ? place : "/tmp", "trede-base-XXXXXX");

	assert_non_null(mkdtemp(path));
	return path;
}

int main(void)
{
	int (*const groups[])(void) = {
		group_error, group_mem,	  group_str,	    group_text, group_gate,
		group_date,  group_clock, group_understand, group_file, group_child,
		group_json,  group_i18n,  group_secret, group_swap,     group_csv,
		group_base64, group_encoding,
	};
	int failed = 0;

	setenv("TZ", "Europe/Amsterdam", 1);
	i18n_start("en", NULL);
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		failed += groups[i]();
	return failed > 0;
}
