/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/tests/sw-test-case.h"

G_BEGIN_DECLS

/* What the files that read "tests" share. */
typedef struct
{
  SwTree     *tree;
  GPtrArray  *problems; /* SwDiagnostic */
  GHashTable *names;    /* of the tests so far; borrowed */
  SwTestCase *test;     /* being read */
} SwTestReader;

/* A member and who reads it */
typedef struct
{
  const char *name;
  void      (*read) (SwTestReader *self,
                     SwNode       *node);
} SwTestMember;

/* sw-test-reader.c */
void sw_test_reader_complain (SwTestReader       *self,
                              const SwNode       *node,
                              const char         *format,
                              ...) G_GNUC_PRINTF (3, 4);
void sw_test_reader_members  (SwTestReader       *self,
                              SwNode             *object,
                              const SwTestMember *members,
                              guint               n_members);
void sw_test_reader_text     (SwTestReader       *self,
                              SwNode             *node,
                              char              **text);

/* sw-test-reader-expect.c */
void sw_test_reader_expect   (SwTestReader       *self,
                              SwNode             *node);
void sw_test_reader_complete (SwTestReader       *self,
                              const SwNode       *node);

G_END_DECLS
