/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-interrupt.h"

G_BEGIN_DECLS

/* SwValue: an immutable JSON value, passed by value: 16 bytes, a type tag and a number or a pointer
 * to a shared, reference-counted part.
 *
 * The one ownership rule: arguments are borrowed and results are owned, except
 *   - `_get_` functions, whose result is borrowed from the argument, and
 *   - arguments named `take_…`, which are consumed.
 * Owned locals are `g_auto (SwValue) v = SW_VALUE_INIT;`.
 *
 * The builders (`sw_value_append`, `sw_value_set_member`, …) change the container they are pointed
 * at, copying its top level first when somebody else shares it; what it holds is always shared,
 * never copied.
 *
 * Counts are not atomic: a value and all it shares with others belong to one thread at a time. */

typedef enum
{
  SW_TYPE_UNDEFINED, /* no value at all: a path without a result; never inside an array or object */
  SW_TYPE_NULL,
  SW_TYPE_BOOLEAN,
  SW_TYPE_NUMBER,
  SW_TYPE_STRING,
  SW_TYPE_ARRAY,
  SW_TYPE_OBJECT,
  SW_TYPE_OPAQUE, /* something of a query language (a function); has no JSON text */
} SwType;

/* Length-counted UTF-8, U+0000 allowed; NUL-terminated as well. Half of a surrogate pair, which
 * JSON may write ("\ud800") and UTF-8 may not, is kept in the three bytes UTF-8 would give it and
 * printed as the escape again: such a string, and no other, fails g_utf8_validate(). */
typedef struct _SwString SwString;
typedef struct _SwArray  SwArray;
typedef struct _SwObject SwObject;
typedef struct _SwOpaque SwOpaque;

typedef struct
{
  guint8  type;    /* SwType */
  guint8  flags;   /* SwValueFlags; not part of a value's identity */
  guint8  user;    /* free for the evaluator that holds the value (JSONata's kinds of sequence) */
  guint8  padding[5];
  union
  {
    gboolean  boolean;
    double    number;
    SwString *string; /* also a number with SW_VALUE_DIGITS: its digits */
    SwArray  *array;
    SwObject *object;
    SwOpaque *opaque;
    gpointer  box;
  };
} SwValue;

G_STATIC_ASSERT (sizeof (SwValue) == 16);

typedef enum
{
  SW_VALUE_DECIMAL = 1 << 0, /* a number written with fraction or exponent: 1.0 prints as 1.0 */
  SW_VALUE_DIGITS  = 1 << 1, /* a number that no double gives back (an integer beyond 2^53, 1e400,
                              * -0): `string` keeps its text */
} SwValueFlags;

/* sw_value_get_depth() counts no further. */
#define SW_VALUE_MOST_DEPTH 254

#define SW_VALUE_INIT ((SwValue) { .type = SW_TYPE_UNDEFINED })
#define SW_VALUE_NULL ((SwValue) { .type = SW_TYPE_NULL })

/* Makers */
SwValue      sw_value_new_boolean     (gboolean      value);
SwValue      sw_value_new_number      (double        value);
SwValue      sw_value_new_integer     (gint64        value);
SwValue      sw_value_new_digits      (const char   *digits,
                                       gssize        length);
SwValue      sw_value_new_string      (const char   *text);
SwValue      sw_value_new_string_len  (const char   *text,
                                       gssize        length);
SwValue      sw_value_take_string     (SwString     *take_string);
SwValue      sw_value_new_array       (guint         capacity);
SwValue      sw_value_new_object      (guint         capacity);
SwValue      sw_value_new_opaque      (gconstpointer  kind,
                                       gpointer       take_data,
                                       GDestroyNotify free_data);

/* Sharing. Inline, because an interpreter does little else. */

/* What every shared part begins with */
typedef struct
{
  guint count;
} SwBox;

void         sw_value_free_box        (SwValue       self); /* for sw_value_clear() alone */

static inline gboolean
sw_value_has_box (SwValue self)
{
  return self.type >= SW_TYPE_STRING || (self.flags & SW_VALUE_DIGITS) != 0;
}

