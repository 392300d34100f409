/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/convert/sw-convert.h"
#include "query/sw-datum.h"

G_BEGIN_DECLS

/* One change of an object's members: OLD gets the name NAME and the value JSON; without NAME it
 * goes; without OLD the member is new. */
typedef struct
{
  char *object; /* pointer */
  char *old;    /* or NULL */
  char *name;   /* or NULL */
  char *json;   /* or NULL: the value stays */
} SwConvertChange;

/* A state being converted */
typedef struct
{
  SwState          *state;
  SwConvertedState *to;
  SwData            data;
} SwConvert;

/* A field that takes a value from a path, and the one that does it by an expression */
typedef struct
{
  const char *path;
  const char *name;
} SwConvertTwin;

static inline SwNode *
sw_convert_get_field (SwConvert  *self,
                      const char *name)
{
  return sw_node_get_member (self->state->node, name);
}

void     sw_convert_change         (SwConvert     *self,
                                    const SwNode  *object,
                                    const char    *old,
                                    const char    *name,
                                    const char    *take_json);
void     sw_convert_refuse         (SwConvert     *self,
                                    const SwNode  *node,
                                    const char    *format,
                                    ...) G_GNUC_PRINTF (3, 4);
void     sw_convert_refuse_error   (SwConvert     *self,
                                    const SwNode  *node,
                                    GError        *take_error);
char    *sw_convert_dup_path       (SwConvert     *self,
                                    const SwNode  *node);
void     sw_convert_to_jsonata     (SwConvert     *self);
void     sw_convert_to_jsonpath    (SwConvert     *self);

/* sw-convert-data.c */
void     sw_convert_put            (SwConvert     *self,
                                    const SwNode  *object,
                                    const char    *old,
                                    const char    *name,
                                    SwDatum       *datum);
SwDatum *sw_convert_filter         (SwConvert     *self,
                                    SwDatum       *root,
                                    const char    *name);
void     sw_convert_twins          (SwConvert           *self,
                                    const SwNode        *object,
                                    const SwConvertTwin *twins,
                                    SwDatum             *input);
void     sw_convert_template       (SwConvert     *self,
                                    const SwNode  *object,
                                    const char    *old,
                                    const char    *name,
                                    SwDatum       *root);
SwDatum *sw_convert_write_result   (SwConvert     *self,
                                    const SwNode  *object,
                                    SwDatum       *result);
void     sw_convert_put_output     (SwConvert         *self,
                                    const SwNode      *object,
                                    const char *const *fields,
                                    SwDatum           *output,
                                    const char        *otherwise);
void     sw_convert_drop           (SwConvert     *self,
                                    const char    *name);

/* sw-convert-rule.c */
char    *sw_convert_dup_condition  (SwConvert     *self,
                                    SwDatum       *input,
                                    const SwNode  *rule);

G_END_DECLS
