/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-private.h"
#include "json/sw-style.h"

#include <glib/gi18n.h>
#include <string.h>

static void
proposal_free (gpointer data)
{
  SwProposal *self = data;

  g_free (self->label);
  g_free (self->detail);
  g_free (self->help);
  sw_insertion_free (self->text);
  g_free (self);
}

/* Adds a proposal; the caller gives it a text or a snippet. HELP is to be translated, or NULL. */
SwProposal *
sw_assist_add (SwAssist       *self,
               SwProposalKind  kind,
               const char     *label,
               const char     *help)
{
  SwProposal *proposal = g_new0 (SwProposal, 1);

  proposal->kind = kind;
  proposal->label = g_strdup (label);
  proposal->help = help != NULL && *help != '\0' ? g_strdup (_ (help)) : NULL;
  g_ptr_array_add (self->proposals, proposal);

  return proposal;
}

/* Adds a proposal that is inserted as it is called, once. HELP is for people already, or NULL. */
void
sw_assist_add_text (SwAssist       *self,
                    SwProposalKind  kind,
                    const char     *label,
                    const char     *detail,
                    const char     *help)
{
  SwProposal *proposal;

  for (guint i = 0; i < self->proposals->len; i++)
    {
      proposal = g_ptr_array_index (self->proposals, i);
      if (strcmp (proposal->label, label) == 0)
        return;
    }

  proposal = sw_assist_add (self, kind, label, NULL);
  proposal->detail = g_strdup (detail);
  proposal->help = g_strdup (help);
  proposal->text = sw_insertion_new (label);
}

/* The state that a new one among the States goes on with: the next one in the text */
static char *
dup_following (const SwAssistSpot *spot)
{
  for (const SwNode *child = spot->container->first; child != NULL; child = child->next)
    if (child->span.start > spot->offset && child != spot->self && child->name != NULL)
      return g_strdup (child->name);

  return NULL;
}

/* For a catcher or rule: a state of the scope to go on with, not the one it stands in */
static char *
dup_other (const SwAssistSpot *spot)
{
  for (guint i = 0; spot->scope != NULL && i < spot->scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (spot->scope->states, i);

      if (state != spot->state && (spot->state == NULL || state->index > spot->state->index))
        return g_strdup (state->name);
    }

  return NULL;
}

static char *
dup_typed (const SwAssistSpot *spot)
{
  const char *text = sw_tree_get_text (sw_model_get_tree (spot->model), NULL);
  gsize start = MIN (spot->content.start, spot->offset);

  return g_strndup (text + start, spot->offset - start);
}

/* How the lines of the siblings begin, where they have lines of their own */
static char *
dup_indent (const SwAssistSpot *spot)
{
  const char *text = sw_tree_get_text (sw_model_get_tree (spot->model), NULL);

  for (const SwNode *child = spot->container->first; child != NULL; child = child->next)
    {
      gsize start = sw_node_get_full_span (child).start;
      SwSpan indent = sw_line_get_indent (text, start);

      if (child != spot->self && indent.end == start && indent.start > 0)
        return g_strndup (text + indent.start, sw_span_length (indent));
    }

  return NULL;
}

/* Returns: (transfer full): a list without proposals, of the place at the start of the text */
SwAssist *
sw_assist_new_empty (SwModel *model)
{
  SwAssist *self = g_new0 (SwAssist, 1);

  self->model = sw_model_ref (model);
  self->language = sw_model_get_language (model);
  self->proposals = g_ptr_array_new_with_free_func (proposal_free);

  return self;
}

/**
 * sw_assist_new:
 * @model: of the present text, broken or not
 * @offset: byte of the text: where the caret is
 * @data: (nullable): what the last run tells of the state there
 *
 * Finds out what can stand at the caret: nothing where the text is a comment, or free.
 *
 * Returns: (transfer full): the proposals; shares the model
 */
