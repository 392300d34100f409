/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-fixes-private.h"

#include <string.h>

/* Finding fixes, and doing all that are safe. */

/* Rounds of mending after which it ends at the latest; real texts need a few. */
#define MAX_ROUNDS 500

/* How many fixes may follow one that shows new mistakes, and how many of those may show more */
#define MAX_FOLLOWING 8
#define MAX_DEPTH 2

/**
 * sw_fix_free:
 *
 * Frees a fix and its edits.
 */
void
sw_fix_free (SwFix *self)
{
  g_free (self->title);
  sw_edits_unref (self->edits);
  g_free (self);
}

/* Of a list at most one fix is safe: the first that claims to be. */
void
sw_fixing_add (SwFixing    *self,
               SwFixSafety  safety,
               char        *title,
               SwEdits     *take_edits)
{
  const SwFix *first = self->fixes->len > 0 ? g_ptr_array_index (self->fixes, 0) : NULL;
  SwFix *fix = g_new0 (SwFix, 1);

  fix->title = title;
  fix->edits = take_edits;
  fix->safe = safety == SW_FIX_SAFE && (first == NULL || !first->safe);
  g_ptr_array_insert (self->fixes, fix->safe ? 0 : -1, fix);
}

void
sw_fixing_add_text (SwFixing    *self,
                    SwFixSafety  safety,
                    char        *title,
                    SwSpan       span,
                    const char  *text)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();

  sw_edits_add (edits, span, text, -1);
  sw_fixing_add (self, safety, title, g_steal_pointer (&edits));
}

/* Nothing where the rewriter changed nothing: the steps could not be done, as the text is broken
 * there. */
void
sw_fixing_add_rewrite (SwFixing    *self,
                       SwFixSafety  safety,
                       char        *title,
                       SwRewriter  *take_rewriter)
{
  g_autoptr (SwRewriter) rewriter = take_rewriter;
  g_autoptr (SwEdits) edits = sw_rewriter_finish (rewriter);

  if (sw_edits_get_count (edits) > 0)
    sw_fixing_add (self, safety, title, g_steal_pointer (&edits));
  else
    g_free (title);
}

/* JSON in place of the value NODE */
void
sw_fixing_add_set (SwFixing    *self,
                   SwFixSafety  safety,
                   char        *title,
                   SwNode      *node,
                   const char  *json)
{
  g_autofree char *pointer = sw_node_dup_pointer (node);
  SwRewriter *rewriter = sw_rewriter_new (self->tree);

  sw_rewriter_set (rewriter, pointer, json, NULL);
  sw_fixing_add_rewrite (self, safety, title, rewriter);
}

/* A new member at the end of OBJECT */
void
sw_fixing_add_member (SwFixing    *self,
                      SwFixSafety  safety,
                      char        *title,
                      SwNode      *object,
                      const char  *name,
                      const char  *json)
{
  g_autofree char *pointer = sw_node_dup_pointer (object);
  SwRewriter *rewriter = sw_rewriter_new (self->tree);

  sw_rewriter_insert_member (rewriter, pointer, name, json, NULL, NULL, NULL);
  sw_fixing_add_rewrite (self, safety, title, rewriter);
}

void
sw_fixing_add_rename (SwFixing    *self,
                      SwFixSafety  safety,
                      char        *title,
                      SwNode      *member,
                      const char  *name)
{
  g_autofree char *pointer = sw_node_dup_pointer (member);
  SwRewriter *rewriter = sw_rewriter_new (self->tree);

  sw_rewriter_rename (rewriter, pointer, name, NULL);
  sw_fixing_add_rewrite (self, safety, title, rewriter);
}

void
sw_fixing_add_remove (SwFixing    *self,
                      SwFixSafety  safety,
                      char        *title,
                      SwNode      *node)
{
  g_autofree char *pointer = sw_node_dup_pointer (node);
  SwRewriter *rewriter = sw_rewriter_new (self->tree);

  sw_rewriter_remove (rewriter, pointer, NULL);
  sw_fixing_add_rewrite (self, safety, title, rewriter);
}

