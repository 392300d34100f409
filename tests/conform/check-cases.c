/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check-cases.h"

#include <string.h>

void
checked_init (Checked       *self,
              const char    *text,
              SwMachineType  type)
{
  checked_init_as (self, text, SW_SYNTAX_JSON, type);
}

void
checked_init_as (Checked       *self,
                 const char    *text,
                 SwSyntax       syntax,
                 SwMachineType  type)
{
  g_autoptr (SwTree) tree = sw_tree_parse_as (text, -1, syntax);

  self->model = sw_model_new (tree);
  self->diagnostics = sw_check (self->model, type);
}

/* The case's definition_text, or else its definition as text. FALSE where it has neither. */
gboolean
checked_init_case (Checked       *self,
                   SwValue        test,
                   SwMachineType  type)
{
  SwValue text = sw_value_get_member (test, "definition_text");
  SwValue definition = sw_value_get_member (test, "definition");
  g_autofree char *printed = NULL;

  if (sw_value_is (text, SW_TYPE_STRING))
    {
      checked_init (self, sw_value_get_text (text, NULL), type);
      return TRUE;
    }
  if (sw_value_is (definition, SW_TYPE_UNDEFINED))
    return FALSE;

  printed = sw_value_to_text (definition, SW_TEXT_PRETTY, NULL);
  checked_init (self, printed, type);

  return TRUE;
}

void
checked_clear (Checked *self)
{
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  g_clear_pointer (&self->model, sw_model_unref);
}

guint
checked_get_errors (const Checked *self)
{
  guint n_errors = 0;

  for (guint i = 0; i < self->diagnostics->len; i++)
    if (((SwDiagnostic *) g_ptr_array_index (self->diagnostics, i))->severity == SW_SEVERITY_ERROR)
      n_errors++;

  return n_errors;
}

/* The first error in one line, or NULL. */
char *
checked_dup_first (const Checked *self)
{
  for (guint i = 0; i < self->diagnostics->len; i++)
    {
      const SwDiagnostic *item = g_ptr_array_index (self->diagnostics, i);
      g_autofree char *location = NULL;

      if (item->severity != SW_SEVERITY_ERROR)
        continue;

      location = sw_check_dup_location (self->model, item);
      return g_strdup_printf ("%s: %s at %s", item->code, item->message, location);
    }

  return NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Runs every case of every file of FOLDER, which are arrays of cases. */
void
run_cases (Conform    *conform,
           const char *folder,
           void      (*run) (Conform *conform,
                             SwValue  test))
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (files, g_strdup (name));
  g_ptr_array_sort (files, compare_names);

  for (guint i = 0; i < files->len; i++)
    {
      g_auto (SwValue) cases = SW_VALUE_INIT;

      conform_load (folder, g_ptr_array_index (files, i), &cases);
      for (guint j = 0; j < sw_value_get_length (cases); j++)
        run (conform, sw_value_get_element (cases, j));
    }
}
