/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/fields/sw-field-colors.h"
#include "app/inspector/fields/sw-field-live.h"
#include "app/inspector/fields/sw-field-text.h"
#include "app/inspector/fields/sw-field-words.h"
#include "app/inspector/rules/sw-comparison-live.h"
#include "app/inspector/sw-placeholder-chips.h"
#include "app/source/sw-last-run.h"
#include "asl/rules/sw-rule-text-scan.h"
#include "asl/rules/sw-rule-text.h"

/* What is to be told of the text in a row, whoever put it there, in the note below. Another thing
 * to tell is another function in the table. */

typedef void (*Hook) (SwFieldRow *row,
                      const char *text);

/* What deployment fills in. Chips stay while the row has the same placeholders: one of them may be
 * open. */
static void
show_placeholders (SwFieldRow *row,
                   const char *text)
{
  g_auto (GStrv) names = sw_placeholder_chips_dup_names (text);
  char **shown = g_object_get_data (G_OBJECT (row->note), "placeholders");

  if (shown != NULL ? g_strv_equal ((const char *const *) shown, (const char *const *) names)
                    : names[0] == NULL)
    return;
  sw_field_note_set_extra (row->note, "placeholders",
                           sw_placeholder_chips_new (row->document, (const char *const *) names));
  g_object_set_data_full (G_OBJECT (row->note), "placeholders", g_steal_pointer (&names),
                          (GDestroyNotify) g_strfreev);
}

static GtkWidget *
create_live_label (const char *words,
                   gboolean    selectable,
                   gboolean    failed)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (label), selectable);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, failed ? "warning" : "dim-label");
  return label;
}

static GtkWidget *
create_live (SwLiveKind  kind,
             const char *text)
{
  g_autofree char *words = NULL;

  if (kind == SW_LIVE_RESULT)
    /* translators: what an expression makes of the data of the last run */
    words = g_strdup_printf (_("In the last run: %s"), text);
  else if (kind == SW_LIVE_FAILURE)
    /* translators: why an expression fails on the data of the last run */
    words = g_strdup_printf (_("In the last run it would fail: %s"), text);
  else
    words = g_strdup (_("No run has come here yet to try it on"));
  return create_live_label (words, kind == SW_LIVE_RESULT, kind == SW_LIVE_FAILURE);
}

/* Whether a rule would have matched, as soon as what is typed is one */
static void
show_live_rule (SwFieldRow *row,
                const char *text)
{
  g_autofree char *error = NULL;
  gsize offset;
  g_autoptr (SwCondition) condition = NULL;
  g_autofree char *words = NULL;
  gboolean failed = FALSE;

  if (row->kind != &_sw_field_row_rule)
    return;
  condition = sw_rule_text_parse (text, &offset, &error);
  if (condition != NULL)
    words = sw_condition_live_dup (row->document, row->pointer, condition, &failed);
  sw_field_note_set_extra (row->note, "live-rule",
                           words != NULL ? create_live_label (words, FALSE, failed) : NULL);
}

/* What the expression makes of the data of the last run. That there are none is told only to the
 * one who is writing it. */
static void
show_live (SwFieldRow *row,
           const char *text)
{
  SwState *state = row->pointer != NULL ? _sw_field_row_get_state (row) : NULL;
  g_autofree char *json = NULL, *error = NULL, *result = NULL;
  g_auto (SwSample) sample = { 0 };
  SwLiveKind kind = SW_LIVE_NOTHING;
  gboolean tried = FALSE;

  sw_field_note_set_extra (row->note, "live", NULL);
  if (state == NULL
      || !sw_field_text_to_json (row->field, state->language, text, &json, &error) || json == NULL
      || !sw_field_live_is_expression (row->field, row->set, state->language, json))
    return;
  tried = sw_last_run_find_sample (row->document, state->pointer, &sample);
  if (tried)
    kind = sw_field_live_try (row->field, row->set, state, json, &sample, &result);
  if (kind != SW_LIVE_NOTHING || (!tried && _sw_field_row_has_focus (row)))
    sw_field_note_set_extra (row->note, "live", create_live (kind, result));
}

/* The words of expressions, as in the code */
static void
show_colors (SwFieldRow *row,
             const char *text)
{
  GtkTextBuffer *buffer = _sw_field_row_get_buffer (row);
  SwState *state = row->pointer != NULL ? _sw_field_row_get_state (row) : NULL;
  g_autoptr (GArray) words = NULL;

  if (buffer == NULL)
    return;
  if (row->kind == &_sw_field_row_rule)
    words = sw_rule_text_dup_tokens (text);
  else if (state != NULL)
    words = sw_field_words_new (row->field, state->language,
                                row->pointer + strlen (state->pointer), text);
  if (words != NULL)
    _sw_field_colors_show (buffer, words);
}

static const Hook hooks[] = {
  show_colors,
  show_placeholders,
  show_live,
  show_live_rule,
};

/**
 * _sw_field_row_text_changed:
 * @text: what stands in the row now
 *
 * Tells below the row what is to be told of @text. To be called whenever it changes, whoever put it
 * there.
 */
void
_sw_field_row_text_changed (SwFieldRow *self,
                            const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hooks); i++)
    hooks[i] (self, text);
}
