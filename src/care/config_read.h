/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CARE_CONFIG_READ_H
#define CARE_CONFIG_READ_H

#include "care/config.h"

/* For this room only: the YAML is looked into when first needed, or here. */
void care_config_parse(struct care_config *c);
/* What is wrong in the files that were looked into; OK when all is well. */
enum err care_config_problem(const struct care_config *c, struct error *e);

#endif
