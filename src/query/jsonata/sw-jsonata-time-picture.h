/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-integer.h"

G_BEGIN_DECLS

/* Pictures of times (XPath F&O 9.8), in English and UTC with fixed offsets */

typedef enum
{
  SW_TIME_NAMES_NONE,
  SW_TIME_NAMES_LOWER,
  SW_TIME_NAMES_UPPER,
  SW_TIME_NAMES_TITLE,
} SwJsonataTimeNames;

/* A part of a picture: a literal text, or a component in brackets */
typedef struct
{
  char           *literal;
  char            component;
  SwJsonataTimeNames           names;
  char            modifier; /* a t c o, or '\0' */
  gboolean        is_number;
  SwIntegerFormat number;
  int             least;    /* width, or -1 */
  int             most;
  int             digits;   /* a year's last so many, or -1 for all */
} SwJsonataTimePart;

extern const char *const sw_js_time_months[12];
extern const char *const sw_js_time_days[7]; /* Monday first */

GArray  *sw_js_time_picture_new (SwJsonataEval *e,
                                 const char    *picture);
SwValue  sw_js_time_print       (SwJsonataEval *e,
                                 double         ms,
                                 const char    *picture,
                                 const char    *offset_text);
SwValue  sw_js_time_parse       (SwJsonataEval *e,
                                 const char    *text,
                                 const char    *picture);
gboolean sw_js_time_parse_iso   (const char    *text,
                                 double        *ms);

G_END_DECLS
