/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A letter that is typed only asks: the loop paints it before anything is looked up for it. */
#include <stdlib.h>
#include <unistd.h>

#include "test_ui.h"

#include "ui/home_find.h"

static void folder_remove(const char *folder)
{
	static const char *const files[] = {"trede.db", "trede.db-wal", "trede.keys", "trede.tries"};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char *path = file_path(folder, files[i]);

		(void)unlink(path); /* some are not there */
		free(path);
	}
	(void)rmdir(folder);
}

static struct care_session *practice(const struct care_options *o, struct secret *recovery)
{
	struct care_session *s = NULL;

	assert_int_equal(care_session_create(o, "Jasmijn", "Samira El Idrissi", recovery, NULL), OK);
	assert_int_equal(care_session_open(o, &s, NULL), OK);
	return s;
}

static void test_typing_only_asks(void **state)
{
	static const char typed[] = "fouzia";
	char folder[] = "/tmp/trede-ui-XXXXXX";
	const struct clock clock = clock_system();
	struct secret recovery = {0};
	struct ui_finder f;
	struct app a;
	struct ui_slice slice = {&a, INT64_MAX, false, 0};

	(void)state;
	assert_non_null(mkdtemp(folder));
	memset(&a, 0, sizeof a);
	a.session = practice(&(struct care_options){.data = folder, .share = getenv("TREDE_SHARE"),
						    .language = "nl", .practice = true, .clock = &clock},
			     &recovery);
	ui_finder_init(&f);
	for (size_t i = 0; i + 1 < sizeof typed; i++) {
		assert_true(ui_finder_type(&a, &f, &typed[i], 1) & UI_FIELD);
		assert_int_equal(f.hits.count, 0);
		assert_int_equal(f.is_searching, i > 0);
		assert_int_equal(f.is_answered, i == 0);
	}
	while (ui_finder_has_work(&a, &f) && f.is_searching)
		(void)ui_finder_work(&a, &f, &slice);
	assert_true(f.is_answered);
	assert_true(f.hits.count > 0);
	ui_finder_release(&a, &f);
	care_session_close(a.session);
	secret_release(&recovery);
	folder_remove(folder);
}

int test_finder(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing_only_asks),
	};

	return cmocka_run_group_tests_name("finder", tests, NULL, NULL);
}
