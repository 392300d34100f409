/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/edit/sw-cli-edit.h"
#include "cli/sw-cli-document.h"
#include "cli/sw-cli.h"

#include "json/sw-text.h"
#include "tasks/sw-mentions.h"

#include <string.h>

static const char description[]
    = "Operations:\n"
      "  add STENCIL PLACE        a new state, or a block of several\n"
      "  delete STATE…            with what led to it led on\n"
      "  rename STATE NAME        with every reference to it\n"
      "  connect PLACE STATE      let an arrow lead to a state\n"
      "  reattach PLACE STATE     let an arrow come from another state\n"
      "  end PLACE                let an arrow lead to the end\n"
      "  disconnect PLACE         take an arrow away\n"
      "  move STATE… PLACE        take states out and put them on an arrow\n"
      "  duplicate STATE…         put a copy behind them\n"
      "  copy STATE…              print the states alone, as a machine of their own\n"
      "  paste JSON PLACE         put the states that JSON holds on an arrow; JSON may be @FILE\n"
      "  wrap STATE… TYPE         put states into a new Parallel or Map\n"
      "  unwrap STATE             put what a Parallel or Map holds in its place\n"
      "  convert STATE TYPE       make a state one of another type\n"
      "  convert LANGUAGE [STATE] bring a state, or all that can be, to jsonata or jsonpath\n"
      "  add-branch STATE [N]     an empty branch for a Parallel, as its Nth, from 0\n"
      "  remove-branch POINTER    a branch, with what is in it\n"
      "  reorder POINTER N        make a rule, catcher, retrier or branch the Nth, from 0\n"
      "  set STATE FIELD JSON     set a member of a state; JSON may be @FILE\n"
      "  unset STATE FIELD        remove a member of a state\n"
      "\n"
      "STENCIL is what the palette has:\n"
      "  Pass, Task, Choice …     a state of that type\n"
      "  SERVICE:ACTION           an optimized integration: lambda:invoke, sns:publish …\n"
      "  aws-sdk:SERVICE:ACTION   any call of AWS's SDK: aws-sdk:rds:startDBCluster …\n"
      "  pattern/NAME             several states, ready made: retry-alarm, saga, approval,\n"
      "                           fan-out, batches, poll\n"
      "STATE is a state's name, or its JSON pointer (/States/A).\n"
      "PLACE is an arrow:\n"
      "  start                    from the machine's start\n"
      "  start:STATE              from the start in a Map, or in a Parallel's first branch\n"
      "  start:POINTER            from the start of the scope there (/States/P/Branches/1)\n"
      "  next:STATE               the Next, or the End, of a state\n"
      "  default:STATE            the Default of a Choice\n"
      "  rule:STATE:N             rule N of a Choice, from 0\n"
      "  catch:STATE:N            catcher N of a state, from 0\n"
      "  new-rule:STATE           a rule that a Choice gets for it\n"
      "  new-catch:STATE          a catcher that a state gets for it\n"
      "\n"
      "The edited text goes to standard output; with --in-place FILE is replaced. Only what the\n"
      "operation is about changes. FILE may be - for standard input.\n"
      "\n"
      "A definition in YAML (.yaml, .yml) is edited the same way: comments, order, quotes and\n"
      "anchors stay. An operation is refused where it would change more than it says: within what\n"
      "an anchor shares with other places, or behind a tag. stepwright export --as asl makes JSON\n"
      "of it, where all is possible.\n"
      "\n"
      "Exit status: 0 fine; 1 the operation is not possible here; 2 wrong usage.\n";

static SwOpsResult *
edit_add (SwCliEdit *self)
{
  const SwStencil *stencil = sw_stencils_find (self->arguments[0]);
  SwPlace place;

  if (stencil == NULL)
    {
      sw_cli_complain ("There is no stencil '%s'", self->arguments[0]);
      self->usage = TRUE;
      return NULL;
    }
  if (!sw_cli_edit_read_place (self, self->arguments[1], &place))
    return NULL;

  return sw_ops_add (self->model, stencil, &place, &self->error);
}

static SwOpsResult *
edit_delete (SwCliEdit *self)
{
  g_autofree const char **pointers = sw_cli_edit_find_states (self, self->n_arguments);

  return pointers != NULL ? sw_ops_delete (self->model, pointers, &self->error) : NULL;
}

static SwOpsResult *
edit_rename (SwCliEdit *self)
{
  const char *pointer = sw_cli_edit_find_state (self, self->arguments[0]);
  g_autoptr (GFile) file = NULL;
  SwOpsResult *result;

  if (pointer == NULL)
    return NULL;
  result = sw_ops_rename (self->model, pointer, self->arguments[1], &self->error);
  if (strcmp (self->name, "-") != 0)
    file = g_file_new_for_commandline_arg (self->name);
  sw_mentions_note (file, sw_model_find_pointer (self->model, pointer)->name, result);
  return result;
}

static SwOpsResult *
edit_connect (SwCliEdit *self)
{
  const char *target;
  SwPlace place;

  if (!sw_cli_edit_read_place (self, self->arguments[0], &place))
    return NULL;
  target = sw_cli_edit_find_state (self, self->arguments[1]);
  return target != NULL ? sw_ops_connect (self->model, &place, target, &self->error) : NULL;
}

static SwOpsResult *
edit_end (SwCliEdit *self)
{
  SwPlace place;

  if (!sw_cli_edit_read_place (self, self->arguments[0], &place))
    return NULL;
  return sw_ops_connect (self->model, &place, NULL, &self->error);
}

static SwOpsResult *
edit_disconnect (SwCliEdit *self)
{
  SwPlace place;

  if (!sw_cli_edit_read_place (self, self->arguments[0], &place))
    return NULL;
  return sw_ops_disconnect (self->model, &place, &self->error);
}

