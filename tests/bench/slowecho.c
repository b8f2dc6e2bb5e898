/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * slowecho DELAY1_US BYTES1 DELAY2_US BYTES2 - a program with known latency, to
 * check ttybench against: each key is answered after DELAY1 with BYTES1 bytes
 * and after DELAY2 more with BYTES2 bytes.  'q' ends it, 's' gives no answer,
 * '?' asks for the cursor position (CPR) and prints what it was told.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static void answer(long delay_us, int bytes, char letter)
{
	char text[4096];
	struct timespec t = {delay_us / 1000000, delay_us % 1000000 * 1000};

	if (bytes <= 0 || bytes > (int)sizeof text)
		return;
	clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL);
	memset(text, letter, (size_t)bytes);
	if (write(STDOUT_FILENO, text, (size_t)bytes) < 0)
		exit(1);
}

int main(int argc, char **argv)
{
	struct termios t;
	char key;

	if (argc != 5)
		return 2;
	tcgetattr(STDIN_FILENO, &t);
	cfmakeraw(&t);
	tcsetattr(STDIN_FILENO, TCSANOW, &t);
	dprintf(STDOUT_FILENO, "ready\r\n");
	while (read(STDIN_FILENO, &key, 1) == 1 && key != 'q') {
		if (key == '?') {
			int row = 0, col = 0;
			char reply[32] = "";
			size_t n = 0;
			dprintf(STDOUT_FILENO, "\033[7;11H\033[6n");
			while (n < sizeof reply - 1 &&
			       read(STDIN_FILENO, reply + n, 1) == 1 && reply[n++] != 'R')
				;
			sscanf(reply, "\033[%d;%dR", &row, &col);
			dprintf(STDOUT_FILENO, "at %d,%d", row, col);
		} else if (key != 's') {
			answer(atol(argv[1]), atoi(argv[2]), 'a');
			answer(atol(argv[3]), atoi(argv[4]), 'b');
		}
	}
	return 0;
}
