/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check.h"
#include "asl/check/sw-findings.h"

#include <glib/gi18n.h>

#include "json/sw-placeholders.h"

/* A definition checked as it will be deployed: with values in the place of its ${placeholders}. The
 * definition with values is parsed and checked like any other; what is found there is told of the
 * source. */

/* As many characters of a value as a message shows */
#define VALUE_LENGTH 60

/* "${Seconds} is 0", for the end of a message */
static char *
describe_value (const SwPlaceholder *placeholder,
                SwValue              values)
{
  g_autofree char *value = sw_substitution_dup_text (values, placeholder->name);

  if (value != NULL && g_utf8_strlen (value, -1) > VALUE_LENGTH)
    {
      g_autofree char *start = g_utf8_substring (value, 0, VALUE_LENGTH);
      char *cut = g_strconcat (start, "…", NULL);

      g_free (g_steal_pointer (&value));
      value = cut;
    }
  /* translators: of a placeholder and its value: ${Seconds} is 5 */
  return g_strdup_printf (_ ("${%s} is %s"), placeholder->name, value);
}

/* A finding about the definition with values, told of the source: it stands at the placeholder
 * where a value is to blame. */
static SwDiagnostic *
tell_of_source (const SwSubstitution *substitution,
                const SwDiagnostic   *found,
                SwValue               values)
{
  const SwPlaceholder *placeholder = sw_substitution_find_at (substitution, found->span);
  SwSpan span = sw_substitution_map_back (substitution, found->span);
  g_autofree char *pointer = NULL;
  g_autofree char *value = NULL;
  SwDiagnostic *told;

  if (found->pointer != NULL)
    pointer = sw_substitution_dup_pointer (substitution, found->pointer);
  if (placeholder == NULL || placeholder->literal)
    {
      told = sw_diagnostic_new (found->severity, found->code, pointer, span, "%s", found->message);
      told->kind = found->kind;
    }
  else
    {
      /* Without `kind`: what mends the definition would not mend the value. */
      value = describe_value (placeholder, values);
      told = sw_diagnostic_new (found->severity, found->code, pointer, span, "%s (%s)",
                                found->message, value);
    }

  return told;
}

static void
add_missing (GPtrArray            *told,
             const SwSubstitution *substitution)
{
  g_autoptr (GPtrArray) missing = sw_substitution_dup_missing (substitution, NULL);

  for (guint i = 0; i < missing->len; i++)
    {
      const SwPlaceholder *placeholder = g_ptr_array_index (missing, i);
      g_autofree char *pointer = sw_node_dup_pointer (placeholder->node);

      SwDiagnostic *hint = sw_diagnostic_new (
          SW_SEVERITY_HINT, SW_CHECK_NO_VALUE, pointer, placeholder->span,
          _ ("${%s} has no value among the “substitutions” of the tasks file"),
          placeholder->name);

      hint->kind = sw_finding_get_info (SW_FINDING_NO_VALUE)->kind;
      g_ptr_array_add (told, hint);
    }
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const SwDiagnostic *first = *(SwDiagnostic *const *) a;
  const SwDiagnostic *second = *(SwDiagnostic *const *) b;

  return (first->span.start > second->span.start) - (first->span.start < second->span.start);
}

/**
 * sw_check_substituted:
 * @model: any model
 * @type: what the machine is to be deployed as
 * @values: an object of values for its placeholders, by name; undefined: none are known
 *
 * Checks a definition as sw_check() does, with values in the place of its placeholders. A finding
 * that comes from a value points to the placeholder and names the value. A placeholder without a
 * value stays unknown; where there are @values at all, a hint tells of it.
 *
 * Returns: (transfer full) (element-type SwDiagnostic): the findings in the order of @model's text
 */
GPtrArray *
sw_check_substituted (SwModel       *model,
                      SwMachineType  type,
                      SwValue        values)
{
  g_autoptr (SwSubstitution) substitution = NULL;
  g_autoptr (SwModel) deployed = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *told;

  g_return_val_if_fail (model != NULL, NULL);

  if (!sw_value_is (values, SW_TYPE_OBJECT))
    return sw_check (model, type);

  substitution = sw_substitution_new (sw_model_get_tree (model), values);
  deployed = sw_model_new (sw_substitution_get_tree (substitution));
  found = sw_check (deployed, type);
  told = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_diagnostic_free);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (told, tell_of_source (substitution, g_ptr_array_index (found, i), values));
  add_missing (told, substitution);
  g_ptr_array_sort (told, compare_spans);

  return told;
}
