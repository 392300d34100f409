/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-placeholder-values.h"
#include "tasks/sw-substitutions.h"

G_BEGIN_DECLS

struct _SwPlaceholderValues
{
  GObject          parent_instance;

  SwDocument      *document; /* not owned: it owns this */
  GFile           *file;     /* the tasks file, be it there or not; NULL where the document is not
                                saved */
  GFileMonitor    *monitor;
  SwSubstitutions *content;  /* of the file; of an empty one where there is none; never NULL */
  char            *error;    /* why the file cannot be read, or NULL */
  SwValue          values;
};

/* sw-placeholder-values.c */
void     _sw_placeholder_values_update       (SwPlaceholderValues  *self);
void     _sw_placeholder_values_take_content (SwPlaceholderValues  *self,
                                              SwSubstitutions      *take_content);
gboolean _sw_placeholder_values_write        (SwPlaceholderValues  *self,
                                              const char           *text,
                                              gsize                 length,
                                              GError              **error);

/* sw-placeholder-uses.c */
gboolean _sw_placeholder_values_is_bare      (SwPlaceholderValues  *self,
                                              const char           *name);

G_END_DECLS
