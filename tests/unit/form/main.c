/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "tests.h"

int main(void)
{
	(void)setlocale(LC_CTYPE, "C.UTF-8"); /* letters of \p{L} */
	return expr_tests() + regex_tests() + graph_tests() + filling_tests() +
	       filling_types_tests() + repeat_tests() + repeat_compute_tests() +
	       repeat_random_tests() + reader_tests() + check_tests() +
	       expr_hostile_tests() + check_never_tests() + write_tests();
}
