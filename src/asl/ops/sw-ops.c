/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/model/sw-walk.h"
#include "asl/ops/sw-ops-private.h"
#include "json/sw-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is common to all operations: the change under way, its notes and its result. */

G_DEFINE_QUARK (sw-ops-error-quark, sw_ops_error)

/**
 * sw_ops_result_free:
 *
 * Frees what an operation answered.
 */
void
sw_ops_result_free (SwOpsResult *self)
{
  sw_edits_unref (self->edits);
  g_free (self->select);
  g_strfreev (self->also);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/**
 * sw_ops_change_init:
 *
 * Begins a change of the text of @model, which must outlive it.
 */
void
sw_ops_change_init (SwOpsChange *self,
                    SwModel     *model)
{
  self->model = model;
  self->first = NULL;
  self->rewriter = sw_rewriter_new (sw_model_get_tree (model));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->select = NULL;
  self->also = g_ptr_array_new_with_free_func (g_free);
}

/**
 * sw_ops_change_clear:
 *
 * Frees the change, whether it was ended or not.
 */
void
sw_ops_change_clear (SwOpsChange *self)
{
  g_clear_pointer (&self->first, sw_edits_unref);
  g_clear_pointer (&self->rewriter, sw_rewriter_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->select, g_free);
  g_clear_pointer (&self->also, g_ptr_array_unref);
}

/* One more state to select, the first being the one to show; POINTER as in the text afterwards. */
void
sw_ops_select (SwOpsChange *change,
               const char  *pointer)
{
  if (change->select == NULL)
    change->select = g_strdup (pointer);
  else
    g_ptr_array_add (change->also, g_strdup (pointer));
}

/**
 * sw_ops_note:
 * @format: a sentence as for printf(), translated
 *
 * Notes what the person should know of the change, though it was made.
 */
void
sw_ops_note (SwOpsChange *self,
             const char  *format,
             ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* The names of the states that could be reached before the change and still stand, but cannot be
 * reached any more, without those inside of another such; in the order of the text. */
static GPtrArray *
dup_lost (SwOpsChange *self)
{
  g_autoptr (SwModel) model = sw_model_new (sw_rewriter_get_tree (self->rewriter));
  g_autoptr (GHashTable) before = sw_model_dup_reachable (self->model);
  g_autoptr (GHashTable) after = sw_model_dup_reachable (model);
  GPtrArray *states = sw_model_get_states (self->model);
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  GPtrArray *lost = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);
      SwState *now = sw_model_find_state (model, state->name);

      if (now == NULL || !g_hash_table_contains (before, state)
          || g_hash_table_contains (after, now))
        continue;
      g_hash_table_add (gone, now);
      if (now->scope->parent == NULL || !g_hash_table_contains (gone, now->scope->parent))
        g_ptr_array_add (lost, g_strdup (state->name));
    }

  return lost;
}

/* “A”, “B” and “C” */
char *
sw_ops_dup_name_list (GPtrArray *names)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append (out, i + 1 < names->len ? _ (", ") : _ (" and "));
      g_string_append_printf (out, _ ("“%s”"), (const char *) g_ptr_array_index (names, i));
    }

  return g_strdup (out->str);
}

/* A Succeed or Fail passes nothing on: put before states that have no other way in, it would cut
 * them off. */
gboolean
sw_ops_refuse_lost (SwOpsChange *change,
                    const char  *name,
                    GError     **error)
{
  g_autoptr (GPtrArray) lost = dup_lost (change);
  g_autofree char *list = NULL;

  if (lost->len == 0)
    return TRUE;

  list = sw_ops_dup_name_list (lost);

  return sw_ops_refuse (
      error,
      _ ("Nothing can follow “%s”: %s could no longer be reached from here. Put it on an edge that "
         "leads to the end, or delete what follows first."),
      name, list);
}

static SwEdits *
finish_edits (SwOpsChange *self)
{
  g_autoptr (SwEdits) second = sw_rewriter_finish (self->rewriter);

  return self->first != NULL ? sw_edits_compose (self->first, second) : g_steal_pointer (&second);
}

static SwOpsResult *
finish (SwOpsChange *self)
{
  g_autoptr (GPtrArray) lost = dup_lost (self);
  SwOpsResult *result = g_new0 (SwOpsResult, 1);

  if (lost->len > 0)
    {
      g_autofree char *list = sw_ops_dup_name_list (lost);

      sw_ops_note (self, _ ("%s can no longer be reached."), list);
    }

  result->edits = finish_edits (self);
  result->select = g_steal_pointer (&self->select);
  result->notes = g_steal_pointer (&self->notes);
  if (self->also->len > 0)
    {
      g_ptr_array_add (self->also, NULL);
      result->also = (char **) g_ptr_array_free (g_steal_pointer (&self->also), FALSE);
    }

  return result;
}

/* The result of a change that is done; or NULL and the error why not. FAILURE is the caller's to
 * free. */