/* What an operation answered; NULL where it refused */
void
sw_fixing_add_result (SwFixing    *self,
                      SwFixSafety  safety,
                      char        *title,
                      SwOpsResult *take_result)
{
  g_autoptr (SwOpsResult) result = take_result;

  if (result != NULL && sw_edits_get_count (result->edits) > 0)
    sw_fixing_add (self, safety, title, sw_edits_ref (result->edits));
  else
    g_free (title);
}

static void (*const finders[SW_N_FINDINGS]) (SwFixing *fixing) = {
  [SW_FINDING_UNSUPPORTED_FIELD] = sw_fix_unsupported_field,
  [SW_FINDING_OTHER_LANGUAGE] = sw_fix_other_language,
  [SW_FINDING_MISSING_FIELD] = sw_fix_missing_field,
  [SW_FINDING_MISSING_ALTERNATIVE] = sw_fix_missing_alternative,
  [SW_FINDING_EXCLUSIVE_FIELDS] = sw_fix_exclusive_fields,
  [SW_FINDING_WRONG_TYPE] = sw_fix_wrong_type,
  [SW_FINDING_NUMBER_RANGE] = sw_fix_number_range,
  [SW_FINDING_VALUE_CHOICE] = sw_fix_value_choice,
  [SW_FINDING_EMPTY] = sw_fix_empty,
  [SW_FINDING_STATES_ALL] = sw_fix_states_all,
  [SW_FINDING_TIMESTAMP] = sw_fix_timestamp,
  [SW_FINDING_PATH] = sw_fix_path,
  [SW_FINDING_REFERENCE_PATH] = sw_fix_path,
  [SW_FINDING_TEMPLATE_PATH] = sw_fix_template_path,
  [SW_FINDING_TEMPLATE_CONFLICT] = sw_fix_template_conflict,
  [SW_FINDING_NO_DOLLAR] = sw_fix_no_dollar,
  [SW_FINDING_STATIC_RESULT] = sw_fix_static_result,
  [SW_FINDING_JSONATA_DELIMITERS] = sw_fix_jsonata_delimiters,
  [SW_FINDING_JSONATA_NAME] = sw_fix_jsonata_name,
  [SW_FINDING_MISSING_TARGET] = sw_fix_missing_target,
  [SW_FINDING_UNREACHABLE] = sw_fix_unreachable,
  [SW_FINDING_NO_END] = sw_fix_no_end,
  [SW_FINDING_STATE_NAME] = sw_fix_state_name,
  [SW_FINDING_DUPLICATE_STATE] = sw_fix_duplicate_state,
  [SW_FINDING_LABEL] = sw_fix_label,
  [SW_FINDING_DUPLICATE_LABEL] = sw_fix_duplicate_label,
  [SW_FINDING_DUPLICATE_MEMBER] = sw_fixes_find_syntax,
  [SW_FINDING_VARIABLE_UNASSIGNED] = sw_fix_variable,
  [SW_FINDING_UNKNOWN_FUNCTION] = sw_fix_function,
  [SW_FINDING_RULE_NEVER] = sw_fix_rule_never,
  [SW_FINDING_NO_DEFAULT] = sw_fix_no_default,
  [SW_FINDING_ERROR_TAKEN] = sw_fix_error_taken,
  [SW_FINDING_ERROR_TERMINAL] = sw_fix_error_needless,
  [SW_FINDING_ERROR_UNKNOWN] = sw_fix_error_unknown,
  [SW_FINDING_ERROR_IMPOSSIBLE] = sw_fix_error_needless,
  [SW_FINDING_NEVER_REACHED] = sw_fix_unreachable,
  [SW_FINDING_CALLBACK_TIMEOUT] = sw_fix_callback_timeout,
  [SW_FINDING_HEARTBEAT] = sw_fix_heartbeat,
  [SW_FINDING_DURATION] = sw_fix_duration,
  [SW_FINDING_CONCURRENCY] = sw_fix_concurrency,
  [SW_FINDING_PATH_IN_JSONATA] = sw_fix_path_in_jsonata,
  [SW_FINDING_JSONATA_IN_PATH] = sw_fix_jsonata_in_path,
  [SW_FINDING_ARN_PARTITION] = sw_fix_arn_partition,
};

