/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-clock.h"
#include "query/sw-jsonpath.h"

G_BEGIN_DECLS

/* A JSONPath field of a definition, compiled: a path over the input ("$…"), over the context object ("$$…"), over a variable
 * ("$name…"), an intrinsic function ("States.…"), or a payload template (any JSON with members "x.$").
 * Compiled once; evaluation shares what it does not change. */
typedef struct _SwPayloadTemplate SwPayloadTemplate;

/* What an expression may see. Borrowed for the time of one evaluation. */
typedef struct
{
  SwValue      input;     /* `$` */
  SwValue      context;   /* `$$` */
  SwValue      variables; /* object: name -> value; `$name` */
  SwRandomFunc random;    /* States.MathRandom without seed, States.UUID */
  gpointer     random_data;
} SwQueryScope;

/* TEXT is a path or an intrinsic call, as it stands behind a "x.$" member or in a …Path field. */
SwPayloadTemplate *sw_payload_template_new_path (const char         *text,
                                       GError            **error);
/* VALUE is a payload template. */
SwPayloadTemplate *sw_payload_template_new      (SwValue             value,
                                       GError            **error);
SwPayloadTemplate *sw_payload_template_ref      (SwPayloadTemplate         *self);
void            sw_payload_template_unref    (SwPayloadTemplate         *self);
/* On failure *FIELD (may be NULL) names the member that failed, e.g. "value.$"; owned. */
gboolean        sw_payload_template_evaluate (const SwPayloadTemplate   *self,
                                       const SwQueryScope *scope,
                                       SwValue            *result,
                                       char              **field,
                                       GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwPayloadTemplate, sw_payload_template_unref)

G_END_DECLS
