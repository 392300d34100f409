/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/edit/sw-cli-edit.h"
#include "cli/sw-cli.h"

#include <string.h>

static const struct
{
  const char *name;
  SwPlaceKind kind;
  gboolean    indexed;
} places[] = {
  { "start", SW_PLACE_START, FALSE },
  { "next", SW_PLACE_NEXT, FALSE },
  { "default", SW_PLACE_DEFAULT, FALSE },
  { "rule", SW_PLACE_RULE, TRUE },
  { "catch", SW_PLACE_CATCH, TRUE },
  { "new-rule", SW_PLACE_NEW_RULE, FALSE },
  { "new-catch", SW_PLACE_NEW_CATCH, FALSE },
};

static const char *
keep (SwCliEdit *self,
      char      *take_text)
{
  g_ptr_array_add (self->owned, take_text);
  return take_text;
}

/**
 * sw_cli_edit_find_state:
 * @text: a state's name or JSON pointer
 *
 * Returns: (transfer none) (nullable): the state's JSON pointer; NULL after a message
 */
const char *
sw_cli_edit_find_state (SwCliEdit  *self,
                        const char *text)
{
  SwState *state = sw_model_find_state (self->model, text);

  if (state == NULL)
    state = sw_model_find_pointer (self->model, text);
  if (state != NULL)
    return state->pointer;

  sw_cli_complain ("There is no state '%s'", text);
  self->usage = TRUE;
  return NULL;
}

/**
 * sw_cli_edit_find_states:
 * @count: how many of the first arguments name states
 *
 * Returns: (transfer container) (nullable): their JSON pointers, NULL-terminated; NULL after a
 *   message
 */
const char **
sw_cli_edit_find_states (SwCliEdit *self,
                         int        count)
{
  g_autofree const char **pointers = g_new0 (const char *, count + 1);

  for (int i = 0; i < count; i++)
    {
      pointers[i] = sw_cli_edit_find_state (self, self->arguments[i]);
      if (pointers[i] == NULL)
        return NULL;
    }

  return g_steal_pointer (&pointers);
}

/**
 * sw_cli_edit_read_index:
 * @text: a number, from 0
 * @index: (out): it
 *
 * Returns: FALSE after a message
 */
gboolean
sw_cli_edit_read_index (SwCliEdit  *self,
                        const char *text,
                        guint      *index)
{
  guint64 number;

  self->usage = !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL);
  if (self->usage)
    sw_cli_complain ("'%s' is no number from 0", text);
  else
    *index = (guint) number;
  return !self->usage;
}

/* The pointer of the scope that TEXT names: a scope's pointer, or a state with scopes, which stands
 * for its first. */
static const char *
find_scope (SwCliEdit  *self,
            const char *text)
{
  SwState *state;

  if (sw_tree_resolve (sw_model_get_tree (self->model), text) != NULL
      && sw_model_find_pointer (self->model, text) == NULL)
    return text;

  state = sw_model_find_state (self->model, text);
  if (state == NULL)
    state = sw_model_find_pointer (self->model, text);
  if (state != NULL && state->scopes->len > 0)
    {
      const SwScope *scope = state->scopes->pdata[0];

      if (scope->node != NULL)
        return keep (self, sw_node_dup_pointer (scope->node));
    }

  sw_cli_complain ("'%s' is neither a Map or Parallel nor the pointer of a scope", text);
  self->usage = TRUE;
  return NULL;
}

/* Takes ":N" off the end of TEXT. */
static gboolean
take_index (SwCliEdit *self,
            char      *text,
            guint     *index)
{
  char *colon = strrchr (text, ':');
  guint64 number;

  if (colon != NULL && g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT, &number, NULL))
    {
      *colon = '\0';
      *index = (guint) number;
      return TRUE;
    }

  sw_cli_complain ("'%s' needs a number behind a colon, from 0", text);
  self->usage = TRUE;
  return FALSE;
}

/**
 * sw_cli_edit_read_place:
 * @text: an arrow, e.g. "next:A" or "rule:Choose:0"; --help has the grammar
 * @place: (out): it; borrows from @self
 *
 * Returns: FALSE after a message
 */
gboolean
sw_cli_edit_read_place (SwCliEdit  *self,
                        const char *text,
                        SwPlace    *place)
{
  const char *colon = strchr (text, ':');
  gsize length = colon != NULL ? (gsize) (colon - text) : strlen (text);
  char *rest = (char *) keep (self, g_strdup (colon != NULL ? colon + 1 : ""));

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (strlen (places[i].name) != length || strncmp (places[i].name, text, length) != 0)
        continue;

      *place = (SwPlace) { .kind = places[i].kind, .pointer = "" };
      if (places[i].indexed && !take_index (self, rest, &place->index))
        return FALSE;
      if (places[i].kind != SW_PLACE_START)
        place->pointer = sw_cli_edit_find_state (self, rest);
      else if (colon != NULL)
        place->pointer = find_scope (self, rest);
      return place->pointer != NULL;
    }

  sw_cli_complain ("'%s' is no place; see stepwright edit --help", text);
  self->usage = TRUE;
  return FALSE;
}
