/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* What a Lambda function is made of, as far as a place tells: paths from the folder. */
typedef struct
{
  char    *origin;    /* the file that tells it */
  char    *dir;       /* or NULL */
  char    *handler;   /* or NULL */
  char    *runtime;   /* or NULL */
  char    *bootstrap; /* or NULL */
  gint64   timeout;   /* seconds; 0: not told */
  gint64   memory;    /* MiB; 0: not told */
  SwValue  env;       /* object of texts, or undefined */
} SwFunctionSource;

SwFunctionSource *sw_template_find_function (GFile            *folder,
                                             const char       *name);
SwFunctionSource *sw_handlers_find_function (GFile            *folder,
                                             const char       *name);
void              sw_function_source_free   (SwFunctionSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwFunctionSource, sw_function_source_free)

G_END_DECLS
