/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-clock.h"
#include "query/jsonpath/sw-jsonpath.h"

G_BEGIN_DECLS

/* A JSONPath field of a definition, compiled: a path over the input ("$…"), over the context object
 * ("$$…"), over a variable ("$name…"), an intrinsic function ("States.…"), or a payload template
 * (any JSON with members "x.$"). Constant once compiled; evaluation shares what it does not
 * change. */
typedef struct _SwPayloadTemplate SwPayloadTemplate;

/* What the expressions of one template may come to, taken together */
#define SW_PAYLOAD_TEMPLATE_MAX_BYTES (64 * 1024 * 1024)

/* What an expression may see. Borrowed for the time of one evaluation. */
typedef struct
{
  SwValue      input;     /* `$` */
  SwValue      context;   /* `$$` */
  SwValue      variables; /* object: name -> value; `$name` */
  SwRandomFunc random;    /* States.MathRandom without seed, States.UUID; NULL: they are an error */
  gpointer     random_data;
  SwInterrupt *interrupt; /* asked every so often whether to go on; or NULL */
} SwQueryScope;

SwPayloadTemplate *sw_payload_template_new_path    (const char              *text,
                                                    GError                 **error);
SwPayloadTemplate *sw_payload_template_new         (SwValue                  value,
                                                    GError                 **error);
void               sw_payload_template_free        (SwPayloadTemplate       *self);
gboolean           sw_payload_template_is_constant (const SwPayloadTemplate *self);
gboolean           sw_payload_template_evaluate    (const SwPayloadTemplate *self,
                                                    const SwQueryScope      *scope,
                                                    SwValue                 *result,
                                                    char                   **field,
                                                    GError                 **error);
char              *sw_query_dup_not_found_text     (const char              *path,
                                                    const char              *field,
                                                    SwValue                  input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwPayloadTemplate, sw_payload_template_free)

G_END_DECLS