/* Returns SELF with one more owner. */
static inline SwValue
sw_value_ref (SwValue self)
{
  if (sw_value_has_box (self))
    ((SwBox *) self.box)->count++;

  return self;
}

/* Gives up *SELF and leaves SW_TYPE_UNDEFINED there. */
static inline void
sw_value_clear (SwValue *self)
{
  SwValue old = *self;

  *self = SW_VALUE_INIT;
  if (sw_value_has_box (old) && --((SwBox *) old.box)->count == 0)
    sw_value_free_box (old);
}

/* Gives up what *SELF held and takes TAKE_VALUE instead. */
static inline void
sw_value_set (SwValue *self,
              SwValue  take_value)
{
  SwValue old = *self;

  *self = take_value;
  sw_value_clear (&old);
}

/* Reading */
static inline SwType
sw_value_type (SwValue self)
{
  return (SwType) self.type;
}

static inline gboolean
sw_value_is (SwValue self,
             SwType  type)
{
  return self.type == type;
}

/* Whether SELF is the boolean TRUE */
static inline gboolean
sw_value_get_boolean (SwValue self)
{
  return self.type == SW_TYPE_BOOLEAN && self.boolean;
}

double       sw_value_get_kept_number (SwValue       self); /* for sw_value_get_number() alone */

/* The nearest double of a number (1e400 is infinite); 0 for what is no number */
static inline double
sw_value_get_number (SwValue self)
{
  if (self.type == SW_TYPE_NUMBER && (self.flags & SW_VALUE_DIGITS) == 0)
    return self.number;

  return sw_value_get_kept_number (self);
}

/* Whether both are one and the same shared part: then they are equal. FALSE says nothing. */
static inline gboolean
sw_value_same_box (SwValue a,
                   SwValue b)
{
  return a.type == b.type && sw_value_has_box (a) && sw_value_has_box (b) && a.box == b.box;
}

gboolean    sw_value_is_integer        (SwValue       self);
gboolean    sw_value_get_integer       (SwValue       self,
                                        gint64       *integer);
const char *sw_value_get_text          (SwValue       self,
                                        gsize        *length);
SwString   *sw_value_get_string        (SwValue       self);
guint       sw_value_get_length        (SwValue       self);
guint       sw_value_get_depth         (SwValue       self,
                                        guint         most);
SwValue     sw_value_get_element       (SwValue       self,
                                        guint         index);
SwString   *sw_value_get_key           (SwValue       self,
                                        guint         index);
SwValue     sw_value_get_member        (SwValue       self,
                                        const char   *key);
SwValue     sw_value_get_member_string (SwValue       self,
                                        SwString     *key);
SwValue     sw_value_get_member_at     (SwValue       self,
                                        guint         index);
gpointer    sw_value_get_opaque        (SwValue       self,
                                        gconstpointer kind);
gboolean    sw_value_equal             (SwValue       a,
                                        SwValue       b);
gboolean    sw_value_equal_within      (SwValue       a,
                                        SwValue       b,
                                        SwInterrupt  *interrupt);
guint       sw_value_hash              (SwValue       self);
const char *sw_type_get_name           (SwType        type);

/* Building */
void     sw_value_append            (SwValue    *array,
                                     SwValue     take_value);
void     sw_value_set_element       (SwValue    *array,
                                     guint       index,
                                     SwValue     take_value);
void     sw_value_set_member        (SwValue    *object,
                                     const char *key,
                                     SwValue     take_value);
void     sw_value_set_text          (SwValue    *object,
                                     const char *key,
                                     const char *text);
void     sw_value_set_member_string (SwValue    *object,
                                     SwString   *key,
                                     SwValue     take_value);
gboolean sw_value_remove_member     (SwValue    *object,
                                     const char *key);

/* Strings */
SwString    *sw_string_new            (const char   *text,
                                       gssize        length);
SwString    *sw_string_ref            (SwString     *self);
void         sw_string_unref          (SwString     *self);
const char  *sw_string_get_text       (const SwString *self);
gsize        sw_string_get_length     (const SwString *self);
guint        sw_string_hash           (const SwString *self);
gboolean     sw_string_equal          (const SwString *a,
                                       const SwString *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwValue, sw_value_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwString, sw_string_unref)

G_END_DECLS
