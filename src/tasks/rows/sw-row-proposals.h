/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/model/sw-model.h"
#include "base/sw-edits.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* Rows of a tasks file, proposed from what lies beside a definition: an AWS SAM or CloudFormation
 * template that tells of its Lambda functions, or their handlers' files. Nothing is run, and a
 * proposal is nothing before a person has it written. */
typedef struct
{
  char *function; /* its name in the definition */
  char *row;      /* JSON object, as it would stand in "tasks" */
  char *origin;   /* where it was found, from the folder: "template.yaml", "fn/start-qc.py" */
} SwRowProposal;

GPtrArray *sw_row_proposals_find (const SwModel *model,
                                  GFile         *folder,
                                  SwTree        *tasks);
gboolean   sw_row_proposals_save (GPtrArray     *proposals,
                                  GFile         *file,
                                  GError       **error);

G_END_DECLS
