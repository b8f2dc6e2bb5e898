/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/form_host.h"

#include "store/store.h"

void care_form_digest(enum form_digest kind, const void *bytes, size_t len, unsigned char *out)
{
	if (kind == FORM_SHA256)
		vault_sha256(bytes, len, out);
	else
		vault_sha512(bytes, len, out);
}

uint64_t care_form_random(void *data)
{
	struct vault_random system = vault_random_system();
	uint64_t n;

	(void)data;
	vault_random_bytes(&system, &n, sizeof n);
	return n;
}
