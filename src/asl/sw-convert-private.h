/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-convert.h"
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

/* sw-convert-rule.c */
char    *sw_convert_dup_condition  (SwConvert     *self,
                                    SwDatum       *input,
                                    const SwNode  *rule);

G_END_DECLS
