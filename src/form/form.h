/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORM_FORM_H
#define FORM_FORM_H

/*
 * Forms: what is asked, in which order, under which conditions.  This room reads YAML, checks it,
 * compiles its expressions and keeps the filling of one form.  It is pure: clock, random and
 * digest are passed in, nothing is printed, nothing is stored, and it knows no women.
 *
 *   tree.h     a YAML file as a tree with line numbers, bounded: forms and configuration
 *   model.h    a form as read and checked: rows, choices, texts by language
 *   problem.h  what is wrong in a file: line, column, sentence, suggestion
 *   expr.h     the expression language: compiled, evaluated
 *   eval.h     one expression as a line of text, for trede form eval
 *   write.h    a form's file in the flat or the nested layout
 *   filling.h  the filling of one form: values, relevance, what an answer changes
 */
#include "form/eval.h"
#include "form/expr.h"
#include "form/filling.h"
#include "form/model.h"
#include "form/problem.h"
#include "form/tree.h"
#include "form/write.h"

#endif
