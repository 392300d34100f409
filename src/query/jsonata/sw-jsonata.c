/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-ast.h"
#include "query/jsonata/sw-jsonata-error.h"
#include "query/jsonata/sw-jsonata-regex.h"
#include "query/jsonata/sw-jsonata-signature.h"

#include <string.h>

static void
node_free (gpointer data)
{
  SwJsonataNode *self = data;

  sw_value_clear (&self->value);
  g_clear_pointer (&self->name, sw_string_unref);
  g_clear_pointer (&self->focus, sw_string_unref);
  g_clear_pointer (&self->index, sw_string_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->seeking, g_ptr_array_unref);
  g_clear_pointer (&self->signature, sw_jsonata_signature_free);
  if (self->regex != NULL)
    sw_jsonata_regex_unref (self->regex);
  if (self->stages != NULL)
    for (guint i = 0; i < self->stages->len; i++)
      g_clear_pointer (&g_array_index (self->stages, SwJsonataStage, i).index, sw_string_unref);
  g_clear_pointer (&self->stages, g_array_unref);
  g_free (self);
}

static void
slot_free (gpointer data)
{
  SwJsonataSlot *slot = data;

  sw_string_unref (slot->label);
  g_free (slot);
}

/**
 * sw_jsonata_node_new:
 *
 * Makes a node that lives as long as @owner.
 *
 * Returns: (transfer none)
 */
SwJsonataNode *
sw_jsonata_node_new (SwJsonata     *owner,
                     SwJsonataKind  kind,
                     gsize          position)
{
  SwJsonataNode *self = g_new0 (SwJsonataNode, 1);

  self->kind = kind;
  self->position = position;
  g_ptr_array_add (owner->nodes, self);

  return self;
}

/**
 * sw_jsonata_node_add:
 *
 * Adds @item to the items of @self.
 */
void
sw_jsonata_node_add (SwJsonataNode *self,
                     SwJsonataNode *item)
{
  if (self->items == NULL)
    self->items = g_ptr_array_new ();
  g_ptr_array_add (self->items, item);
}

/* UTF-8, in which lone surrogates may stand as well: JSON's texts can hold them. */
static gboolean
is_text (const char *text,
         gsize       length)
{
  const char *end = text + length;

  while (!g_utf8_validate_len (text, (gsize) (end - text), &text))
    {
      const guchar *bytes = (const guchar *) text;
      gboolean nul = *bytes == '\0';
      gboolean surrogate = end - text >= 3 && bytes[0] == 0xED && bytes[1] >= 0xA0
                           && bytes[1] <= 0xBF && (bytes[2] & 0xC0) == 0x80;

      if (!nul && !surrogate)
        return FALSE;
      text += nul ? 1 : 3;
    }

  return TRUE;
}

/**
 * sw_jsonata_read:
 * @text: the expression without its {% %}; UTF-8
 * @length: in bytes
 * @error: (out caller-allocates) (nullable): see sw_jsonata_new()
 *
 * The first pass alone: a tree in which everything still stands as it was written, for those who
 * look into an expression. It cannot be evaluated.
 *
 * Returns: (transfer full) (nullable): the expression, or NULL with @error set
 */
SwJsonata *
sw_jsonata_read (const char     *text,
                 gsize           length,
                 SwJsonataError *error)
{
  g_autoptr (SwJsonata) self = g_new0 (SwJsonata, 1);

  self->length = length;
  self->text = g_malloc (self->length + 1);
  memcpy (self->text, text, self->length);
  self->text[self->length] = '\0';
  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->slots = g_ptr_array_new_with_free_func (slot_free);

  if (!is_text (self->text, self->length))
    sw_jsonata_error_set (error, "S0201", 0, "not UTF-8", NULL);
  else
    self->root = sw_jsonata_parse (self, error);

  return self->root != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * sw_jsonata_new:
 * @text: the expression without its {% %}; UTF-8
 * @length: in bytes, or -1 if NUL-terminated
 * @error: (out caller-allocates) (nullable): code, text and byte offset of what is wrong
 *
 * Compiles an expression.
 *
 * Returns: (transfer full) (nullable): the expression, or NULL with @error set
 */
SwJsonata *
sw_jsonata_new (const char     *text,
                gssize          length,
                SwJsonataError *error)
{
  g_autoptr (SwJsonata) self
      = sw_jsonata_read (text, length < 0 ? strlen (text) : (gsize) length, error);

  if (self != NULL)
    self->root = sw_jsonata_resolve (self, self->root, error);

  return self != NULL && self->root != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * sw_jsonata_free:
 *
 * Frees an expression.
 */
void
sw_jsonata_free (SwJsonata *self)
{
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->slots);
  g_free (self->text);
  g_free (self);
}

/**
 * sw_jsonata_get_text:
 *
 * Returns: the expression as it was given
 */
const char *
sw_jsonata_get_text (const SwJsonata *self)
{
  return self->text;
}
