/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/tests/sw-test-private.h"

G_BEGIN_DECLS

/* The definition with one set of values in the place of its placeholders */
typedef struct
{
  SwValue    values;
  SwProgram *program;
} SwTestVariant;

struct _SwTestSuite
{
  SwTree      *definition;
  SwTree      *tasks;
  char        *machine_name;
  SwTasksFile *file;
  GPtrArray   *problems; /* SwDiagnostic, of `tasks` */
  GPtrArray   *cases;    /* SwTestCase */
  GPtrArray   *variants; /* Variant; the first is that of a test that says nothing about values */
  GPtrArray   *programs; /* SwProgram by case, of `variants`; NULL where it has a problem */
};

void     sw_test_variant_free  (gpointer              data);
gboolean sw_test_suite_prepare (SwTestSuite          *self,
                                const SwTestOptions  *options,
                                GError              **error);

G_END_DECLS