SwOpsResult *
sw_ops_change_end (SwOpsChange *self,
                   gboolean     done,
                   GError      *failure,
                   GError     **error)
{
  if (done)
    return finish (self);

  if (failure->domain == SW_OPS_ERROR)
    g_set_error_literal (error, SW_OPS_ERROR, failure->code, failure->message);
  else if (g_error_matches (failure, SW_REWRITE_ERROR, SW_REWRITE_ERROR_YAML))
    g_set_error_literal (error, SW_OPS_ERROR, SW_OPS_ERROR_YAML, failure->message);
  else
    g_set_error (error, SW_OPS_ERROR, SW_OPS_ERROR_BROKEN,
                 _ ("The text cannot be changed here until its error is mended: %s"),
                 failure->message);

  return NULL;
}

/**
 * sw_ops_refuse:
 * @format: a sentence as for printf(), translated: what stands in the way, and what helps
 *
 * Returns: FALSE, always, so that it can be returned
 */
gboolean
sw_ops_refuse (GError     **error,
               const char  *format,
               ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error,
                     g_error_new_valist (SW_OPS_ERROR, SW_OPS_ERROR_REFUSED, format, arguments));
  va_end (arguments);

  return FALSE;
}

/**
 * sw_ops_require_state:
 *
 * Returns: (transfer none) (nullable): the state at @pointer; NULL with @error set where there is
 *   none
 */
SwState *
sw_ops_require_state (SwModel     *model,
                      const char  *pointer,
                      GError     **error)
{
  SwState *state = sw_model_find_pointer (model, pointer);

  if (state == NULL)
    sw_ops_refuse (error, _ ("There is no state at “%s”."), pointer);

  return state;
}

/* The scope whose object stands, or would stand, at POINTER. */
SwScope *
sw_model_find_scope (SwModel    *model,
                     const char *pointer)
{
  GPtrArray *states = sw_model_get_states (model);

  if (pointer[0] == '\0')
    return sw_model_get_root (model);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      for (guint j = 0; j < state->scopes->len; j++)
        {
          SwScope *scope = g_ptr_array_index (state->scopes, j);

          if (strcmp (scope->pointer, pointer) == 0)
            return scope;
        }
    }

  return NULL;
}

/**
 * sw_ops_dup_json_string:
 *
 * Returns: (transfer full): @text as a string of JSON, in quotes
 */
char *
sw_ops_dup_json_string (const char *text)
{
  GString *out = g_string_new (NULL);

  sw_json_string_print (text, strlen (text), out);

  return g_string_free (out, FALSE);
}

/* STEM without a number that sw_ops_dup_free_name() put behind it: "Pass (2)" -> "Pass" */
static char *
dup_bare_stem (const char *stem)
{
  const char *open = strrchr (stem, '(');
  const char *digits = open != NULL ? open + 1 : NULL;
  gsize n_digits = digits != NULL ? strspn (digits, "0123456789") : 0;

  if (n_digits == 0 || strcmp (digits + n_digits, ")") != 0 || open < stem + 2 || open[-1] != ' ')
    return g_strdup (stem);

  return g_strndup (stem, open - 1 - stem);
}

static gboolean
is_taken (SwModel    *model,
          GHashTable *taken,
          const char *name)
{
  return sw_model_find_state (model, name) != NULL
         || (taken != NULL && g_hash_table_contains (taken, name));
}

/* A name that neither a state of MODEL nor one of TAKEN (a set of names, or NULL) has. */
char *
sw_ops_dup_free_name (SwModel    *model,
                      GHashTable *taken,
                      const char *stem)
{
  g_autofree char *bare = NULL;
  g_autofree char *cut =
      g_utf8_substring (stem, 0, MIN (g_utf8_strlen (stem, -1), SW_STATE_NAME_LENGTH));

  if (!is_taken (model, taken, cut))
    return g_steal_pointer (&cut);

  bare = dup_bare_stem (cut);
  for (guint i = 1;; i++)
    {
      g_autofree char *number = g_strdup_printf (" (%u)", i);
      glong room = SW_STATE_NAME_LENGTH - (glong) strlen (number);
      g_autofree char *head = g_utf8_substring (bare, 0, MIN (g_utf8_strlen (bare, -1), room));
      g_autofree char *name = g_strconcat (head, number, NULL);

      if (!is_taken (model, taken, name))
        return g_steal_pointer (&name);
    }
}

/**
 * sw_ops_dup_unique_name:
 * @stem: valid UTF-8, such as "Lambda Invoke"
 *
 * A name for a new state: @stem itself, or @stem with the first free " (1)", " (2)" …, unique in
 * the whole machine. Beyond %SW_STATE_NAME_LENGTH characters the stem is shortened, never the
 * number.
 *
 * Returns: (transfer full): the name
 */
char *
sw_ops_dup_unique_name (SwModel    *model,
                        const char *stem)
{
  return sw_ops_dup_free_name (model, NULL, stem);
}