/**
 * sw_fixes_find:
 * @model: the model the diagnostic was found in
 * @diagnostic: a finding of sw_check() on @model, or of its tree
 *
 * How the finding can be mended. Nothing is changed; the edits are against the model's text, so
 * they are to be thrown away when the text changes.
 *
 * Returns: (transfer full) (element-type SwFix): the best first; empty where there is no fix
 */
GPtrArray *
sw_fixes_find (SwModel            *model,
               const SwDiagnostic *diagnostic)
{
  SwTree *tree = sw_model_get_tree (model);
  const SwFindingInfo *info = sw_findings_find (diagnostic->kind);
  void (*find) (SwFixing *fixing) = sw_fixes_find_syntax;
  gsize length;
  SwFixing fixing = {
    .model = model,
    .tree = tree,
    .text = sw_tree_get_text (tree, &length),
    .diagnostic = diagnostic,
    .node = sw_tree_find_at (tree, diagnostic->span.start),
    .owner = diagnostic->pointer != NULL ? sw_tree_resolve (tree, diagnostic->pointer) : NULL,
    .fixes = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_fix_free),
  };

  /* YAML is edited as text: see sw_rewriter_new(). */
  if (diagnostic->kind == NULL || diagnostic->span.start > length ||
      sw_tree_get_syntax (tree) != SW_SYNTAX_JSON)
    return fixing.fixes;
  if (info != NULL)
    find = finders[sw_finding_get_index (info)];
  if (find != NULL)
    find (&fixing);

  return fixing.fixes;
}

/* How good a text is: fewer errors, then fewer warnings, then fewer hints. */
typedef struct
{
  guint count[SW_SEVERITY_HINT + 1];
} SwVerdict;

static SwVerdict
judge (const GPtrArray *diagnostics)
{
  SwVerdict verdict = { { 0 } };

  for (guint i = 0; i < diagnostics->len; i++)
    verdict.count[((const SwDiagnostic *) g_ptr_array_index (diagnostics, i))->severity]++;

  return verdict;
}

/* Negative: A is better than B */
static int
compare_verdicts (const SwVerdict *a,
                  const SwVerdict *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (a->count); i++)
    if (a->count[i] != b->count[i])
      return a->count[i] < b->count[i] ? -1 : 1;

  return 0;
}

/* A text under repair. */
typedef struct
{
  SwMachineType  type;
  SwModel       *model; /* holds the tree, which holds the text */
  GPtrArray     *diagnostics;
  SwVerdict      verdict;
  GHashTable    *seen;  /* texts that were there already; not owned */
} SwMending;

static void
mending_read (SwMending     *self,
              SwMachineType  type,
              SwTree        *tree)
{
  self->type = type;
  self->model = sw_model_new (tree);
  self->diagnostics = sw_check (self->model, type);
  self->verdict = judge (self->diagnostics);
}

static void
mending_clear (SwMending *self)
{
  g_clear_pointer (&self->model, sw_model_unref);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwMending, mending_clear)

static char *
mending_dup_text (const SwMending *self)
{
  return g_strdup (sw_tree_get_text (sw_model_get_tree (self->model), NULL));
}

static char *
dup_line (const SwMending    *self,
          const SwDiagnostic *diagnostic,
          const SwFix        *fix)
{
  guint line;
  guint column;

  sw_tree_locate (sw_model_get_tree (self->model), diagnostic->span.start, &line, &column);

  return g_strdup_printf ("%u:%u: %s", line, column, fix->title);
}

/* The safe fix of the diagnostic at INDEX, or NULL */
static SwFix *
steal_safe (const SwMending *self,
            guint            index)
{
  g_autoptr (GPtrArray) fixes =
      sw_fixes_find (self->model, g_ptr_array_index (self->diagnostics, index));
  const SwFix *first = fixes->len > 0 ? g_ptr_array_index (fixes, 0) : NULL;

  return first != NULL && first->safe ? g_ptr_array_steal_index (fixes, 0) : NULL;
}

