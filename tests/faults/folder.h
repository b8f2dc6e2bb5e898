/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FAULTS_FOLDER_H
#define FAULTS_FOLDER_H

#include <stdbool.h>

/* Folders of a run: copied before it, removed after it, looked through for words in between. */
bool folder_copy(const char *from, const char *to); /* to is made; plain files only, errno */
bool folder_remove(const char *path);		    /* with all that is in it */

/*
 * The first file under path, or name of one, that holds the word: as it is, or as UTF-16.  The
 * caller's; NULL: none.  'but' (NULL: none) is a path that is not looked at.
 */
char *folder_find(const char *path, const char *word, const char *but);
/* The first name under path that is none of names (NULL at the end); the caller's; NULL: none. */
char *folder_odd(const char *path, const char *const names[]);

#endif
