/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-edits.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* ${placeholders}: what CloudFormation, SAM, CDK and Terraform replace before AWS reads a
 * definition. They stand bare in the place of a value, or anywhere inside a string or a member's
 * name. ${!name} is the escape of Fn::Sub: it stands for the text ${name} and asks for no value. */

/* One of them; owned by the list it is in */
typedef struct
{
  char         *name;    /* without braces, the blanks around it and the "!" */
  SwSpan        span;    /* with its braces */
  const SwNode *node;    /* the value it is or stands in, or whose name it stands in */
  gboolean      in_name; /* in the member's name */
  gboolean      bare;    /* it is the whole value, without quotes */
  gboolean      literal; /* ${!name} */
} SwPlaceholder;

gboolean       sw_placeholder_scan      (const char     *text,
                                         gsize           length,
                                         gsize          *at,
                                         SwSpan         *span,
                                         SwSpan         *name);
GPtrArray     *sw_placeholders_find     (const SwNode   *node);
gboolean       sw_node_has_placeholder  (const SwNode   *node);

/* SwSubstitution: a document, and the same with values in the place of its placeholders. The values
 * go in as text, byte by byte, as those who deploy do it; what comes of it is parsed anew. */
typedef struct _SwSubstitution SwSubstitution;

SwSubstitution      *sw_substitution_new         (SwTree               *source,
                                                  SwValue               values);
void                 sw_substitution_free        (SwSubstitution       *self);
SwTree              *sw_substitution_get_tree    (const SwSubstitution *self);
GPtrArray           *sw_substitution_get_all     (const SwSubstitution *self);
GPtrArray           *sw_substitution_dup_missing (const SwSubstitution *self,
                                                  const SwNode         *part);
const SwPlaceholder *sw_substitution_find_at     (const SwSubstitution *self,
                                                  SwSpan                span);
SwSpan               sw_substitution_map_back    (const SwSubstitution *self,
                                                  SwSpan                span);
char                *sw_substitution_dup_pointer (const SwSubstitution *self,
                                                  const char           *pointer);
char                *sw_substitution_dup_text    (SwValue               values,
                                                  const char           *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSubstitution, sw_substitution_free)

G_END_DECLS
