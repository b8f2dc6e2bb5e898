/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loss.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/base.h"

static void add(struct loss *l, struct loss_piece piece)
{
	VEC_ROOM(l->pieces, l->count, l->room);
	l->pieces[l->count++] = piece;
}

static void take_out(struct loss *l, size_t i)
{
	free(l->pieces[i].path);
	free(l->pieces[i].old);
	l->pieces[i] = l->pieces[--l->count];
}

static void keep_part(struct loss *l, const struct loss_piece *of, int64_t from, int64_t to)
{
	if (from < to)
		add(l, (struct loss_piece){.path = mem_text(of->path),
					   .old = mem_bytes(of->old + (from - of->at),
							    (size_t)(to - from)),
					   .at = from,
					   .len = (size_t)(to - from),
					   .is_lost = of->is_lost});
}

/* What is written once more is not lost any more: only what is left on either side of it. */
static void cover(struct loss *l, const char *path, int64_t at, int64_t end)
{
	for (size_t i = l->count; i-- > 0;) {
		struct loss_piece piece = l->pieces[i];
		int64_t last = piece.at + (int64_t)piece.len;

		if (!piece.is_lost || !text_equal(piece.path, path) || piece.at >= end ||
		    last <= at)
			continue;
		l->pieces[i] = l->pieces[--l->count];
		keep_part(l, &piece, piece.at, at);
		keep_part(l, &piece, end, last);
		free(piece.path);
		free(piece.old);
	}
}

/* Zeros where there is no file yet, as a file system has them. */
static char *read_old(const char *path, int64_t at, size_t len)
{
	char *old = mem_array(len, 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0) {
		if (pread(fd, old, len, at) < 0)
			memset(old, 0, len);
		close(fd);
	}
	return old;
}

void loss_write(struct loss *l, const char *path, int64_t at, size_t len)
{
	char *old = read_old(path, at, len);

	cover(l, path, at, at + (int64_t)len);
	add(l, (struct loss_piece){
		       .path = mem_text(path), .old = old, .at = at, .len = len});
}

void loss_sync(struct loss *l, const char *path, int is_failed)
{
	for (size_t i = l->count; i-- > 0;) {
		if (!text_equal(l->pieces[i].path, path) || l->pieces[i].is_lost)
			continue;
		if (is_failed)
			l->pieces[i].is_lost = 1;
		else
			take_out(l, i);
	}
}

void loss_unlink(struct loss *l, const char *path)
{
	for (size_t i = l->count; i-- > 0;)
		if (text_equal(l->pieces[i].path, path))
			take_out(l, i);
}

/* Is path this one, or below it?  Then what stands behind it. */
static const char *rest_of(const char *path, const char *of)
{
	size_t len = strlen(of);

	if (strncmp(path, of, len) != 0 || (path[len] != '\0' && path[len] != '/'))
		return NULL;
	return path + len;
}

void loss_rename(struct loss *l, const char *from, const char *to)
{
	loss_unlink(l, to); /* what stood there is nobody's now */
	for (size_t i = 0; i < l->count; i++) {
		struct loss_piece *piece = &l->pieces[i];
		const char *rest = rest_of(piece->path, from);
		struct str path = STR_INIT;

		if (!rest)
			continue;
		str_addf(&path, "%s%s", to, rest);
		free(piece->path);
		piece->path = str_detach(&path);
	}
}

/* The newest first, so that what stood there first is what stays. */
void loss_put_back(struct loss *l)
{
	for (size_t i = l->count; i-- > 0;) {
		const struct loss_piece *piece = &l->pieces[i];
		int fd = piece->is_lost ? open(piece->path, O_WRONLY | O_CLOEXEC) : -1;

		if (fd < 0)
			continue;
		if (pwrite(fd, piece->old, piece->len, piece->at) < 0)
			perror(piece->path);
		close(fd);
	}
	loss_release(l);
}

void loss_release(struct loss *l)
{
	while (l->count > 0)
		take_out(l, l->count - 1);
	free(l->pieces);
	*l = (struct loss){0};
}
