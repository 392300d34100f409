/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/edit/sw-cli-edit.h"
#include "cli/sw-cli.h"

/* The operations of the command edit that are about whole states, or several. */

/**
 * sw_cli_edit_move:
 *
 * `move STATE… PLACE`: takes states out and puts them on an arrow.
 *
 * Returns: (transfer full) (nullable): what it makes of the text; NULL when refused, with @self
 *   saying why
 */
SwOpsResult *
sw_cli_edit_move (SwCliEdit *self)
{
  g_autofree const char **pointers = sw_cli_edit_find_states (self, self->n_arguments - 1);
  SwPlace place;

  if (pointers == NULL
      || !sw_cli_edit_read_place (self, self->arguments[self->n_arguments - 1], &place))
    return NULL;
  return sw_ops_move (self->model, pointers, &place, &self->error);
}

/**
 * sw_cli_edit_duplicate:
 *
 * `duplicate STATE…`: puts a copy of the states behind them.
 *
 * Returns: as sw_cli_edit_move()
 */
SwOpsResult *
sw_cli_edit_duplicate (SwCliEdit *self)
{
  g_autofree const char **pointers = sw_cli_edit_find_states (self, self->n_arguments);

  return pointers != NULL ? sw_ops_duplicate (self->model, pointers, &self->error) : NULL;
}

/* What stands there becomes another text altogether: that of the states alone. */
SwOpsResult *
sw_cli_edit_copy (SwCliEdit *self)
{
  g_autofree const char **pointers = sw_cli_edit_find_states (self, self->n_arguments);
  g_autofree char *copy =
      pointers != NULL ? sw_ops_dup_copy (self->model, pointers, &self->error) : NULL;
  SwOpsResult *result;
  gsize length;

  if (copy == NULL)
    return NULL;

  sw_tree_get_text (sw_model_get_tree (self->model), &length);
  result = g_new0 (SwOpsResult, 1);
  result->notes = g_ptr_array_new ();
  result->edits = sw_edits_new ();
  sw_edits_add (result->edits, (SwSpan) { 0, length }, copy, -1);
  return result;
}

/**
 * sw_cli_edit_paste:
 *
 * `paste JSON PLACE`: puts the states that JSON holds on an arrow.
 *
 * Returns: as sw_cli_edit_move()
 */
SwOpsResult *
sw_cli_edit_paste (SwCliEdit *self)
{
  g_autofree char *text = NULL;
  gsize length;
  SwPlace place;

  self->usage = !sw_cli_read_text (self->arguments[0], &text, &length);
  if (self->usage || !sw_cli_edit_read_place (self, self->arguments[1], &place))
    return NULL;
  return sw_ops_paste (self->model, text, &place, &self->error);
}

/**
 * sw_cli_edit_wrap:
 *
 * `wrap STATE… TYPE`: puts states into a new one.
 *
 * Returns: as sw_cli_edit_move()
 */
SwOpsResult *
sw_cli_edit_wrap (SwCliEdit *self)
{
  g_autofree const char **pointers = sw_cli_edit_find_states (self, self->n_arguments - 1);
  const char *name = self->arguments[self->n_arguments - 1];
  SwStateType type = sw_state_type_from_name (name);

  if (pointers == NULL)
    return NULL;
  if (type == SW_STATE_PARALLEL || type == SW_STATE_MAP)
    return sw_ops_wrap (self->model, pointers, type, &self->error);

  sw_cli_complain ("A state is wrapped in a Parallel or a Map, not in '%s'", name);
  self->usage = TRUE;
  return NULL;
}

/**
 * sw_cli_edit_unwrap:
 *
 * `unwrap STATE`: puts what a state contains in its place.
 *
 * Returns: as sw_cli_edit_move()
 */
SwOpsResult *
sw_cli_edit_unwrap (SwCliEdit *self)
{
  const char *pointer = sw_cli_edit_find_state (self, self->arguments[0]);

  return pointer != NULL ? sw_ops_unwrap (self->model, pointer, &self->error) : NULL;
}

/**
 * sw_cli_edit_convert_type:
 *
 * `convert STATE TYPE`: makes a state one of another type.
 *
 * Returns: as sw_cli_edit_move()
 */
SwOpsResult *
sw_cli_edit_convert_type (SwCliEdit *self)
{
  const char *pointer = sw_cli_edit_find_state (self, self->arguments[0]);
  SwStateType type = sw_state_type_from_name (self->arguments[1]);

  if (pointer == NULL)
    return NULL;
  if (type != SW_STATE_UNKNOWN)
    return sw_ops_convert (self->model, pointer, type, &self->error);

  sw_cli_complain ("There is no type of state '%s'", self->arguments[1]);
  self->usage = TRUE;
  return NULL;
}

/**
 * sw_cli_edit_add_branch:
 *
 * `add-branch STATE [N]`: an empty branch for a Parallel, the last one unless told.
 *
 * Returns: as sw_cli_edit_move()
 */
SwOpsResult *
sw_cli_edit_add_branch (SwCliEdit *self)
{
  const char *pointer = sw_cli_edit_find_state (self, self->arguments[0]);
  guint index = G_MAXUINT;

  if (pointer == NULL
      || (self->n_arguments > 1 && !sw_cli_edit_read_index (self, self->arguments[1], &index)))
    return NULL;
  return sw_ops_add_branch (self->model, pointer, index, &self->error);
}

/**
 * sw_cli_edit_remove_branch:
 *
 * `remove-branch POINTER`: takes a branch away with all that is in it.
 *
 * Returns: as sw_cli_edit_move()
 */
SwOpsResult *
sw_cli_edit_remove_branch (SwCliEdit *self)
{
  return sw_ops_remove_branch (self->model, self->arguments[0], &self->error);
}

/**
 * sw_cli_edit_reorder:
 *
 * `reorder POINTER N`: makes a rule, catcher, retrier or branch the Nth.
 *
 * Returns: as sw_cli_edit_move()
 */
SwOpsResult *
sw_cli_edit_reorder (SwCliEdit *self)
{
  guint index;

  if (!sw_cli_edit_read_index (self, self->arguments[1], &index))
    return NULL;
  return sw_ops_reorder (self->model, self->arguments[0], index, &self->error);
}
