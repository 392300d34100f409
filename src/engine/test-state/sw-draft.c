/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/test-state/sw-draft.h"

#include <string.h>

/* A bound for indexes: $[1000000] is not to make a million elements. */
#define MAX_INDEX 100

typedef struct
{
  SwState *state; /* NULL: the input */
  SwValue  value;
} Source;

struct _SwDraft
{
  GArray     *sources; /* Source */
  GHashTable *fixed;   /* "SOURCE WAY" of what has to stay as it is */
};

/**
 * sw_way_append_name:
 * @length: bytes of @name
 *
 * Returns: (transfer full): the way to a member
 */
char *
sw_way_append_name (const char *way,
                    const char *name,
                    gsize       length)
{
  GString *out = g_string_new (way);

  g_string_append_c (out, '/');
  for (gsize i = 0; i < length; i++)
    {
      const char *special = memchr ("~/#", name[i], 3);

      if (special == NULL)
        g_string_append_c (out, name[i]);
      else
        g_string_append_printf (out, "~%c", *special == '~' ? '0' : *special == '/' ? '1' : '2');
    }
  return g_string_free (out, FALSE);
}

/**
 * sw_way_append_index:
 *
 * Returns: (transfer full): the way to an element
 */
char *
sw_way_append_index (const char *way,
                     guint       index)
{
  return g_strdup_printf ("%s/#%u", way, index);
}

/**
 * sw_way_step_is_index:
 * @step: a part of a way, without slash
 * @index: (out): which element
 *
 * Returns: whether the step leads to an element
 */
gboolean
sw_way_step_is_index (const char *step,
                      guint      *index)
{
  if (step[0] != '#')
    return FALSE;
  *index = (guint) g_ascii_strtoull (step + 1, NULL, 10);
  return TRUE;
}

/**
 * sw_way_step_dup_name:
 * @step: a part of a way, without slash, that leads to a member
 *
 * Returns: (transfer full): the member's name
 */
char *
sw_way_step_dup_name (const char *step)
{
  GString *out = g_string_new (NULL);

  for (const char *at = step; *at != '\0'; at++)
    if (*at == '~' && at[1] != '\0')
      g_string_append_c (out, "~/#"[*++at - '0']);
    else
      g_string_append_c (out, *at);
  return g_string_free (out, FALSE);
}

static void
source_clear (gpointer data)
{
  Source *source = data;

  sw_value_clear (&source->value);
}

/**
 * sw_draft_new:
 *
 * Returns: (transfer full): a draft of an input alone, which is not there yet
 */
SwDraft *
sw_draft_new (void)
{
  SwDraft *self = g_new0 (SwDraft, 1);

  self->sources = g_array_new (FALSE, TRUE, sizeof (Source));
  g_array_set_clear_func (self->sources, source_clear);
  self->fixed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sw_draft_add_source (self, NULL);
  return self;
}

/**
 * sw_draft_free:
 *
 * Frees a draft.
 */
void
sw_draft_free (SwDraft *self)
{
  g_array_unref (self->sources);
  g_hash_table_unref (self->fixed);
  g_free (self);
}

/**
 * sw_draft_add_source:
 * @state: whose result it is
 *
 * Returns: the number of the new source
 */
guint
sw_draft_add_source (SwDraft *self,
                     SwState *state)
{
  Source source = { .state = state };

  g_array_append_val (self->sources, source);
  return self->sources->len - 1;
}

/**
 * sw_draft_get_n_sources:
 *
 * Returns: how many sources there are; the first is the input
 */
guint
sw_draft_get_n_sources (const SwDraft *self)
{
  return self->sources->len;
}

/**
 * sw_draft_get_state:
 *
 * Returns: (transfer none) (nullable): whose result a source is; %NULL for the input
 */
SwState *
sw_draft_get_state (const SwDraft *self,
                    guint          source)
{
  return g_array_index (self->sources, Source, source).state;
}

