/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <signal.h>
#include <unistd.h>

enum { ROUND_SECONDS = 20, CHANGES_MOST = 8, PIECE_MOST = 64, GROWN_MOST = 1 << 20 };

/* What parsers, terminals and numbers stumble over. */
static const char *const nasty[] = {
	"\033[2J", "\033]0;x\007", "\302\235", "\342\200\256", "\357\273\277", "\355\240\200", "\377",
	"\n", "\r", "\t", "\"", "'", "\\", "%s%n", "${", "}", "[", "]", "{", "{{{{{{{{", "[[[[[[[[",
	":", ",", "-", "0", "-1", "2147483648", "9223372036854775807", "-9223372036854775808",
	"18446744073709551616", "1e309", "NaN", "null", "true", "\\u0000", "\\ud800", "A\314\201",
	"\360\237\221\251\342\200\215\360\237\221\251", "0000-00-00", "9999-12-31", "2024-02-30", "../",
	"'; DROP TABLE entry; --", "&a", "*a", "!!x", "<<: ", "|", ">", "#", "%", "@", "`",
};

static struct fuzz now;

static void say_round(void)
{
	fprintf(stderr, "fuzz: to see it again: -s %llu -n 1\n", (unsigned long long)now.round);
}

static void on_alarm(int number)
{
	static const char text[] = "fuzz: a round that does not end\n";

	(void)number;
	if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
		_exit(3);
	say_round();
	_exit(3);
}

static void on_abort(int number)
{
	(void)number;
	say_round();
	_exit(3);
}

/* Asked for by the sanitizers: what they find ends in on_abort. */
const char *__asan_default_options(void);
const char *__ubsan_default_options(void);

const char *__asan_default_options(void)
{
	return "abort_on_error=1";
}

const char *__ubsan_default_options(void)
{
	return "abort_on_error=1:print_stacktrace=1";
}

uint64_t fuzz_next(struct fuzz *f)
{
	uint64_t z = f->state += 0x9e3779b97f4a7c15u; /* splitmix64 */

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

size_t fuzz_below(struct fuzz *f, size_t n)
{
	return n == 0 ? 0 : (size_t)(fuzz_next(f) % n);
}

bool fuzz_chance(struct fuzz *f, unsigned in)
{
	return fuzz_below(f, in) == 0;
}

static const char *word_of(struct fuzz *f, const char *const *words)
{
	size_t count = 0;

	while (words && words[count])
		count++;
	if (count == 0 || fuzz_chance(f, 3))
		return nasty[fuzz_below(f, sizeof nasty / sizeof *nasty)];
	return words[fuzz_below(f, count)];
}

static void double_piece(struct fuzz *f, struct str *bytes)
{
	size_t from = fuzz_below(f, bytes->len), len = fuzz_below(f, PIECE_MOST) + 1;
	char *piece;

	if (len > bytes->len - from)
		len = bytes->len - from;
	piece = mem_bytes(bytes->bytes + from, len);
	for (size_t n = fuzz_chance(f, 20) ? fuzz_below(f, 2000) : 1;
	     n > 0 && bytes->len < GROWN_MOST; n--)
		str_insert(bytes, fuzz_below(f, bytes->len + 1), piece, len);
	free(piece);
}

static void take_piece(struct fuzz *f, struct str *bytes)
{
	size_t at = fuzz_below(f, bytes->len), len = fuzz_below(f, PIECE_MOST) + 1;

	str_remove(bytes, at, len > bytes->len - at ? bytes->len - at : len);
}

void fuzz_spoil(struct fuzz *f, struct str *bytes, const char *const *words)
{
	for (size_t n = fuzz_below(f, CHANGES_MOST) + 1; n > 0; n--) {
		const char *word = word_of(f, words);
		size_t at = fuzz_below(f, bytes->len);

		switch (bytes->len == 0 ? 0 : fuzz_below(f, 6)) {
		case 0:
			str_insert(bytes, fuzz_below(f, bytes->len + 1), word, strlen(word));
			break;
		case 1:
			bytes->bytes[at] = (char)(bytes->bytes[at] ^ 1 << fuzz_below(f, 8));
			break;
		case 2:
			bytes->bytes[at] = (char)fuzz_below(f, 256);
			break;
		case 3:
			take_piece(f, bytes);
			break;
		case 4:
			double_piece(f, bytes);
			break;
		default:
			take_piece(f, bytes);
			str_insert(bytes, fuzz_below(f, bytes->len + 1), word, strlen(word));
			break;
		}
	}
}

void fuzz_bytes(struct fuzz *f, struct str *out, size_t most)
{
	size_t len = fuzz_below(f, most + 1);

	str_reset(out);
	while (out->len < len) {
		switch (fuzz_below(f, 5)) {
		case 0:
			str_add(out, nasty[fuzz_below(f, sizeof nasty / sizeof *nasty)]);
			break;
		case 1:
			text_encode(out, (uint32_t)fuzz_below(f, 0x110000));
			break;
		case 2:
			text_encode(out, (uint32_t)fuzz_below(f, 0x3100) + 1);
			break;
		case 3:
			str_add_char(out, (char)(fuzz_below(f, 255) + 1));
			break;
		default:
			str_add_char(out, (char)(' ' + fuzz_below(f, 95)));
			break;
		}
	}
}

void fuzz_file(const char *path, struct str *out)
{
	struct error e = ERROR_INIT;

	if (file_read(path, 64 << 20, out, &e) == OK)
		return;
	fprintf(stderr, "fuzz: %s\n", e.text);
	exit(2);
}

_Noreturn void fuzz_fail(const struct fuzz *f, const char *file, int line, const char *what)
{
	(void)f;
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	say_round();
	_exit(3);
}

static int64_t seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static int usage(const char *program)
{
	fprintf(stderr, "%s [-t SECONDS | -n ROUNDS] [-s SEED]\n", program);
	return 2;
}

int fuzz_run(int argc, char **argv, void (*round)(struct fuzz *f, void *data), void *data)
{
	uint64_t seed = 1, rounds = UINT64_MAX, done = 0;
	int64_t limit = 5, begun = seconds();
	int option;

	while ((option = getopt(argc, argv, "t:n:s:")) != -1) {
		if (option == 't')
			limit = strtoll(optarg, NULL, 10);
		else if (option == 'n')
			rounds = strtoull(optarg, NULL, 10), limit = INT64_MAX / 2;
		else if (option == 's')
			seed = strtoull(optarg, NULL, 10);
		else
			return usage(argv[0]);
	}
	(void)signal(SIGALRM, on_alarm);
	(void)signal(SIGABRT, on_abort);
	for (; done < rounds && seconds() - begun < limit; done++) {
		now = (struct fuzz){.round = seed + done};
		now.state = now.round * 0x2545f4914f6cdd1du;
		(void)alarm(ROUND_SECONDS);
		round(&now, data);
	}
	(void)alarm(0);
	printf("%s: %llu rounds from seed %llu\n", strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1
									: argv[0],
	       (unsigned long long)done, (unsigned long long)seed);
	return 0;
}
