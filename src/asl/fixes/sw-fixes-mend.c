/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes.h"

/* Doing all fixes that are safe. */

/* Rounds of mending after which it ends at the latest; real texts need a few. */
#define MAX_ROUNDS 500

/* How many fixes may follow one that shows new mistakes, and how many of those may show more */
#define MAX_FOLLOWING 8
#define MAX_DEPTH 2

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
  if (!mending_follow (self, &next, depth, done)
      || (depth == MAX_DEPTH && !g_hash_table_add (self->seen, mending_dup_text (&next))))
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
