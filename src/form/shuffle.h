/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_SHUFFLE_H
#define FORM_SHUFFLE_H

/*
 * The order that randomize() of ODK gives for a seed: numbers of Park and Miller (16807 modulo
 * 2^31 - 1), Fisher and Yates from the inside out.  The same seed gives the same order for ever; a
 * fraction of the seed does not count.
 */
void form_shuffle(int *items, int count, double seed);

#endif
