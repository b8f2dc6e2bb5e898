/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A social map as JSON of HSDS: read the same twice; what is good is the same when it went out and came back. */
#include "map.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	i18n_start("en", NULL);
	json_start();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct map_file file = {"map.json", (const char *)data, size};
	struct lib_map one, other;
	struct map_sink sink = lib_map_sink(&one);
	struct error e = ERROR_INIT;
	enum err rc = map_read_json(&some_words, &file, &sink, &e);

	MUST(rc == OK || (rc == ERR_INVALID && e.text[0]));
	sink = lib_map_sink(&other);
	MUST(map_read_json(&some_words, &file, &sink, &e) == rc);
	MUST(one.bad == other.bad && one.count == other.count);
	lib_map_release(&other);
	lib_map_again(&one);
	lib_map_release(&one);
	return 0;
}
