/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/check/sw-check.h"
#include "conform.h"

G_BEGIN_DECLS

/* What the runners of the checker share: a definition out of a case, checked. */
typedef struct
{
  SwModel   *model;
  GPtrArray *diagnostics; /* SwDiagnostic */
} Checked;

void     checked_init       (Checked       *self,
                             const char    *text,
                             SwMachineType  type);
void     checked_init_as    (Checked       *self,
                             const char    *text,
                             SwSyntax       syntax,
                             SwMachineType  type);
gboolean checked_init_case  (Checked       *self,
                             SwValue        test,
                             SwMachineType  type);
void     checked_clear      (Checked       *self);
guint    checked_get_errors (const Checked *self);
char    *checked_dup_first  (const Checked *self);
void     run_cases          (Conform       *conform,
                             const char    *folder,
                             void          (*run) (Conform *conform,
                                                   SwValue  test));

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Checked, checked_clear)

G_END_DECLS
