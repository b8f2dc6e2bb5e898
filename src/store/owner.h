/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_OWNER_H
#define STORE_OWNER_H

#include <stdbool.h>

/*
 * Inside the store room only: which process makes something in a folder (given under fd), by its
 * number and the time it began, which two processes never share.
 */
bool owner_write(int fd, const char *folder); /* false: errno */
bool owner_remove(int fd, const char *folder);
bool owner_is_me(int fd, const char *folder);
bool owner_is_alive(int fd, const char *folder);

#endif
