/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base.h"

#include "disk.h"

enum { SECTOR = 512, GONE = -1 };

/* xorshift64*: the same seed gives the same images. */
uint64_t disk_draw(uint64_t *random, uint64_t below)
{
	*random ^= *random >> 12;
	*random ^= *random << 25;
	*random ^= *random >> 27;
	return (*random * UINT64_C(2685821657736338717) >> 32) % below;
}

static void size_set(struct disk_node *n, size_t len)
{
	if (len > n->room) {
		n->bytes = mem_resize(n->bytes, len + len / 2, 1);
		n->room = len + len / 2;
	}
	if (len > n->len)
		memset(n->bytes + n->len, 0, len - n->len);
	n->len = len;
}

static void bytes_set(struct disk_node *n, int64_t offset, const unsigned char *bytes,
		      size_t len)
{
	if ((size_t)offset + len > n->len)
		size_set(n, (size_t)offset + len);
	memcpy(n->bytes + offset, bytes, len);
}

static void entry_set(struct disk_node *folder, const char *name, int target)
{
	size_t i = 0;

	while (i < folder->entry_count && strcmp(folder->entries[i].name, name) != 0)
		i++;
	if (target == GONE && i < folder->entry_count) {
		free(folder->entries[i].name);
		folder->entries[i] = folder->entries[--folder->entry_count];
	} else if (target != GONE) {
		if (i == folder->entry_count) {
			VEC_ROOM(folder->entries, folder->entry_count,
				 folder->entry_room);
			folder->entries[folder->entry_count++].name = mem_text(name);
		}
		folder->entries[i].node = target;
	}
}

static void node_copy(struct disk_node *to, const struct disk_node *from)
{
	*to = (struct disk_node){.is_folder = from->is_folder};
	size_set(to, from->len);
	if (from->len > 0)
		memcpy(to->bytes, from->bytes, from->len);
	for (size_t i = 0; i < from->entry_count; i++)
		entry_set(to, from->entries[i].name, from->entries[i].node);
}

static void node_release(struct disk_node *n)
{
	for (size_t i = 0; i < n->entry_count; i++)
		free(n->entries[i].name);
	free(n->entries);
	free(n->bytes);
}

static void nodes_release(struct disk_node *nodes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		node_release(&nodes[i]);
	free(nodes);
}

void disk_log_release(struct disk_log *log)
{
	for (size_t i = 0; i < log->count; i++) {
		free(log->events[i].bytes);
		free(log->events[i].name);
		free(log->events[i].from_name);
	}
	free(log->events);
	nodes_release(log->nodes, log->node_count);
	*log = (struct disk_log){0};
}

static void apply(struct disk_node *nodes, const struct disk_open *o)
{
	const struct disk_event *ev = o->event;
	struct disk_node *n = &nodes[ev->node];

	if (ev->what == DISK_WRITE)
		bytes_set(n, ev->offset, ev->bytes, ev->len);
	else if (ev->what == DISK_SIZE)
		size_set(n, (size_t)ev->offset);
	else if (!o->is_half)
		entry_set(n, ev->name, ev->target);
	if (ev->what == DISK_RENAME && ev->from >= 0)
		entry_set(&nodes[ev->from], ev->from_name, GONE);
}

void disk_cursor_start(struct disk_cursor *c, const struct disk_log *log)
{
	*c = (struct disk_cursor){.log = log, .node_count = log->node_count};
	c->nodes = mem_array(c->node_count, sizeof *c->nodes);
	for (size_t i = 0; i < c->node_count; i++)
		node_copy(&c->nodes[i], &log->nodes[i]);
}

/*
 * Between two folders a file may have both names for a while; a folder never has, since
 * no file system lets one stand in two places.
 */
static bool has_halves(const struct disk_node *nodes, const struct disk_event *ev)
{
	return ev->what == DISK_RENAME && ev->from != ev->node && ev->from >= 0 &&
	       !nodes[ev->target].is_folder;
}

/* What a sync of the node makes certain of an open event; true: all of it. */
static bool settles(struct disk_cursor *c, int node, struct disk_open *o)
{
	const struct disk_event *ev = o->event;
	bool is_from = ev->what == DISK_RENAME && ev->from == node;

	/* That the old name is gone is certain with that there is the new one, not
	 * before. */
	if (is_from || (ev->node == node && !has_halves(c->nodes, ev))) {
		apply(c->nodes, o);
		return true;
	}
	if (ev->node == node && !o->is_half) {
		entry_set(&c->nodes[node], ev->name, ev->target);
		o->is_half = true;
	}
	return false;
}

void disk_cursor_move(struct disk_cursor *c, size_t cut)
{
	for (; c->cut < cut; c->cut++) {
		const struct disk_event *ev = &c->log->events[c->cut];
		size_t kept = 0;

		if (ev->what == DISK_MARK)
			continue;
		if (ev->what != DISK_SYNC) {
			VEC_ROOM(c->open, c->open_count, c->open_room);
			c->open[c->open_count++] = (struct disk_open){ev, false};
			continue;
		}
		for (size_t i = 0; i < c->open_count; i++)
			if (!settles(c, ev->node, &c->open[i]))
				c->open[kept++] = c->open[i];
		c->open_count = kept;
	}
}

void disk_cursor_release(struct disk_cursor *c)
{
	nodes_release(c->nodes, c->node_count);
	free(c->open);
	*c = (struct disk_cursor){0};
}

