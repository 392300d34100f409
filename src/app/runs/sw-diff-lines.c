/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-diff-lines.h"

#include <glib/gi18n.h>

#include "json/sw-text.h"
#include "json/value/sw-value-diff.h"

#define PREVIEW_LENGTH 400 /* characters of a value on one line */
#define EQUAL_SHOWN 3      /* equal parts in a row that are all shown; more are folded */

struct _SwDiffLine
{
  GObject     parent_instance;

  SwDiffKind  kind;
  guint       depth;
  char       *key;    /* "" where there is none */
  char       *before; /* NULL: not there */
  char       *after;  /* likewise */
};

G_DEFINE_FINAL_TYPE (SwDiffLine, sw_diff_line, G_TYPE_OBJECT)

static void
sw_diff_line_finalize (GObject *object)
{
  SwDiffLine *self = SW_DIFF_LINE (object);

  g_free (self->key);
  g_free (self->before);
  g_free (self->after);
  G_OBJECT_CLASS (sw_diff_line_parent_class)->finalize (object);
}

static void
sw_diff_line_class_init (SwDiffLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_diff_line_finalize;
}

static void
sw_diff_line_init (SwDiffLine *self)
{
}

/**
 * sw_diff_line_get_kind:
 *
 * Returns: whether the part is equal in both values, and if not, what became of it
 */
SwDiffKind
sw_diff_line_get_kind (SwDiffLine *self)
{
  return self->kind;
}

/**
 * sw_diff_line_get_depth:
 *
 * Returns: levels it stands below the whole value
 */
guint
sw_diff_line_get_depth (SwDiffLine *self)
{
  return self->depth;
}

/**
 * sw_diff_line_get_key:
 *
 * Returns: (transfer none) (nullable): member name or index of the part; NULL for the value itself
 */
const char *
sw_diff_line_get_key (SwDiffLine *self)
{
  return self->key;
}

/**
 * sw_diff_line_get_before:
 *
 * Returns: (nullable): the earlier part on one line
 */
const char *
sw_diff_line_get_before (SwDiffLine *self)
{
  return self->before;
}

/**
 * sw_diff_line_get_after:
 *
 * Returns: (transfer none) (nullable): the part as JSON in the second value; NULL where it is not
 *   there
 */
const char *
sw_diff_line_get_after (SwDiffLine *self)
{
  return self->after;
}

typedef struct
{
  GListStore *lines;
  guint       n_differences;
} Writer;

static void
add_line (Writer     *self,
          SwDiffKind  kind,
          guint       depth,
          const char *key,
          char       *take_before,
          char       *take_after)
{
  SwDiffLine *line = g_object_new (SW_TYPE_DIFF_LINE, NULL);

  line->kind = kind;
  line->depth = depth;
  line->key = g_strdup (key);
  line->before = take_before;
  line->after = take_after;
  g_list_store_append (self->lines, line);
  g_object_unref (line);
}

static gboolean
is_full (Writer *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->lines)) >= SW_DIFF_MAX_LINES;
}

static gboolean
is_container (SwValue value)
{
  return (sw_value_is (value, SW_TYPE_ARRAY) || sw_value_is (value, SW_TYPE_OBJECT))
         && sw_value_get_length (value) > 0;
}

static SwValue
get_child (SwValue self,
           int     index)
{
  if (index < 0)
    return SW_VALUE_INIT;
  return sw_value_is (self, SW_TYPE_ARRAY) ? sw_value_get_element (self, (guint) index)
                                           : sw_value_get_member_at (self, (guint) index);
}

static char *
dup_key (SwValue parent,
         int     index)
{
  if (sw_value_is (parent, SW_TYPE_ARRAY))
    return g_strdup_printf ("%d", index);
  return g_utf8_make_valid (sw_string_get_text (sw_value_get_key (parent, (guint) index)), -1);
}

static char *
dup_preview (SwValue value)
{
  return sw_value_dup_preview (value, PREVIEW_LENGTH);
}