static SwOpsResult *
edit_reattach (SwCliEdit *self)
{
  const char *pointer;
  SwPlace place;

  if (!sw_cli_edit_read_place (self, self->arguments[0], &place))
    return NULL;
  pointer = sw_cli_edit_find_state (self, self->arguments[1]);
  return pointer != NULL ? sw_ops_reattach (self->model, &place, pointer, &self->error) : NULL;
}

/* The text goes in as it is, so it must be a value, and one alone; a ${placeholder} is none
 * here. */
static gboolean
check_json (SwCliEdit  *self,
            const char *text,
            gsize       length)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &value, &error))
    return TRUE;

  sw_cli_complain ("The value of %s is no JSON: %s", self->arguments[1], error->message);
  self->usage = TRUE;
  return FALSE;
}

static SwOpsResult *
edit_set (SwCliEdit *self)
{
  const char *pointer = sw_cli_edit_find_state (self, self->arguments[0]);
  g_autofree char *json = NULL;
  gsize length;

  if (pointer == NULL)
    return NULL;
  if (!sw_cli_read_text (self->arguments[2], &json, &length))
    {
      self->usage = TRUE;
      return NULL;
    }
  if (!check_json (self, json, length))
    return NULL;

  return sw_ops_set_field (self->model, pointer, self->arguments[1], json, &self->error);
}

static SwOpsResult *
edit_unset (SwCliEdit *self)
{
  const char *pointer = sw_cli_edit_find_state (self, self->arguments[0]);

  return pointer != NULL
             ? sw_ops_set_field (self->model, pointer, self->arguments[1], NULL, &self->error)
             : NULL;
}

static const struct
{
  const char    *name;
  int            least; /* arguments */
  int            most;
  SwOpsResult *(*run) (SwCliEdit *self);
} operations[] = {
  { "add", 2, 2, edit_add },
  { "delete", 1, G_MAXINT, edit_delete },
  { "rename", 2, 2, edit_rename },
  { "connect", 2, 2, edit_connect },
  { "end", 1, 1, edit_end },
  { "disconnect", 1, 1, edit_disconnect },
  { "reattach", 2, 2, edit_reattach },
  { "move", 2, G_MAXINT, sw_cli_edit_move },
  { "duplicate", 1, G_MAXINT, sw_cli_edit_duplicate },
  { "copy", 1, G_MAXINT, sw_cli_edit_copy },
  { "paste", 2, 2, sw_cli_edit_paste },
  { "wrap", 2, G_MAXINT, sw_cli_edit_wrap },
  { "unwrap", 1, 1, sw_cli_edit_unwrap },
  { "convert", 1, 2, sw_cli_edit_convert },
  { "add-branch", 1, 2, sw_cli_edit_add_branch },
  { "remove-branch", 1, 1, sw_cli_edit_remove_branch },
  { "reorder", 2, 2, sw_cli_edit_reorder },
  { "set", 3, 3, edit_set },
  { "unset", 2, 2, edit_unset },
};

/* The result of the operation NAME; NULL after a message, or with self->error set. */
static SwOpsResult *
run_operation (SwCliEdit  *self,
               const char *name)
{
  self->usage = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      if (strcmp (operations[i].name, name) != 0)
        continue;
      if (self->n_arguments < operations[i].least || self->n_arguments > operations[i].most)
        {
          sw_cli_complain ("Wrong number of arguments for %s; see stepwright edit --help", name);
          return NULL;
        }
      self->usage = FALSE;
      return operations[i].run (self);
    }

  sw_cli_complain ("There is no operation '%s'; see stepwright edit --help", name);
  return NULL;
}

static SwCliStatus
finish (SwCliEdit   *self,
        SwOpsResult *result,
        const char  *name,
        gboolean     in_place)
{
  if (result == NULL)
    {
      if (self->error != NULL)
        sw_cli_complain ("%s", self->error->message);
      return self->usage ? SW_CLI_USAGE : SW_CLI_BAD;
    }

  for (guint i = 0; i < result->notes->len; i++)
    sw_cli_complain ("note: %s", (const char *) result->notes->pdata[i]);
  return sw_cli_write_edited (name, sw_model_get_tree (self->model), result->edits, in_place)
             ? SW_CLI_FINE
             : SW_CLI_USAGE;
}

/**
 * sw_cli_edit:
 *
 * stepwright edit FILE OPERATION …: what the canvas does, from a script.
 */
SwCliStatus
sw_cli_edit (int    argc,
             char **argv)
{
  gboolean in_place = FALSE;
  g_autoptr (SwModel) model = NULL;
  g_autoptr (SwOpsResult) result = NULL;
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  SwCliEdit edit = { 0 };
  SwCliStatus status;
  const GOptionEntry entries[] = {
    { "in-place", 'i', 0, G_OPTION_ARG_NONE, &in_place, "Write FILE instead of standard output",
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!sw_cli_parse (&argc, &argv, entries, description))
    return SW_CLI_USAGE;
  if (argc < 3)
    {
      sw_cli_complain ("edit takes a file and an operation; see stepwright edit --help");
      return SW_CLI_USAGE;
    }

  model = sw_cli_load_model (argv[1]);
  if (model == NULL)
    return SW_CLI_USAGE;

  edit.model = model;
  edit.name = argv[1];
  edit.arguments = argv + 3;
  edit.n_arguments = argc - 3;
  edit.owned = owned;
  result = run_operation (&edit, argv[2]);
  status = finish (&edit, result, argv[1], in_place);
  g_clear_error (&edit.error);

  return status;
}
