/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/expr_node.h"
#include "form/shuffle.h"

/* Functions of chance: what they give is another each time, so forms wrap them in once(). */
static enum err draw(struct expr_eval *x, uint64_t *out)
{
	if (x->env->random == NULL)
		return error_set(x->e, ERR_INVALID, _("There are no random numbers here."));
	*out = x->env->random(x->env->data);
	return OK;
}

/* As many bits as a number holds, so that 1 is never reached. */
static double share_of(uint64_t drawn)
{
	return (double)(drawn >> 11) / 9007199254740992.0;
}

EXPR_FUNCTION(random)
{
	uint64_t drawn = 0;
	enum err rc = draw(x, &drawn);

	(void)call, (void)args;
	return rc != OK ? rc : expr_put_number(out, share_of(drawn));
}

/* RFC 4122, version 4. */
static enum err put_uuid(struct expr_eval *x, struct form_value *out)
{
	uint64_t high = 0, low = 0;
	enum err rc = draw(x, &high);

	if (rc == OK)
		rc = draw(x, &low);
	if (rc != OK)
		return rc;
	high = (high & ~(uint64_t)0xf000) | 0x4000;
	low = (low & ~((uint64_t)3 << 62)) | (uint64_t)2 << 62;
	return expr_put_text(out, arena_format(x->arena, "%08x-%04x-%04x-%04x-%012llx",
					       (unsigned)(high >> 32),
					       (unsigned)(high >> 16 & 0xffff),
					       (unsigned)(high & 0xffff),
					       (unsigned)(low >> 48),
					       (unsigned long long)(low & 0xffffffffffff)));
}

/* uuid(n): n digits and capitals, as JavaRosa. */
EXPR_FUNCTION(uuid)
{
	enum { LONGEST = 1000 };
	static const char signs[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	double count = call->count > 0 ? trunc(form_value_number(&args[0])) : 0;
	enum err rc = OK;
	char *text;

	if (call->count == 0)
		return put_uuid(x, out);
	if (!(count >= 1 && count <= LONGEST))
		return error_set(x->e, ERR_INVALID, _("uuid() makes 1 to %d characters."),
				 (int)LONGEST);
	text = arena_new(x->arena, (size_t)count + 1);
	for (int i = 0; i < (int)count && rc == OK; i++) {
		uint64_t drawn = 0;

		rc = draw(x, &drawn);
		text[i] = signs[(int)(share_of(drawn) * (sizeof signs - 1))];
	}
	return rc != OK ? rc : expr_put_text(out, text);
}

static enum err seed_for(struct expr_eval *x, const struct expr_node *call, double *seed)
{
	struct form_value v;
	uint64_t drawn = 0;
	enum err rc;

	if (call->count > 1) {
		rc = expr_eval_node(x, call->first->next, &v);
		*seed = rc == OK ? form_value_number(&v) : 0;
		return rc;
	}
	rc = draw(x, &drawn);
	*seed = (double)(drawn >> 33);
	return rc;
}

enum err expr_shuffled_set(struct expr_eval *x, const struct expr_node *call,
			   struct expr_set *out)
{
	double seed;
	int *items;
	enum err rc = expr_eval_set(x, call->first, EXPR_ALL, out);

	if (rc == OK)
		rc = seed_for(x, call, &seed);
	if (rc != OK || out->count == 0)
		return rc;
	items = arena_array(x->arena, (size_t)out->count, sizeof *items);
	for (int i = 0; i < out->count; i++)
		items[i] = expr_set_item(out, i);
	form_shuffle(items, out->count, seed);
	out->items = items;
	return OK;
}

EXPR_FUNCTION(randomize)
{
	(void)args;
	return expr_eval_first(x, call, out);
}
