/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"

/* Digests and other ways of writing bytes. */
static const struct {
	const char *name;
	enum form_digest kind;
	size_t bytes;
} digests[] = {
	{"SHA-256", FORM_SHA256, 32},
	{"SHA-512", FORM_SHA512, 64},
};

enum { DIGEST_BYTES = 64 };

const char *expr_digest_refused(struct arena *arena, const char *name)
{
	for (size_t i = 0; i < sizeof digests / sizeof *digests; i++)
		if (strcmp(digests[i].name, name) == 0)
			return NULL;
	return arena_format(arena,
			    _("digest() knows SHA-256 and SHA-512 here, not '%.20s'."), name);
}

static void write_hex(struct str *out, const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		str_addf(out, "%02x", bytes[i]);
}

static enum err put_str(struct expr_eval *x, struct str *text, struct form_value *out)
{
	enum err rc = expr_eval_charge(x, text->len / EXPR_BYTES_A_STEP);

	if (rc == OK)
		(void)expr_put_text(out, arena_bytes(x->arena, text->bytes, text->len));
	str_release(text);
	return rc;
}

EXPR_FUNCTION(digest)
{
	const char *data = expr_text(x, &args[0]), *name = expr_text(x, &args[1]);
	const char *as = call->count > 2 ? expr_text(x, &args[2]) : "base64";
	const char *refused = expr_digest_refused(x->arena, name);
	unsigned char bytes[DIGEST_BYTES];
	struct str text = STR_INIT;
	size_t i = 0, len = strlen(data);
	enum err rc = expr_eval_charge(x, len / EXPR_BYTES_A_STEP);

	if (rc != OK)
		return rc;
	if (refused != NULL)
		return error_set(x->e, ERR_INVALID, "%s", refused);
	if (x->env->digest == NULL)
		return error_set(x->e, ERR_INVALID, _("digest() cannot be used here."));
	if (strcmp(as, "base64") != 0 && strcmp(as, "hex") != 0)
		return error_set(x->e, ERR_INVALID, _("digest() writes base64 or hex."));
	while (strcmp(digests[i].name, name) != 0)
		i++;
	x->env->digest(digests[i].kind, data, len, bytes);
	if (strcmp(as, "hex") == 0)
		write_hex(&text, bytes, digests[i].bytes);
	else
		base64_write(&text, bytes, digests[i].bytes);
	return put_str(x, &text, out);
}

/* What is no base64, or no text, gives nothing. */
EXPR_FUNCTION(base64_decode)
{
	struct str text = STR_INIT;

	(void)call;
	if (!base64_read(expr_text(x, &args[0]), &text) ||
	    !text_is_utf8(text.bytes, text.len))
		str_reset(&text);
	return put_str(x, &text, out);
}
