/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least an ncurses program can do: paint a prompt, echo each key, end on ESC. */
#include <locale.h>
#include <ncurses.h>

int main(void)
{
	int key;

	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	set_escdelay(0);
	mvaddstr(0, 0, "ready> ");
	refresh();
	while ((key = getch()) != 27 && key != ERR) {
		addch((chtype)key);
		refresh();
	}
	endwin();
	return 0;
}
