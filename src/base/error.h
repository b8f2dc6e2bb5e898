/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/*
 * A function that can fail returns enum err and takes struct error * last.  The sentence in it is
 * for the worker, in her language, and says what to do now; the detail is for whoever mends it and
 * never holds a value that somebody typed.
 */
enum err {
	OK = 0,
	ERR_NOT_FOUND,  /* no such woman, form, entry */
	ERR_INVALID,    /* the data says no: a broken form, an answer out of bounds */
	ERR_USAGE,      /* called in a way that cannot work */
	ERR_PASSPHRASE, /* wrong passphrase */
	ERR_FILE,       /* the file cannot be read or written */
	ERR_FULL,       /* the disk is full */
	ERR_DAMAGED,    /* the file is not what was written */
	ERR_NEWER,      /* made by a newer trede */
	ERR_MEMORY,     /* out of memory */
	ERR_BUSY        /* another process has the file */
};

enum { ERROR_TEXT_BYTES = 512, ERROR_DETAIL_BYTES = 256 };

struct error {
	enum err code;
	char text[ERROR_TEXT_BYTES];     /* one sentence, cut at a whole character */
	char detail[ERROR_DETAIL_BYTES]; /* "" when there is nothing more to say */
};

#define ERROR_INIT {OK, "", ""}

/* Fills e (which may be NULL) and returns code, so that 'return error_set(...)' is one line. */
enum err error_set(struct error *e, enum err code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Adds what a mender needs: an errno text, an SQL code; never a value. */
void error_detail(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The exit status of the command line for code, as trede(1) lists them: 0 to 5. */
int error_exit_status(enum err code);

#endif