SwAssist *
sw_assist_new (SwModel            *model,
               gsize               offset,
               const SwAssistData *data)
{
  static const SwAssistData nothing = { 0 };
  g_autoptr (SwModel) probed = NULL; /* outlives the spot */
  g_auto (SwAssistSpot) spot = { 0 };
  SwAssist *self;

  g_return_val_if_fail (model != NULL, NULL);

  self = sw_assist_new_empty (model);
  sw_assist_spot_init (&spot, model, offset);
  self->span = (SwSpan){ offset, offset };
  self->block = spot.role == SW_SPOT_NONE
                && sw_tree_get_syntax (sw_model_get_tree (model)) == SW_SYNTAX_YAML
                && sw_assist_yaml_find (&spot, model, offset, &probed);
  if (spot.role == SW_SPOT_NONE || (probed != NULL && !self->block))
    {
      self->typed = g_strdup ("");
      return self;
    }

  self->span = spot.token;
  self->typed = dup_typed (&spot);
  self->comma_before = spot.comma_before;
  self->comma_at = spot.comma_at;
  self->after = g_strdup (spot.comma_after && !spot.has_colon ? "," : NULL);
  self->following =
      sw_assist_spot_is_among_states (&spot) ? dup_following (&spot) : dup_other (&spot);
  self->indent = dup_indent (&spot);
  if (data == NULL)
    data = &nothing;
  if (spot.role == SW_SPOT_KEY)
    sw_assist_keys (self, &spot);
  else if (!sw_assist_expression (self, &spot, data))
    sw_assist_values (self, &spot, data);

  return self;
}

/**
 * sw_assist_free:
 *
 * Frees the list and its proposals.
 */
void
sw_assist_free (SwAssist *self)
{
  if (self == NULL)
    return;

  g_free (self->typed);
  g_free (self->following);
  g_free (self->after);
  g_free (self->indent);
  g_ptr_array_unref (self->proposals);
  sw_model_unref (self->model);
  g_free (self);
}

/**
 * sw_assist_get_proposals:
 *
 * Returns: (transfer none) (element-type SwProposal): the proposals, the likeliest first
 */
GPtrArray *
sw_assist_get_proposals (const SwAssist *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->proposals;
}

/**
 * sw_assist_get_span:
 *
 * Returns: the bytes that a proposal takes the place of: what was typed of it, quotes included
 */
SwSpan
sw_assist_get_span (const SwAssist *self)
{
  return self->span;
}

/**
 * sw_assist_get_typed:
 *
 * Returns: (transfer none): what of the proposal stands before the caret, to filter labels by
 */
const char *
sw_assist_get_typed (const SwAssist *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->typed;
}

/**
 * sw_assist_wants_comma:
 * @at: (out): byte of the text
 *
 * Returns: whether a comma must go in at @at, behind the sibling before, along with a proposal
 */
gboolean
sw_assist_wants_comma (const SwAssist *self,
                       gsize          *at)
{
  g_return_val_if_fail (self != NULL, FALSE);

  *at = self->comma_at;

  return self->comma_before;
}

/**
 * sw_assist_get_indent:
 *
 * Returns: (transfer none) (nullable): how the lines of the siblings begin: what a line that a
 * proposal begins should begin with
 */
const char *
sw_assist_get_indent (const SwAssist *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->indent;
}

/* TEXT with what the list puts behind */
static SwInsertion *
wrap (const SwAssist    *self,
      const SwInsertion *text)
{
  SwInsertion *out = sw_insertion_new ("");
  gsize at = 0;

  for (guint i = 0; i < text->fields->len; i++)
    {
      SwSpan field = g_array_index (text->fields, SwSpan, i);
      g_autofree char *plain = g_strndup (text->text + at, field.start - at);
      g_autofree char *inside = g_strndup (text->text + field.start, sw_span_length (field));

      sw_insertion_append (out, plain);
      sw_insertion_append_field (out, inside);
      at = field.end;
    }
  sw_insertion_append (out, text->text + at);
  if (self->after != NULL)
    sw_insertion_append (out, self->after);

  return out;
}

static SwInsertion *
dup_block (const SwInsertion *text)
{
  g_autofree char *marked = sw_insertion_dup_marked (text);
  g_autofree char *block = sw_assist_yaml_dup_block (marked);

  return sw_insertion_new_marked (block);
}

/**
 * sw_assist_dup_insertion:
 * @proposal: one of the list
 *
 * Writes what takes the place of sw_assist_get_span() when a proposal is accepted: it leaves the
 * text whole, with quotes and commas.
 *
 * Returns: (transfer full): the text
 */
SwInsertion *
sw_assist_dup_insertion (const SwAssist   *self,
                         const SwProposal *proposal)
{
  g_autoptr (SwInsertion) text = NULL;
  SwSnippetPlace place;

  g_return_val_if_fail (self != NULL && proposal != NULL, NULL);

  place = (SwSnippetPlace){ self->model, self->language, self->following };
  if (proposal->text == NULL)
    text = sw_snippet_dup_text (proposal->snippet, &place);
  if (self->block)
    return dup_block (text != NULL ? text : proposal->text);

  return wrap (self, text != NULL ? text : proposal->text);
}
