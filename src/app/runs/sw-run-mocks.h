/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* One way in which a run's tasks can be performed here. */
typedef struct
{
  char        *label;
  SwPerformer *performer; /* NULL: a person answers */
} SwRunChoice;

GPtrArray *sw_run_choices_new     (GFile   *definition,
                                   GError **error);

G_END_DECLS
