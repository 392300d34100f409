/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonpath/sw-jsonpath-private.h"

G_BEGIN_DECLS

/* A path while it is read, for the files of its parser. */
typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;      /* byte of `text`, 0..length */
  guint       nesting; /* filters and arguments the path stands in */
  SwJsonPath *path;    /* gets the steps */
} SwPathReader;

static inline gboolean
sw_path_reader_is_at (const SwPathReader *reader,
                      char                c)
{
  return reader->at < reader->length && reader->text[reader->at] == c;
}

static inline void
sw_path_reader_append (SwPathReader *reader,
                       SwPathStep    take_step)
{
  g_array_append_val (reader->path->steps, take_step);
}

/* sw-jsonpath-brackets.c */
gboolean sw_path_read_bracket  (SwPathReader *reader,
                                GError      **error);

/* sw-jsonpath-arguments.c */
gboolean sw_path_read_function (SwPathReader *reader,
                                const char   *name,
                                gsize         length,
                                GError      **error);

G_END_DECLS
