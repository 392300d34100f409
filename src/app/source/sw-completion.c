/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-completion.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/source/sw-completion-insert.h"
#include "app/source/sw-completion-question.h"

struct _SwCompletion
{
  GObject     parent_instance;

  SwDocument        *document; /* not owned: it outlives the view */
  const SwInnerView *inner;    /* of an editor of one field; else NULL: the view shows the code */
  GWeakRef           owner;    /* of that editor */
};

/* Larger texts are read in a thread. */
#define INLINE_BYTES (128 * 1024)

/* Rows that the list shows at once */
#define PAGE_SIZE 9u

/* What a proposal is, for the eye */
static const struct
{
  const char *icon;
  const char *name;
} kinds[] = {
  [SW_PROPOSAL_FIELD] = { "sw-field-symbolic", N_ ("Field") },
  [SW_PROPOSAL_VALUE] = { "sw-value-symbolic", N_ ("Value") },
  [SW_PROPOSAL_STATE] = { "sw-state-symbolic", N_ ("State") },
  [SW_PROPOSAL_ERROR] = { "dialog-warning-symbolic", N_ ("Error") },
  [SW_PROPOSAL_RESOURCE] = { "sw-resource-symbolic", N_ ("Resource") },
  [SW_PROPOSAL_VARIABLE] = { "sw-variable-symbolic", N_ ("Variable") },
  [SW_PROPOSAL_FUNCTION] = { "sw-function-symbolic", N_ ("Function") },
  [SW_PROPOSAL_MEMBER] = { "sw-member-symbolic", N_ ("Member") },
  [SW_PROPOSAL_PLACEHOLDER] = { "sw-placeholder-symbolic", N_ ("Placeholder") },
  [SW_PROPOSAL_SNIPPET] = { "sw-snippet-symbolic", N_ ("Snippet") },
};

static void provider_init (GtkSourceCompletionProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SwCompletion, sw_completion, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER,
                                                      provider_init))

static void
answer_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  g_task_return_pointer (task, sw_question_answer (task_data), (GDestroyNotify) sw_assist_free);
}

static char *
provider_get_title (GtkSourceCompletionProvider *provider)
{
  return g_strdup (_ ("States Language"));
}

static int
provider_get_priority (GtkSourceCompletionProvider *provider,
                       GtkSourceCompletionContext  *context)
{
  return 1;
}

/* Whether the quotes of the line before END leave a string open, and what stands before it */
static gboolean
is_in_string (const GtkTextIter *end,
              char             **before)
{
  GtkTextIter start = *end;
  g_autofree char *line = NULL;
  char *open = NULL;
  gboolean escaped = FALSE;

  gtk_text_iter_set_line_offset (&start, 0);
  line = gtk_text_iter_get_slice (&start, end);
  for (char *p = line; *p != '\0'; p++)
    {
      if (*p == '"' && !escaped)
        open = open == NULL ? p : NULL;
      escaped = *p == '\\' && !escaped;
    }
  if (open != NULL)
    *before = g_strndup (line, (gsize) (open - line));

  return open != NULL;
}

/* The names of states may hold spaces. */
static gboolean
leads_to_state (char *before)
{
  static const char *const fields[] = { "\"Next\"", "\"Default\"", "\"StartAt\"" };

  g_strchomp (before);
  if (!g_str_has_suffix (before, ":"))
    return FALSE;
  before[strlen (before) - 1] = '\0';
  g_strchomp (before);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_has_suffix (before, fields[i]))
      return TRUE;

  return FALSE;
}

static gboolean
provider_is_trigger (GtkSourceCompletionProvider *provider,
                     const GtkTextIter           *iter,
                     gunichar                     character)
{
  g_autofree char *before = NULL;

  if (character != '"' && character != '$' && character != '.' && character != ' ')
    return FALSE;
  /* Most editors of one field hold nothing but an expression. */
  if (SW_COMPLETION (provider)->inner != NULL && (character == '$' || character == '.'))
    return TRUE;
  if (!is_in_string (iter, &before))
    return FALSE;

  return character != ' ' || leads_to_state (before);
}

/* Orders LIST by what is typed and takes out what does not match. */
static void
filter (GListStore  *list,
        SwProposals *proposals)
{
  g_autofree char *typed = sw_proposals_dup_typed (proposals);
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  GPtrArray *all = sw_assist_get_proposals (proposals->assist);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (SwProposalItem) item =
          sw_proposal_item_new (proposals, g_ptr_array_index (all, i), i);

      if (sw_proposal_item_match (item, folded))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  g_ptr_array_sort_values_with_data (items, sw_proposal_item_compare, NULL);
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), items->pdata,
                       items->len);
}

