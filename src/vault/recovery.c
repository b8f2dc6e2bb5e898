/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include "vault/keyring.h"

enum { SIGNS = 24, GROUP = 4 };
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* The sign that is meant, in the way of Crockford: o is 0, i and l are 1; '\0' is none.
 */
static char sign_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == 'o')
		return '0';
	if (c == 'i' || c == 'l')
		return '1';
	return c && strchr(alphabet, c) ? c : '\0';
}

static void add_sign(struct secret *out, int count, char sign)
{
	if (count > 0 && count % GROUP == 0)
		(void)secret_add(out, "-",
				 1); /* the whole code is far below SECRET_MOST */
	(void)secret_add(out, &sign, 1);
}

void vault_recovery_new(struct secret *out)
{
	unsigned char bytes[SIGNS];

	secret_cut(out, 0);
	randombytes_buf(bytes, sizeof bytes);
	for (int i = 0; i < SIGNS; i++)
		add_sign(out, i, alphabet[bytes[i] & 31]);
	sodium_memzero(bytes, sizeof bytes);
}

bool vault_recovery_read(const struct secret *typed, struct secret *out)
{
	int count = 0;

	secret_cut(out, 0);
	for (size_t i = 0; i < typed->len; i++) {
		char c = typed->bytes[i], sign = sign_of(c);

		if (c == '-' || c == ' ')
			continue;
		if (!sign || count == SIGNS) {
			count = -1;
			break;
		}
		add_sign(out, count++, sign);
	}
	if (count != SIGNS)
		secret_cut(out, 0);
	return count == SIGNS;
}