/* What is in one value alone, part by part. Recurses as deep as values are nested. */
static void
write_alone (Writer     *self,
             SwDiffKind  kind,
             guint       depth,
             const char *key,
             SwValue     value)
{
  gboolean opens = is_container (value);
  char *text = opens ? g_strdup (sw_value_is (value, SW_TYPE_ARRAY) ? "[ ]" : "{ }")
                     : dup_preview (value);

  if (is_full (self))
    {
      g_free (text);
      return;
    }
  add_line (self, kind, depth, key, kind == SW_DIFF_REMOVED ? text : NULL,
            kind == SW_DIFF_ADDED ? text : NULL);
  for (guint i = 0; opens && i < sw_value_get_length (value); i++)
    {
      g_autofree char *child = dup_key (value, (int) i);

      write_alone (self, kind, depth + 1, child, get_child (value, (int) i));
    }
}

static void write_pair (Writer *self, guint depth, const char *key, SwValue before, SwValue after);

static gboolean
is_equal (SwValue     before,
          SwValue     after,
          SwValuePair pair)
{
  return pair.before >= 0 && pair.after >= 0
         && sw_value_equal (get_child (before, pair.before), get_child (after, pair.after));
}

static void
write_folded (Writer *self,
              guint   depth,
              guint   count)
{
  char *text = g_strdup_printf (ngettext ("%u equal part", "%u equal parts", count), count);

  add_line (self, SW_DIFF_FOLDED, depth, "", text, NULL);
}

static void
write_children (Writer *self,
                guint   depth,
                SwValue before,
                SwValue after)
{
  g_autoptr (GArray) pairs = sw_value_pair_children (before, after);
  guint equal = 0;

  for (guint i = 0; i < pairs->len && !is_full (self); i += MAX (1, equal))
    {
      SwValuePair pair = g_array_index (pairs, SwValuePair, i);
      g_autofree char *key
          = pair.after >= 0 ? dup_key (after, pair.after) : dup_key (before, pair.before);

      for (equal = 0; i + equal < pairs->len
                      && is_equal (before, after, g_array_index (pairs, SwValuePair, i + equal));)
        equal++;
      if (equal > EQUAL_SHOWN)
        {
          write_folded (self, depth, equal);
          continue;
        }
      equal = MIN (equal, 1);
      write_pair (self, depth, key, get_child (before, pair.before),
                  get_child (after, pair.after));
    }
}

static void
write_pair (Writer     *self,
            guint       depth,
            const char *key,
            SwValue     before,
            SwValue     after)
{
  gboolean alike = sw_value_type (before) == sw_value_type (after);

  if (sw_value_equal (before, after))
    {
      add_line (self, SW_DIFF_SAME, depth, key, dup_preview (before), dup_preview (after));
      return;
    }
  if (alike && is_container (before) && is_container (after))
    {
      const char *sign = sw_value_is (before, SW_TYPE_ARRAY) ? "[ ]" : "{ }";

      if (*key != '\0')
        add_line (self, SW_DIFF_SAME, depth, key, g_strdup (sign), g_strdup (sign));
      write_children (self, *key != '\0' ? depth + 1 : depth, before, after);
      return;
    }
  self->n_differences++;
  if (sw_value_is (before, SW_TYPE_UNDEFINED))
    write_alone (self, SW_DIFF_ADDED, depth, key, after);
  else if (sw_value_is (after, SW_TYPE_UNDEFINED))
    write_alone (self, SW_DIFF_REMOVED, depth, key, before);
  else
    add_line (self, SW_DIFF_CHANGED, depth, key, dup_preview (before), dup_preview (after));
}

/**
 * sw_diff_lines_new:
 * @before: the earlier value, or undefined
 * @after: the later value, or undefined
 * @n_differences: (out): how many places differ, as far as they are listed
 *
 * Returns: (transfer full): #SwDiffLine, at most %SW_DIFF_MAX_LINES and one
 */
GListModel *
sw_diff_lines_new (SwValue before,
                   SwValue after,
                   guint  *n_differences)
{
  Writer self = { g_list_store_new (SW_TYPE_DIFF_LINE), 0 };

  write_pair (&self, 0, "", before, after);
  if (is_full (&self))
    add_line (&self, SW_DIFF_FOLDED, 0, "", g_strdup (_("More is not compared")), NULL);
  *n_differences = self.n_differences;
  return G_LIST_MODEL (self.lines);
}
