/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-eval.h"

G_BEGIN_DECLS

/* Pictures of numbers (XPath F&O 4.7). Code points throughout, because any character may be made
 * the decimal separator and the like. */

typedef enum
{
  SW_SIGN_DECIMAL_SEPARATOR,
  SW_SIGN_GROUPING_SEPARATOR,
  SW_SIGN_EXPONENT_SEPARATOR,
  SW_SIGN_MINUS_SIGN,
  SW_SIGN_PERCENT,
  SW_SIGN_PER_MILLE,
  SW_SIGN_ZERO_DIGIT,
  SW_SIGN_DIGIT,
  SW_SIGN_PATTERN_SEPARATOR,
  SW_N_SIGNS
} SwPictureSign;

typedef struct
{
  const gunichar *text;
  glong           length;
} SwSlice;

/* A sub-picture, taken apart */
typedef struct
{
  SwSlice    whole;
  SwSlice    prefix;
  SwSlice    active;
  SwSlice    suffix;
  SwSlice    mantissa;
  SwSlice    integer;
  SwSlice    fraction;
  SwSlice    exponent;
  gboolean has_exponent;
  guint    least_integer;
  guint    least_fraction;
  guint    most_fraction;
  guint    least_exponent;
  guint    scaling;
  guint    regular;     /* grouping of the integer part each so many digits, or 0 */
  guint    groups[32];  /* digits to the right of each separator */
  guint    n_groups;
  guint    fraction_groups[32]; /* digits to the left */
  guint    n_fraction_groups;
} SwSubPicture;

typedef struct
{
  SwJsonataEval *e;
  gunichar       signs[SW_N_SIGNS];
} SwNumberFormat;

void    sw_number_format_init  (SwNumberFormat       *format,
                                SwValue               options);
guint   sw_number_picture_read (const SwNumberFormat *format,
                                SwSlice               picture,
                                SwSubPicture          subs[2]);
guint   sw_js_find_regular     (const guint          *positions,
                                guint                 n);
glong   sw_slice_find          (SwSlice               slice,
                                gunichar              c,
                                glong                 from);

G_END_DECLS
