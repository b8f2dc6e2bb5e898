/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MAP_MAP_H
#define MAP_MAP_H

/*
 * The social map ("sociale kaart"): organisations and what they offer, in Open Referral HSDS terms, and
 * which offer fits one woman and why.  It reads rows of the map from the store and writes none; it knows
 * no dossier, no worker, no screen: care gives it a woman as a handful of facts (match.h), and
 * writes what it reads from files.
 *
 *   record.h    an organisation or an offer: one table of fields; its body
 *   words.h     lists of keys and their words, handed in by care
 *   shelf.h     reading the map: by id, by letters, filtered, what was not checked for long
 *   match.h     a woman against every offer: verdicts, order, reasons in words, what to ask
 *   rules.h     benefit and eligibility rules of a municipality: warnings
 *   exchange.h  HSDS JSON and CSV packages, plain CSV with a mapping, vCard
 */
#include "map/exchange.h"
#include "map/match.h"
#include "map/record.h"
#include "map/rules.h"
#include "map/shelf.h"
#include "map/words.h"

#endif
