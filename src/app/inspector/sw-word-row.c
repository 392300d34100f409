/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-word-row.h"

/* More are listed when the list is opened. */
#define MANY 60

/* More can be searched. */
#define SEARCHED 8

struct _SwWordRow
{
  AdwComboRow parent_instance;

  GPtrArray  *words;  /* char *: all of them */
  guint       chosen; /* in `words`, or GTK_INVALID_LIST_POSITION; where they are not listed */
  gboolean    listed; /* the list has them */
  gboolean    filling; /* we change the list ourselves */
};

G_DEFINE_FINAL_TYPE (SwWordRow, sw_word_row, ADW_TYPE_COMBO_ROW)

static guint chosen_signal;

static void
set_model (SwWordRow         *self,
           const char *const *words,
           guint              n_words,
           guint              selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_words; i++)
    gtk_string_list_append (list, words[i]);
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->filling = FALSE;
}

static void
list_all (SwWordRow *self,
          guint      chosen)
{
  self->listed = TRUE;
  set_model (self, (const char *const *) self->words->pdata, self->words->len, chosen);
}

/* One more word than the chosen one, as a row with a single word shows that there is nothing to
 * choose. */
static void
list_chosen (SwWordRow *self,
             guint      chosen)
{
  gboolean any = chosen < self->words->len;
  const char *const words[] = { self->words->pdata[any ? chosen : 0], "" };

  self->listed = FALSE;
  self->chosen = chosen;
  set_model (self, words, G_N_ELEMENTS (words), any ? 0 : GTK_INVALID_LIST_POSITION);
}

static void
selected_cb (SwWordRow *self)
{
  if (!self->filling)
    g_signal_emit (self, chosen_signal, 0);
}

static void
sw_word_row_activate (AdwActionRow *row)
{
  SwWordRow *self = SW_WORD_ROW (row);

  if (!self->listed)
    list_all (self, self->chosen);
  ADW_ACTION_ROW_CLASS (sw_word_row_parent_class)->activate (row);
}

static void
sw_word_row_finalize (GObject *object)
{
  g_ptr_array_unref (SW_WORD_ROW (object)->words);
  G_OBJECT_CLASS (sw_word_row_parent_class)->finalize (object);
}

static void
sw_word_row_class_init (SwWordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_word_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = sw_word_row_activate;
  chosen_signal = g_signal_new ("chosen", SW_TYPE_WORD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
sw_word_row_init (SwWordRow *self)
{
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->chosen = GTK_INVALID_LIST_POSITION;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), expression);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * sw_word_row_new:
 *
 * Returns: (transfer floating): a row without words
 */
GtkWidget *
sw_word_row_new (void)
{
  return g_object_new (SW_TYPE_WORD_ROW, NULL);
}

/* AdwComboRow tells it to style sheets. */
static gboolean
is_open (SwWordRow *self)
{
  return gtk_widget_has_css_class (GTK_WIDGET (self), "has-open-popup");
}

static gboolean
has_words (SwWordRow *self,
           GPtrArray *words)
{
  if (self->words->len != words->len)
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    if (!g_str_equal (self->words->pdata[i], words->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
take_words (SwWordRow *self,
            GPtrArray *words)
{
  g_ptr_array_set_size (self->words, 0);
  for (guint i = 0; i < words->len; i++)
    g_ptr_array_add (self->words, g_strdup (words->pdata[i]));
}

/**
 * sw_word_row_set_words:
 * @words: (element-type utf8): to choose from; copied
 * @chosen: which of them is chosen, or `GTK_INVALID_LIST_POSITION`
 *
 * Shows a choice. The list is only replaced where it says something else, as an open one would
 * close.
 */
void
sw_word_row_set_words (SwWordRow *self,
                       GPtrArray *words,
                       guint      chosen)
{
  gboolean same;

  g_return_if_fail (SW_IS_WORD_ROW (self));

  same = has_words (self, words);
  if (same && self->listed)
    {
      self->filling = TRUE;
      adw_combo_row_set_selected (ADW_COMBO_ROW (self), chosen);
      self->filling = FALSE;
      return;
    }
  if (same && chosen == self->chosen && adw_combo_row_get_model (ADW_COMBO_ROW (self)) != NULL)
    return;
  if (!same)
    take_words (self, words);
  if (words->len > MANY && !is_open (self))
    list_chosen (self, chosen);
  else
    list_all (self, chosen);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), words->len > SEARCHED);
}

/**
 * sw_word_row_get_chosen:
 *
 * Returns: the place of the chosen word among all of them, or `GTK_INVALID_LIST_POSITION`
 */
guint
sw_word_row_get_chosen (SwWordRow *self)
{
  g_return_val_if_fail (SW_IS_WORD_ROW (self), GTK_INVALID_LIST_POSITION);

  return self->listed ? adw_combo_row_get_selected (ADW_COMBO_ROW (self)) : self->chosen;
}
