/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata.h"
#include "query/sw-payload-template.h"

/* Every evaluation that may take long asks whether to go on, always at the same places, and ends
 * where it is told to. The rows take far too long for a test that lets them go on. */

#define REASON "Enough of it"

/* A value that is small, and without end when it is looked through */
#define SHARED(leaf) "($d := function($v, $n){$n = 0 ? $v : $d({'a': $v, 'b': $v}, $n - 1)}; " leaf ")"
#define NESTED(leaf) "($d := function($v, $n){$n = 0 ? $v : $d([[$v], [$v]], $n - 1)}; " leaf ")"

static const struct
{
  const char *name;
  const char *text;
} expressions[] = {
  { "recursion", "($f := function(){$f()}; $f())" },
  { "higher-order", "$map([1..100000], function($v){$map([1..100000], function($w){$w})})" },
  { "copies", "$reduce([1..100000], function($all, $v){$append($all, $v)}, [])" },
  { "texts", "$map([1..100000], function($v){$length($pad('', 100000, 'a'))})" },
  { "truth", NESTED ("$boolean($d(0, 60))") },
  { "printing", SHARED ("$string($d(1, 60))") },
  { "equality", SHARED ("$d(1, 60) = $d(1, 60)") },
  { "distinct", SHARED ("$distinct([$d(1, 60), $d(1, 60)])") },
  { "descendants", SHARED ("$count($d(1, 60).**)") },
  { "names", NESTED ("$keys($d({}, 60))") },
  { "lookup", NESTED ("$lookup($d({}, 60), 'x')") },
  { "transform", SHARED ("$d({}, 60) ~> | x | {} |") },
  { "infinite", SHARED ("$d(1 / 0, 60)") },
  { "in", "$map([1..100000], function($v){0 in [1..100000]})" },
  { "sort", "$sort([1..100000], function($a, $b){$a < $b})" },
  { "pattern", "$match($pad('', 100000, 'a'), /b/)" },
  { "matches", "$match($pad('', 100000, 'a'), /a/)" },
};