/**
 * sw_draft_get:
 * @way: ""; or into the source
 *
 * Returns: (transfer none): what stands there; undefined where nothing does
 */
SwValue
sw_draft_get (const SwDraft *self,
              guint          source,
              const char    *way)
{
  SwValue value = g_array_index (self->sources, Source, source).value;
  g_auto (GStrv) steps = g_strsplit (way, "/", -1);

  for (guint i = 1; steps[0] != NULL && steps[i] != NULL; i++)
    {
      guint index;

      if (sw_way_step_is_index (steps[i], &index))
        value = sw_value_is (value, SW_TYPE_ARRAY) && index < sw_value_get_length (value)
                    ? sw_value_get_element (value, index)
                    : SW_VALUE_INIT;
      else
        {
          g_autofree char *name = sw_way_step_dup_name (steps[i]);

          value = sw_value_is (value, SW_TYPE_OBJECT) ? sw_value_get_member (value, name)
                                                      : SW_VALUE_INIT;
        }
    }
  return value;
}

/* Puts a value at the end of a way, and what leads there. Undefined takes away. */
static SwValue
written (SwValue  old,
         char   **steps,
         SwValue  take_value)
{
  g_autofree char *name = NULL;
  SwValue result = SW_VALUE_INIT;
  guint index;

  if (steps[0] == NULL)
    return take_value;
  if (sw_way_step_is_index (steps[0], &index))
    {
      index = MIN (index, MAX_INDEX);
      result = sw_value_is (old, SW_TYPE_ARRAY) ? sw_value_ref (old) : sw_value_new_array (1);
      while (sw_value_get_length (result) <= index)
        sw_value_append (&result, sw_value_new_object (0));
      sw_value_set_element (&result, index,
                            written (sw_value_get_element (old, index), steps + 1, take_value));
      return result;
    }
  name = sw_way_step_dup_name (steps[0]);
  result = sw_value_is (old, SW_TYPE_OBJECT) ? sw_value_ref (old) : sw_value_new_object (1);
  take_value = written (sw_value_is (old, SW_TYPE_OBJECT) ? sw_value_get_member (old, name)
                                                          : SW_VALUE_INIT,
                        steps + 1, take_value);
  if (sw_value_is (take_value, SW_TYPE_UNDEFINED))
    sw_value_remove_member (&result, name);
  else
    sw_value_set_member (&result, name, take_value);
  return result;
}

/**
 * sw_draft_set:
 * @way: ""; or into the source
 * @take_value: what is to stand there; undefined for nothing
 *
 * Puts a value in its place, and the objects and arrays that lead there.
 */
void
sw_draft_set (SwDraft    *self,
              guint       source,
              const char *way,
              SwValue     take_value)
{
  SwValue *root = &g_array_index (self->sources, Source, source).value;
  g_auto (GStrv) steps = g_strsplit (way, "/", -1);
  gboolean taken_from_array = sw_value_is (take_value, SW_TYPE_UNDEFINED)
                              && strrchr (way, '/') != NULL && strrchr (way, '/')[1] == '#';

  if (taken_from_array)
    return;
  sw_value_set (root, written (*root, steps[0] != NULL ? steps + 1 : steps, take_value));
}

/**
 * sw_draft_fix:
 *
 * Notes that a place has to stay as it is: a decision rests on it.
 */
void
sw_draft_fix (SwDraft    *self,
              guint       source,
              const char *way)
{
  g_hash_table_add (self->fixed, g_strdup_printf ("%u %s", source, way));
}

/**
 * sw_draft_is_fixed:
 *
 * Returns: whether the place has to stay as it is
 */
gboolean
sw_draft_is_fixed (const SwDraft *self,
                   guint          source,
                   const char    *way)
{
  g_autofree char *key = g_strdup_printf ("%u %s", source, way);

  return g_hash_table_contains (self->fixed, key);
}
