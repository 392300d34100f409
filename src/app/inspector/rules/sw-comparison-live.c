/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/rules/sw-comparison-live.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/fields/sw-field-live.h"
#include "app/source/sw-last-run.h"

/* What a condition comes to on the data of the last run, in words. */

/**
 * sw_comparison_live_find_state:
 * @pointer: (nullable): of anything in it
 *
 * Returns: (transfer none) (nullable): the innermost state there
 */
SwState *
sw_comparison_live_find_state (SwDocument *document,
                               const char *pointer)
{
  g_autofree char *outer = g_strdup (pointer);
  SwModel *model = sw_document_get_model (document);
  SwState *state = NULL;
  char *slash;

  while (outer != NULL && (state = sw_model_find_pointer (model, outer)) == NULL
         && (slash = strrchr (outer, '/')) != NULL)
    *slash = '\0';
  return state;
}

/* What the variable was; NULL where there was nothing */
static char *
dup_value (const SwState     *state,
           const SwCondition *comparison,
           const SwSample    *sample)
{
  static const SwField variable = { .name = "Variable", .kind = SW_FIELD_REFERENCE_PATH };
  char *text;

  if (comparison->variable != NULL
      && sw_field_live_try (&variable, SW_FIELD_SET_CONDITION, state, comparison->variable, sample,
                            &text)
             == SW_LIVE_RESULT)
    return text;
  return g_strdup (/* translators: there was no such value */ _("nothing there"));
}

static char *
dup_words (SwAnswer    answer,
           const char *value,
           const char *cause)
{
  if (answer == SW_ANSWER_FAILURE)
    return g_strdup_printf (_("In the last run it would fail: %s"), cause);
  if (value == NULL)
    return g_strdup (answer == SW_ANSWER_TRUE ? _("In the last run: it holds")
                                              : _("In the last run: it does not hold"));
  if (answer == SW_ANSWER_TRUE)
    /* translators: the value that a condition is about */
    return g_strdup_printf (_("In the last run: %s; it holds"), value);
  /* translators: the value that a condition is about */
  return g_strdup_printf (_("In the last run: %s; it does not hold"), value);
}

static char *
dup_live (SwDocument        *document,
          const char        *pointer,
          const SwCondition *condition,
          gboolean           with_value,
          gboolean          *failed)
{
  SwState *state = sw_comparison_live_find_state (document, pointer);
  g_auto (SwSample) sample = { 0 };
  g_autofree char *value = NULL;
  g_autofree char *cause = NULL;
  SwAnswer answer;

  *failed = FALSE;
  if (state == NULL || !sw_last_run_find_sample (document, state->pointer, &sample))
    return NULL;
  answer = sw_condition_live_ask (condition, state, &sample, &cause);
  *failed = answer == SW_ANSWER_FAILURE;
  if (with_value && !*failed)
    value = dup_value (state, condition, &sample);
  return dup_words (answer, value, cause);
}

/**
 * sw_comparison_live_dup:
 * @pointer: (nullable): JSON pointer of the comparison, or of anything in its state
 * @failed: (out): whether it could not be told
 *
 * Returns: (transfer full) (nullable): what the variable was, and whether the comparison held;
 *   %NULL where no run has come there
 */
char *
sw_comparison_live_dup (SwDocument        *document,
                        const char        *pointer,
                        const SwCondition *comparison,
                        gboolean          *failed)
{
  return dup_live (document, pointer, comparison, TRUE, failed);
}

/**
 * sw_condition_live_dup:
 *
 * Returns: (transfer full) (nullable): the same of a whole condition: whether it held
 */
char *
sw_condition_live_dup (SwDocument        *document,
                       const char        *pointer,
                       const SwCondition *condition,
                       gboolean          *failed)
{
  return dup_live (document, pointer, condition, FALSE, failed);
}
