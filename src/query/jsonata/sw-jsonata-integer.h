/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-eval.h"

G_BEGIN_DECLS

/* Whole numbers by picture (XPath F&O): 1, 001, #,##0, A, a, I, i, W, w, Ww; with ";o" as ordinals.
 */

typedef enum
{
  SW_INTEGER_DECIMAL,
  SW_INTEGER_LETTERS,
  SW_INTEGER_ROMAN,
  SW_INTEGER_WORDS,
  SW_INTEGER_SEQUENCE, /* anything else: not supported */
} SwIntegerKind;

typedef enum
{
  SW_CASE_LOWER,
  SW_CASE_UPPER,
  SW_CASE_TITLE,
} SwLetterCase;

typedef struct
{
  guint    position; /* digits to its right */
  gunichar character;
} SwIntegerSeparator;

typedef struct
{
  SwIntegerKind kind;
  SwLetterCase  letter_case;
  gboolean      ordinal;
  gunichar      zero;        /* of the family of digits */
  guint         mandatory;   /* digits shown at least */
  guint         optional;
  guint         parse_width; /* digits read exactly, or 0 for any number */
  guint         regular;     /* a separator each so many digits, or 0 */
  GArray       *separators;  /* SwIntegerSeparator, from the right */
  char         *token;       /* the picture, for the error */
} SwIntegerFormat;

/* FALSE with a fault where the picture is wrong */
gboolean sw_integer_format_init  (SwIntegerFormat       *self,
                                  SwJsonataEval         *e,
                                  const char            *picture);
void     sw_integer_format_clear (SwIntegerFormat       *self);
char    *sw_integer_format_print (const SwIntegerFormat *self,
                                  SwJsonataEval         *e,
                                  double                 number);
/* A regular expression that such a number matches; NULL with a fault for a sequence */
char  *sw_integer_format_dup_regex (const SwIntegerFormat *self,
                                    SwJsonataEval         *e);
double sw_integer_format_parse     (const SwIntegerFormat *self,
                                    const char            *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwIntegerFormat, sw_integer_format_clear)

G_END_DECLS
