/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_BASE_H
#define BASE_BASE_H

/*
 * The room every other room stands on: words, memory, time and the way to the terminal.  It knows
 * nothing of forms, women or screens, and keeps no data.
 *
 *   arena.h  memory freed at once        gate.h   the output gate
 *   base64.h bytes as letters            i18n.h   Dutch and English
 *   child.h  other programs              json.h   reading and writing JSON
 *   csv.h    files of rows and cells     mem.h    memory that is always there
 *   date.h   civil dates, the clock      secret.h text that may not lie about
 *   encoding.h  text files as UTF-8
 *   error.h  codes and sentences         str.h    growing strings
 *   file.h   whole files and folders     swap.h   where memory may end up
 *   text.h   UTF-8, graphemes, columns
 *
 * typed.h is the room's own: how a typed date is cut.
 */
#include "base/arena.h"
#include "base/base64.h"
#include "base/child.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "base/gate.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/str.h"
#include "base/swap.h"
#include "base/text.h"

#endif
