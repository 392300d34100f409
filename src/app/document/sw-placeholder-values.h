/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "json/sw-placeholders.h"

G_BEGIN_DECLS

/* SwPlaceholderValues: what the ${placeholders} of a document stand for on this computer, as the
 * tasks file beside it says. One for each document, made when it is first asked for; it follows the
 * document from file to file, and the tasks file as others change it. A document that is not saved
 * yet has its values in memory, and they are written beside it when it is. What else that file says
 * of the definition, its type, is here, too. Each change is a step of the document's undo.
 *
 * Signals
 *
 *   changed   other values, or another environment */
#define SW_TYPE_PLACEHOLDER_VALUES (sw_placeholder_values_get_type ())
G_DECLARE_FINAL_TYPE (SwPlaceholderValues, sw_placeholder_values, SW, PLACEHOLDER_VALUES, GObject)

/* A placeholder that a document has, whatever the number of its places */
typedef struct
{
  char  *name;
  char  *pointer; /* of the value it is first met in */
  guint  count;
  gboolean bare;  /* one of them at least */
} SwPlaceholderUse;

SwPlaceholderValues *sw_placeholder_values_get              (SwDocument           *document);
char                *sw_placeholder_values_dup              (SwPlaceholderValues  *self,
                                                             const char           *name);
SwValue              sw_placeholder_values_get_all          (SwPlaceholderValues  *self);
const char          *sw_placeholder_values_get_error        (SwPlaceholderValues  *self);
GPtrArray           *sw_placeholder_values_dup_uses         (SwPlaceholderValues  *self);
char               **sw_placeholder_values_dup_unused       (SwPlaceholderValues  *self);
gboolean             sw_placeholder_values_set              (SwPlaceholderValues  *self,
                                                             const char           *name,
                                                             const char           *text,
                                                             GError              **error);
char               **sw_placeholder_values_dup_environments (SwPlaceholderValues  *self);
const char          *sw_placeholder_values_get_environment  (SwPlaceholderValues  *self);
gboolean             sw_placeholder_values_set_environment  (SwPlaceholderValues  *self,
                                                             const char           *environment,
                                                             GError              **error);
gboolean             sw_placeholder_values_has_type         (SwPlaceholderValues  *self,
                                                             SwMachineType        *type);
gboolean             sw_placeholder_values_set_type         (SwPlaceholderValues  *self,
                                                             const SwMachineType  *type,
                                                             GError              **error);

G_END_DECLS