static void
finish (GTask      *task,
        SwAssist   *take_assist,
        SwQuestion *question)
{
  GListStore *list = g_list_store_new (SW_TYPE_PROPOSAL_ITEM);

  sw_question_take_answer (question, take_assist);
  filter (list, sw_question_get_proposals (question));
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    {
      g_object_unref (list);
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Nothing fits");
      return;
    }
  g_task_return_pointer (task, list, g_object_unref);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SwAssist *assist = g_task_propagate_pointer (G_TASK (result), &error);

  if (assist == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    finish (task, assist, g_task_get_task_data (G_TASK (result)));
}

static void
provider_populate_async (GtkSourceCompletionProvider *provider,
                         GtkSourceCompletionContext  *context,
                         GCancellable                *cancellable,
                         GAsyncReadyCallback          callback,
                         gpointer                     user_data)
{
  SwCompletion *self = SW_COMPLETION (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  SwQuestion *question = sw_question_new (self->document, buffer, self->inner, owner);

  if (sw_question_get_length (question) <= INLINE_BYTES)
    {
      finish (task, sw_question_answer (question), question);
      sw_question_free (question);
    }
  else
    {
      g_autoptr (GTask) reading =
          g_task_new (self, cancellable, answered_cb, g_steal_pointer (&task));

      /* Values are not counted for threads: a large text goes without them. */
      sw_question_forget_run (question);
      g_task_set_task_data (reading, question, (GDestroyNotify) sw_question_free);
      g_task_run_in_thread (reading, answer_in_thread);
    }
}

static GListModel *
provider_populate_finish (GtkSourceCompletionProvider *provider,
                          GAsyncResult                *result,
                          GError                     **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
provider_refilter (GtkSourceCompletionProvider *provider,
                   GtkSourceCompletionContext  *context,
                   GListModel                  *model)
{
  g_autoptr (SwProposalItem) item = g_list_model_get_item (model, 0);

  if (item != NULL)
    {
      g_autoptr (SwProposals) proposals = sw_proposals_ref (sw_proposal_item_get_all (item));

      filter (G_LIST_STORE (model), proposals);
    }
}

static void
show_label (GtkSourceCompletionCell *cell,
            SwProposalItem          *item)
{
  const char *label = sw_proposal_item_get (item)->label;
  g_autofree char *typed = sw_proposals_dup_typed (sw_proposal_item_get_all (item));
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  PangoAttrList *marks =
      *folded != '\0' ? gtk_source_completion_fuzzy_highlight (label, folded) : NULL;

  gtk_source_completion_cell_set_text_with_attributes (cell, label, marks);
  g_clear_pointer (&marks, pango_attr_list_unref);
}

static void
show_help (GtkSourceCompletionCell *cell,
           const SwProposal        *proposal)
{
  const char *signature = proposal->kind == SW_PROPOSAL_FUNCTION ? proposal->detail : "";
  g_autofree char *text =
      g_strconcat (proposal->label, signature, proposal->help != NULL ? "\n" : NULL,
                   proposal->help, NULL);

  gtk_source_completion_cell_set_text (cell, text);
}

static void
provider_display (GtkSourceCompletionProvider *provider,
                  GtkSourceCompletionContext  *context,
                  GtkSourceCompletionProposal *proposal,
                  GtkSourceCompletionCell     *cell)
{
  SwProposalItem *item = SW_PROPOSAL_ITEM (proposal);
  const SwProposal *row = sw_proposal_item_get (item);

  switch (gtk_source_completion_cell_get_column (cell))
    {
    case GTK_SOURCE_COMPLETION_COLUMN_ICON:
      gtk_source_completion_cell_set_icon_name (cell, kinds[row->kind].icon);
      gtk_widget_set_tooltip_text (GTK_WIDGET (cell), _ (kinds[row->kind].name));
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
      show_label (cell, item);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_AFTER:
      gtk_source_completion_cell_set_text (cell, row->detail);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_COMMENT:
      gtk_source_completion_cell_set_text (cell, row->help);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_DETAILS:
      show_help (cell, row);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_BEFORE:
    default:
      gtk_source_completion_cell_set_text (cell, NULL);
      break;
    }
}

static void
provider_activate (GtkSourceCompletionProvider *provider,
                   GtkSourceCompletionContext  *context,
                   GtkSourceCompletionProposal *proposal)
{
  sw_completion_insert (gtk_source_completion_context_get_view (context),
                        SW_COMPLETION (provider)->document, SW_PROPOSAL_ITEM (proposal));
}

static void
provider_init (GtkSourceCompletionProviderInterface *iface)
{
  iface->get_title = provider_get_title;
  iface->get_priority = provider_get_priority;
  iface->is_trigger = provider_is_trigger;
  iface->populate_async = provider_populate_async;
  iface->populate_finish = provider_populate_finish;
  iface->refilter = provider_refilter;
  iface->display = provider_display;
  iface->activate = provider_activate;
}

static void
sw_completion_finalize (GObject *object)
{
  g_weak_ref_clear (&SW_COMPLETION (object)->owner);
  G_OBJECT_CLASS (sw_completion_parent_class)->finalize (object);
}

static void
sw_completion_class_init (SwCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_completion_finalize;
}

static void
sw_completion_init (SwCompletion *self)
{
  g_weak_ref_init (&self->owner, NULL);
}

static void
attach (GtkSourceView     *view,
        SwDocument        *document,
        const SwInnerView *inner,
        GObject           *owner)
{
  g_autoptr (SwCompletion) self = g_object_new (SW_TYPE_COMPLETION, NULL);
  GtkSourceCompletion *completion = gtk_source_view_get_completion (view);

  self->document = document;
  self->inner = inner;
  g_weak_ref_set (&self->owner, owner);
  gtk_source_view_set_enable_snippets (view, TRUE); /* Tab goes from place to place */
  g_object_set (completion, "select-on-show", TRUE, "page-size", PAGE_SIZE, NULL);
  gtk_source_completion_add_provider (completion, GTK_SOURCE_COMPLETION_PROVIDER (self));
}

/**
 * sw_completion_attach:
 * @view: shows the code of @document
 *
 * Completes what is typed in @view.
 */
void
sw_completion_attach (GtkSourceView *view,
                      SwDocument    *document)
{
  attach (view, document, NULL, NULL);
}

/**
 * sw_completion_attach_inner:
 * @view: an editor of one field of @document
 * @inner: (scope forever): tells what stands there
 * @owner: of the editor, not kept
 *
 * Completes what is typed in @view as in the code.
 */
void
sw_completion_attach_inner (GtkSourceView     *view,
                            SwDocument        *document,
                            const SwInnerView *inner,
                            GObject           *owner)
{
  attach (view, document, inner, owner);
}
