/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/shuffle.h"

#include <math.h>
#include <stdint.h>

enum { FACTOR = 16807, MODULUS = 2147483647 };

static int64_t first_state(double seed)
{
	double state = isfinite(seed) ? fmod(trunc(seed), MODULUS) : 0;

	return (int64_t)state + (state <= 0 ? MODULUS - 1 : 0);
}

void form_shuffle(int *items, int count, double seed)
{
	int64_t state = first_state(seed);

	for (int i = 0; i < count; i++) {
		int item = items[i], at;

		state = state * FACTOR % MODULUS;
		at = (int)((double)(state - 1) / (MODULUS - 1) * (i + 1));
		items[i] = items[at];
		items[at] = item;
	}
}