/* Each sector that the write touches is there or not. */
static void apply_torn(struct disk_node *nodes, const struct disk_event *ev,
		       uint64_t *random)
{
	size_t at = 0;

	while (at < ev->len) {
		size_t to_edge = SECTOR - ((size_t)ev->offset + at) % SECTOR;
		size_t len = ev->len - at < to_edge ? ev->len - at : to_edge;

		if (disk_draw(random, 2))
			bytes_set(&nodes[ev->node], ev->offset + (int64_t)at,
				  ev->bytes + at, len);
		at += len;
	}
}

static void apply_ordered(struct disk_node *nodes, const struct disk_cursor *c,
			  uint64_t *random)
{
	size_t end = (size_t)disk_draw(random, c->open_count + 1);

	for (size_t i = 0; i < end; i++)
		apply(nodes, &c->open[i]);
	if (end < c->open_count && c->open[end].event->what == DISK_WRITE)
		apply_torn(nodes, c->open[end].event, random);
}

/* The old name of a file goes only where the new one is there. */
static void apply_rename_part(struct disk_node *nodes, const struct disk_open *o,
			      uint64_t *random)
{
	const struct disk_event *ev = o->event;

	if (o->is_half || !has_halves(nodes, ev) || disk_draw(random, 2))
		apply(nodes, o);
	else
		entry_set(&nodes[ev->node], ev->name, ev->target);
}

static void apply_parts(struct disk_node *nodes, const struct disk_cursor *c,
			uint64_t *random)
{
	uint64_t dropped = disk_draw(random, 5); /* of 6: few or most */

	for (size_t i = 0; i < c->open_count; i++) {
		const struct disk_open *o = &c->open[i];

		if (disk_draw(random, 6) < dropped)
			continue;
		if (o->event->what == DISK_RENAME)
			apply_rename_part(nodes, o, random);
		else if (o->event->what == DISK_WRITE && disk_draw(random, 2))
			apply_torn(nodes, o->event, random);
		else
			apply(nodes, o);
	}
}

/* One of the sizes that the file had since its last sync. */
static void lose_sizes(struct disk_node *nodes, const struct disk_cursor *c,
		       uint64_t *random)
{
	for (size_t i = 0; i < c->open_count; i++) {
		const struct disk_event *ev = c->open[i].event;

		if (ev->what == DISK_SIZE && disk_draw(random, 4) == 0)
			size_set(&nodes[ev->node], (size_t)ev->offset);
		if (ev->what == DISK_WRITE && disk_draw(random, 12) == 0) {
			size_t certain = c->nodes[ev->node].len,
			       end = (size_t)ev->offset + ev->len;
			size_set(&nodes[ev->node],
				 disk_draw(random, 2) && end > certain ? end : certain);
		}
	}
}

static bool is_of_bytes(const struct disk_event *ev)
{
	return ev->what == DISK_WRITE || ev->what == DISK_SIZE;
}

/* Files as long as they were, zeros where nothing came. */
static void apply_entries(struct disk_node *nodes, const struct disk_cursor *c,
			  bool has_bytes)
{
	for (size_t i = 0; i < c->open_count; i++) {
		const struct disk_event *ev = c->open[i].event;

		if (is_of_bytes(ev) == has_bytes || ev->what == DISK_SIZE)
			apply(nodes, &c->open[i]);
		else if (ev->what == DISK_WRITE &&
			 (size_t)ev->offset + ev->len > nodes[ev->node].len)
			size_set(&nodes[ev->node], (size_t)ev->offset + ev->len);
	}
}

static bool put_bytes(const char *path, const unsigned char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	size_t at = 0;

	for (ssize_t once = 1; fd >= 0 && at < len && once > 0; at += (size_t)once)
		once = write(fd, bytes + at, len - at);
	return fd >= 0 && close(fd) == 0 && at == len;
}

static bool put_node(const struct disk_node *nodes, int node, const char *path)
{
	const struct disk_node *n = &nodes[node];
	bool good = true;

	if (!n->is_folder)
		return put_bytes(path, n->bytes, n->len);
	if (mkdir(path, 0700) != 0)
		return false;
	for (size_t i = 0; good && i < n->entry_count; i++) {
		char *below = file_path(path, n->entries[i].name);
		good = put_node(nodes, n->entries[i].node, below);
		free(below);
	}
	return good;
}

bool disk_image(const struct disk_cursor *c, enum disk_kind kind, uint64_t *random,
		const char *target)
{
	struct disk_node *nodes = mem_array(c->node_count, sizeof *nodes);

	for (size_t i = 0; i < c->node_count; i++)
		node_copy(&nodes[i], &c->nodes[i]);
	if (kind == DISK_ALL)
		for (size_t i = 0; i < c->open_count; i++)
			apply(nodes, &c->open[i]);
	if (kind == DISK_ORDERED)
		apply_ordered(nodes, c, random);
	if (kind == DISK_PARTS)
		apply_parts(nodes, c, random);
	if (kind == DISK_PARTS && disk_draw(random, 3) == 0)
		lose_sizes(nodes, c, random);
	if (kind == DISK_ENTRIES || kind == DISK_BYTES)
		apply_entries(nodes, c, kind == DISK_BYTES);
	bool good = put_node(nodes, 0, target);
	nodes_release(nodes, c->node_count);
	return good;
}
