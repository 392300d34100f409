/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/document/sw-char-map.h"
#include "asl/check/sw-check.h"
#include "asl/graph/sw-graph.h"

G_BEGIN_DECLS

/* SwReading: everything that is read off one text. Made in whichever thread and handed over whole:
 * nobody else holds a part of it until then, and tree, model and graph are constant with atomic
 * reference counts, so that the last one to let go may be in any thread too. */
typedef struct
{
  guint64    serial;   /* of the text, see SwDocument */
  SwValue    values;   /* of its placeholders: an object, or undefined */
  SwSyntax   syntax;   /* that the text is read in */
  SwMachineType type;  /* that it is checked as */
  SwTree    *tree;
  SwCharMap *chars;    /* of the tree's text */
  SwModel   *model;
  SwGraph   *graph;    /* NULL where the text has a syntax error */
  GPtrArray *problems; /* SwProblem, in the order of the text */
} SwReading;

SwReading *sw_reading_new  (const char   *text,
                            gsize         length,
                            SwSyntax      syntax,
                            guint64       serial,
                            const char   *values,
                            SwMachineType type,
                            GCancellable *cancellable);
void       sw_reading_free (SwReading    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwReading, sw_reading_free)

G_END_DECLS
