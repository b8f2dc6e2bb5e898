/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include "store/sql.h"

/* Copies the present row, which has the columns of a client in the order of its table. */
void rows_fill_client(struct sql *q, struct store_client *out);

#endif