static const struct
{
  const char *name;
  const char *text; /* a path or a call over an array of COUNT times ELEMENT */
  guint       count;
  const char *element;
} paths[] = {
  { "scan", "$..*..*..*", 3000, "[1]" },
  { "in", "$[?(@ in $)]", 20000, "{}" },
  { "any-of", "$[?($ anyof $)]", 20000, "{}" },
  { "pattern", "$[?(@ =~ /(a+)+[bc]/)]", 20, "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"" },
  { "unique", "States.ArrayUnique($)", 100000, "\"a\"" },
};

/* Whoever is asked; gives up at question LAST; 0: never */
typedef struct
{
  guint64     last;
  SwInterrupt interrupt;
} Asked;

static const char *
answer (guint64  question,
        gpointer data)
{
  const Asked *self = data;

  g_assert_cmpuint (question, ==, self->interrupt.n_asked);
  return question == self->last ? REASON : NULL;
}

static void
asked_init (Asked  *self,
            guint64 last)
{
  *self = (Asked) { .last = last, .interrupt = { .func = answer, .data = self } };
}

static guint64
next_random (gpointer data)
{
  return 4;
}

static gboolean
evaluate (const char     *text,
          Asked          *asked,
          SwValue        *result,
          SwJsonataError *error)
{
  g_autoptr (SwJsonata) expression = sw_jsonata_new (text, -1, error);
  const SwJsonataScope scope = { .random = next_random,
                                 .interrupt = &asked->interrupt,
                                 .limits = { .steps = G_MAXUINT64 / 2 } };

  g_assert_nonnull (expression);
  return sw_jsonata_evaluate (expression, &scope, result, error);
}

static void
test_expression (gconstpointer data)
{
  const char *text = data;

  for (guint64 last = 1; last <= 3; last++)
    {
      g_auto (SwValue) result = SW_VALUE_INIT;
      g_auto (SwJsonataError) error = { 0 };
      Asked asked;

      asked_init (&asked, last);
      g_assert_false (evaluate (text, &asked, &result, &error));
      g_assert_cmpuint (asked.interrupt.n_asked, ==, last);
      g_assert_cmpstr (error.code, ==, "U1001");
      g_assert_true (g_str_has_suffix (error.message, ". " REASON));
    }
}

static SwValue
new_document (guint       count,
              const char *element)
{
  SwValue document = sw_value_new_array (count);
  g_auto (SwValue) value = SW_VALUE_INIT;

  g_assert_true (sw_value_from_text (element, -1, SW_TEXT_DEFAULT, &value, NULL));
  for (guint i = 0; i < count; i++)
    sw_value_append (&document, sw_value_ref (value));
  return document;
}

static void
test_path (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_auto (SwValue) document = new_document (paths[row].count, paths[row].element);
  g_autoptr (SwPayloadTemplate) path = sw_payload_template_new_path (paths[row].text, NULL);

  for (guint64 last = 1; last <= 3; last++)
    {
      g_auto (SwValue) result = SW_VALUE_INIT;
      g_autoptr (GError) error = NULL;
      Asked asked;
      SwQueryScope scope = { .input = document, .interrupt = &asked.interrupt };

      asked_init (&asked, last);
      g_assert_false (sw_payload_template_evaluate (path, &scope, &result, NULL, &error));
      g_assert_cmpuint (asked.interrupt.n_asked, ==, last);
      g_assert_true (g_str_has_suffix (error->message, REASON));
    }
}

/* Where the answer is to go on, nothing is different, and the questions are always as many. */
static void
test_nothing_else_changes (void)
{
  static const char text[] = "$sum($map([1..20000], function($v){$v * 2}))";

  for (guint i = 0; i < 2; i++)
    {
      g_auto (SwValue) result = SW_VALUE_INIT;
      g_auto (SwJsonataError) error = { 0 };
      static guint64 n_asked;
      Asked asked;

      asked_init (&asked, 0);
      g_assert_true (evaluate (text, &asked, &result, &error));
      g_assert_cmpfloat (sw_value_get_number (result), ==, 20000.0 * 20001);
      g_assert_cmpuint (asked.interrupt.n_asked, >, 1);
      g_assert_true (i == 0 || asked.interrupt.n_asked == n_asked);
      n_asked = asked.interrupt.n_asked;
    }
}

/* Many small evaluations ask as one large one does. */
static void
test_small_ones_add_up (void)
{
  Asked asked;

  asked_init (&asked, 0);
  for (guint i = 0; i < 2000; i++)
    {
      g_auto (SwValue) result = SW_VALUE_INIT;
      g_auto (SwJsonataError) error = { 0 };

      g_assert_true (evaluate ("1 + 2 * 3", &asked, &result, &error));
    }
  g_assert_cmpuint (asked.interrupt.n_asked, >, 0);
}

/* What was given up stays so until somebody says otherwise. */
static void
test_given_up_until_cleared (void)
{
  Asked asked;

  asked_init (&asked, 1);
  g_assert_false (sw_interrupt_spend (&asked.interrupt, SW_INTERRUPT_UNITS));
  g_assert_false (sw_interrupt_spend (&asked.interrupt, 0));
  g_assert_cmpuint (asked.interrupt.n_asked, ==, 1);
  sw_interrupt_clear (&asked.interrupt);
  g_assert_true (sw_interrupt_spend (&asked.interrupt, 0));
  g_assert_true (sw_interrupt_spend (NULL, SW_INTERRUPT_UNITS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autofree char *name = g_strconcat ("/interrupt/jsonata/", expressions[i].name, NULL);

      g_test_add_data_func (name, expressions[i].text, test_expression);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_strconcat ("/interrupt/path/", paths[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_path);
    }
  g_test_add_func ("/interrupt/nothing-else-changes", test_nothing_else_changes);
  g_test_add_func ("/interrupt/small-ones-add-up", test_small_ones_add_up);
  g_test_add_func ("/interrupt/given-up-until-cleared", test_given_up_until_cleared);
  return g_test_run ();
}
