/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "known.h"

enum { FIELDS = 4 };

static const char *folded(struct known *k, const char *name, struct str *room)
{
	str_reset(room);
	find_fold(name, strlen(name), room);
	return arena_text(&k->arena, room->bytes);
}

static void add_line(struct known *k, char *line, struct str *room)
{
	char *field[FIELDS] = {line};

	line[strcspn(line, "\n")] = '\0';
	for (int i = 1; i < FIELDS; i++) {
		field[i] = strchr(field[i - 1], '\t');
		if (!field[i])
			return;
		*field[i]++ = '\0';
	}
	VEC_ROOM(k->people, k->count, k->room);
	k->people[k->count++] = (struct known_person){
		.mark = arena_text(&k->arena, field[0]),
		.given = folded(k, field[1], room),
		.family = folded(k, field[2], room),
		.year = (int)strtol(field[3], NULL, 10),
	};
}

void known_read(struct known *k, const char *path)
{
	FILE *f = fopen(path, "r");
	struct str room_to_fold = STR_INIT;
	char *line = NULL;
	size_t room = 0;

	if (!f) {
		perror(path);
		exit(2);
	}
	while (getline(&line, &room, f) > 0)
		add_line(k, line, &room_to_fold);
	free(line);
	str_release(&room_to_fold);
	fclose(f);
}

void known_release(struct known *k)
{
	free(k->people);
	arena_release(&k->arena);
}

void known_answer(const struct known *k, known_find find, void *data)
{
	size_t shown[KNOWN_SHOWN], room = 0;
	char *line = NULL;

	while (getline(&line, &room, stdin) > 0) {
		struct find_query q;
		int count;

		line[strcspn(line, "\n")] = '\0';
		find_query_read(line, &q);
		count = find(data, k, &q, shown);
		for (int i = 0; i < count; i++)
			printf("%s%s", i ? " " : "", k->people[shown[i]].mark);
		puts("");
		fflush(stdout);
		find_query_release(&q);
	}
	free(line);
}