static void
mending_apply (const SwMending *self,
               const SwFix     *fix,
               SwMending       *next)
{
  SwTree *tree = sw_model_get_tree (self->model);
  gsize length;
  const char *text = sw_tree_get_text (tree, &length);
  g_autofree char *changed = sw_edits_apply (fix->edits, text, length, &length);
  g_autoptr (SwTree) after =
      sw_tree_parse_as (changed, (gssize) length, sw_tree_get_syntax (tree));

  mending_read (next, self->type, after);
}

static gboolean mending_step (SwMending *self,
                              guint     *first,
                              guint      depth,
                              GPtrArray *done);

/* A part that was not understood may have mistakes of its own, which only show when it is: NEXT may
 * check worse than SELF, until those are mended too. TRUE where it is as good in the end. */
static gboolean
mending_follow (const SwMending *self,
                SwMending       *next,
                guint            depth,
                GPtrArray       *done)
{
  guint first = 0;

  for (guint i = 0; i < MAX_FOLLOWING; i++)
    {
      if (compare_verdicts (&next->verdict, &self->verdict) <= 0)
        return TRUE;
      if (depth == 0 || !mending_step (next, &first, depth - 1, done))
        return FALSE;
    }

  return FALSE;
}

/* Does FIX, and what must follow it, unless it makes the text worse or leads back to one that was
 * there before. */
static gboolean
mending_try (SwMending   *self,
             const SwFix *fix,
             guint        depth,
             GPtrArray   *done)
{
  g_auto (SwMending) next = { 0 };
  guint n_done = done->len;

  mending_apply (self, fix, &next);
  next.seen = self->seen;
  /* What follows another fix ends by itself; only the texts that stay are remembered. */
  if (!mending_follow (self, &next, depth, done) ||
      (depth == MAX_DEPTH && !g_hash_table_add (self->seen, mending_dup_text (&next))))
    {
      g_ptr_array_set_size (done, (int) n_done);
      return FALSE;
    }

  mending_clear (self);
  *self = next;
  next = (SwMending) { 0 };

  return TRUE;
}

/* Does the first safe fix that is of use, from the diagnostic *FIRST on: those before had none. */
static gboolean
mending_step (SwMending *self,
              guint     *first,
              guint      depth,
              GPtrArray *done)
{
  for (; *first < self->diagnostics->len; (*first)++)
    {
      g_autoptr (SwFix) fix = steal_safe (self, *first);
      guint n_done = done->len;

      if (fix == NULL)
        continue;

      g_ptr_array_add (done, dup_line (self, g_ptr_array_index (self->diagnostics, *first), fix));
      if (mending_try (self, fix, depth, done))
        return TRUE;
      g_ptr_array_set_size (done, (int) n_done);
    }

  return FALSE;
}

/**
 * sw_fixes_mend:
 * @tree: a definition, however broken
 * @type: what the machine is to be deployed as
 * @done: (nullable) (element-type utf8): owns its elements; gets a line for each fix that was done:
 *   where in the text as it stood then, and what
 *
 * Does every safe fix, one after another, until none is left after which the definition checks at
 * least as well: no more errors, and with as many no more warnings.
 *
 * Returns: (transfer full): the mended definition
 */
SwTree *
sw_fixes_mend (SwTree        *tree,
               SwMachineType  type,
               GPtrArray     *done)
{
  g_auto (SwMending) mending = { 0 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) own_done = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *lines = done != NULL ? done : own_done;
  guint first = 0;

  mending_read (&mending, type, tree);
  mending.seen = seen;
  g_hash_table_add (seen, mending_dup_text (&mending));

  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      if (mending_step (&mending, &first, MAX_DEPTH, lines))
        continue;
      /* What was passed over may have become possible. */
      first = 0;
      if (!mending_step (&mending, &first, MAX_DEPTH, lines))
        break;
    }

  return sw_tree_ref (sw_model_get_tree (mending.model));
}
