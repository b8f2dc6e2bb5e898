/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/check.h"

/* Calculations that nothing reads: kept with the answers, but of no use to anybody here.
 */

static void mark_choice_names(struct form_checks *k, const struct expr_node *n)
{
	if (n->kind == EXPR_CALL && n->row >= 0)
		k->is_read[n->row] = true;
	for (const struct expr_node *c = n->first; c; c = c->next)
		mark_choice_names(k, c);
}

static void mark(struct form_checks *k, const struct form_expr *expr)
{
	int count = 0;
	const struct form_reading *reads = expr ? form_expr_reads(expr, &count) : NULL;

	for (int i = 0; i < count; i++)
		k->is_read[reads[i].row] = true;
	if (expr)
		mark_choice_names(k, expr->root);
}

static void mark_row(struct form_checks *k, const struct form_row *row)
{
	for (const struct form_check_member *m = form_check_members; m->member; m++)
		mark(k, form_check_expr(row, m));
	for (int i = 0; i < row->trigger_count; i++)
		k->is_read[row->triggers[i]] = true;
	if (row->save_to)
		k->is_read[row->index] = true;
}

static void mark_form(struct form_checks *k)
{
	const struct form *form = k->r->form;

	mark(k, form->instance_name);
	if (form->entity) {
		mark(k, form->entity->label);
		mark(k, form->entity->entity_id);
		mark(k, form->entity->create_if);
		mark(k, form->entity->update_if);
	}
	for (int i = 0; i < form->row_count; i++)
		mark_row(k, &form->rows[i]);
}

/* Forms from elsewhere calculate for their export too: one warning for the whole form. */
void form_unread_check(struct form_checks *k)
{
	enum { NAMED = 5 };
	const struct form *form = k->r->form;
	const struct form_row *first = NULL;
	struct str names = STR_INIT;
	int count = 0;

	if (k->r->problems->errors)
		return; /* who reads what is not known yet */
	mark_form(k);
	for (int i = 0; i < form->row_count; i++) {
		const struct form_row *row = &form->rows[i];

		if (row->type != FORM_CALCULATE || !row->calculation || k->is_read[i] ||
		    !k->r->nodes[i])
			continue;
		if (!first)
			first = row;
		if (count++ < NAMED)
			str_addf(&names, "%s'%.60s'", count > 1 ? ", " : "", row->name);
	}
	if (count == 1)
		FORM_WARN(k->r, k->r->nodes[first->index],
			  _("Nobody reads the calculation %s: it is kept with the "
			    "answers, but no screen, condition or fact uses it."),
			  names.bytes);
	else if (count > NAMED)
		FORM_WARN(
			k->r, k->r->nodes[first->index],
			_("Nobody reads the calculations %s (and %d more): they are kept "
			  "with the answers, but no screen, condition or fact uses "
			  "them."),
			names.bytes, count - NAMED);
	else if (count)
		FORM_WARN(k->r, k->r->nodes[first->index],
			  _("Nobody reads the calculations %s: they are kept with the "
			    "answers, but no screen, condition or fact uses them."),
			  names.bytes);
	str_release(&names);
}
