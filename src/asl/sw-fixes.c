/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-fixes-private.h"

#include <string.h>

/* Finding fixes, and doing all that are safe. */

/* Rounds of mending after which it ends at the latest; real texts need a few. */
#define MAX_ROUNDS 500

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
  SwFixing fixing = {
    .model = model,
    .tree = tree,
    .text = sw_tree_get_text (tree, NULL),
    .diagnostic = diagnostic,
    .node = sw_tree_find_at (tree, diagnostic->span.start),
    .owner = diagnostic->pointer != NULL ? sw_tree_resolve (tree, diagnostic->pointer) : NULL,
    .fixes = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_fix_free),
  };

  if (diagnostic->kind != NULL)
    sw_fixes_find_syntax (&fixing);

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

static gboolean
is_better (const SwVerdict *now,
           const SwVerdict *before)
{
  for (guint i = 0; i < G_N_ELEMENTS (now->count); i++)
    if (now->count[i] != before->count[i])
      return now->count[i] < before->count[i];

  return FALSE;
}

/* A text under repair. */
typedef struct
{
  SwMachineType  type;
  char          *text;
  gsize          length;
  SwModel       *model;
  GPtrArray     *diagnostics;
  SwVerdict      verdict;
} SwMending;

static void
mending_read (SwMending     *self,
              SwMachineType  type,
              char          *take_text,
              gsize          length)
{
  g_autoptr (SwTree) tree = sw_tree_parse (take_text, (gssize) length);

  self->type = type;
  self->text = take_text;
  self->length = length;
  self->model = sw_model_new (tree);
  self->diagnostics = sw_check (self->model, type);
  self->verdict = judge (self->diagnostics);
}

static void
mending_clear (SwMending *self)
{
  g_free (self->text);
  g_clear_pointer (&self->model, sw_model_unref);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwMending, mending_clear)

/* TRUE where FIX makes the text better; the text is then the mended one. */
static gboolean
mending_try (SwMending   *self,
             const SwFix *fix)
{
  g_auto (SwMending) next = { 0 };
  gsize length;
  char *text = sw_edits_apply (fix->edits, self->text, self->length, &length);

  mending_read (&next, self->type, text, length);
  if (!is_better (&next.verdict, &self->verdict))
    return FALSE;

  mending_clear (self);
  *self = next;
  next = (SwMending) { 0 };

  return TRUE;
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

/* Does the first safe fix that helps, from the diagnostic *FIRST on: those before had none. */
static gboolean
mending_step (SwMending *self,
              guint     *first,
              GPtrArray *done)
{
  for (; *first < self->diagnostics->len; (*first)++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (self->diagnostics, *first);
      g_autoptr (GPtrArray) fixes = sw_fixes_find (self->model, diagnostic);
      const SwFix *fix = fixes->len > 0 ? g_ptr_array_index (fixes, 0) : NULL;
      g_autofree char *line = NULL;

      if (fix == NULL || !fix->safe)
        continue;

      line = dup_line (self, diagnostic, fix);
      if (!mending_try (self, fix))
        continue;

      if (done != NULL)
        g_ptr_array_add (done, g_steal_pointer (&line));
      return TRUE;
    }

  return FALSE;
}

/**
 * sw_fixes_mend:
 * @text: (array length=length): a definition, however broken
 * @type: what the machine is to be deployed as
 * @done: (nullable) (element-type utf8): gets a line for each fix that was done: where in the text
 *   as it stood then, and what
 * @new_length: (out): bytes of what is returned
 *
 * Does every safe fix, one after another, until none is left that makes the definition check
 * better: fewer errors, or as many and fewer warnings.
 *
 * Returns: (transfer full): the mended text
 */
char *
sw_fixes_mend (const char    *text,
               gsize          length,
               SwMachineType  type,
               GPtrArray     *done,
               gsize         *new_length)
{
  g_auto (SwMending) mending = { 0 };
  guint first = 0;
  gsize whole = length + 1;
  char *copy = g_malloc (whole);

  memcpy (copy, text, length);
  copy[length] = '\0';
  mending_read (&mending, type, copy, length);

  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      if (mending_step (&mending, &first, done))
        continue;
      /* What was passed over may have become possible. */
      first = 0;
      if (!mending_step (&mending, &first, done))
        break;
    }

  *new_length = mending.length;

  return g_steal_pointer (&mending.text);
}
