/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/* Included before everything else: functions that have no safe use turn into compile errors. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(name) use_of_banned_function_##name
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef gets
#undef strtok
#define strcpy(a, b) BANNED(strcpy)
#define strcat(a, b) BANNED(strcat)
#define strncpy(a, b, n) BANNED(strncpy)
#define strncat(a, b, n) BANNED(strncat)
#define sprintf(...) BANNED(sprintf)
#define vsprintf(a, b, c) BANNED(vsprintf)
#define gets(a) BANNED(gets)
#define strtok(a, b) BANNED(strtok)
#define localtime(a) BANNED(localtime)
#define gmtime(a) BANNED(gmtime)
#define ctime(a) BANNED(ctime)
#define asctime(a) BANNED(asctime)
#define system(a) BANNED(system)
#define popen(a, b) BANNED(popen)

#endif
