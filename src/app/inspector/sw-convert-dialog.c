/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-convert-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sw-row-button.h"
#include "asl/convert/sw-convert.h"

struct _SwConvertDialog
{
  AdwDialog            parent_instance;

  GtkLabel            *summary;
  AdwPreferencesGroup *kept_group;
  AdwPreferencesGroup *converted_group;
  GtkWidget           *convert_button;

  SwDocument          *document;
  char                *pointer; /* of the one state, or NULL: the machine */
  SwQueryLanguage      to;
};

G_DEFINE_FINAL_TYPE (SwConvertDialog, sw_convert_dialog, ADW_TYPE_DIALOG)

static const char *
get_language_name (SwQueryLanguage language)
{
  return language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath";
}

/* Plans anew: the text may have changed while the dialog was open. */
static void
convert_cb (SwConvertDialog *self)
{
  g_autoptr (SwConvertDialog) guard = g_object_ref (self);
  g_autoptr (SwConversion) conversion = NULL;
  SwOpsResult *result = NULL;
  GError *error = NULL;
  g_autofree char *label = NULL;

  sw_document_settle (self->document);
  conversion = sw_conversion_new (sw_document_get_model (self->document), self->pointer, self->to,
                                  &error);
  if (conversion != NULL)
    result = sw_conversion_apply (conversion, &error);
  /* What the notes say was read in the dialog. */
  if (result != NULL)
    g_ptr_array_set_size (result->notes, 0);
  /* translators: what a step of undo did; the name of a query language */
  label = g_strdup_printf (_("Convert to %s"), get_language_name (self->to));
  sw_document_take_result (self->document, result, error, label);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
sw_convert_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_CONVERT_DIALOG);
  g_clear_object (&SW_CONVERT_DIALOG (object)->document);
  G_OBJECT_CLASS (sw_convert_dialog_parent_class)->dispose (object);
}

static void
sw_convert_dialog_finalize (GObject *object)
{
  g_free (SW_CONVERT_DIALOG (object)->pointer);
  G_OBJECT_CLASS (sw_convert_dialog_parent_class)->finalize (object);
}

static void
sw_convert_dialog_class_init (SwConvertDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_convert_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_convert_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-convert-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwConvertDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, SwConvertDialog, kept_group);
  gtk_widget_class_bind_template_child (widget_class, SwConvertDialog, converted_group);
  gtk_widget_class_bind_template_child (widget_class, SwConvertDialog, convert_button);
  gtk_widget_class_bind_template_callback (widget_class, convert_cb);
}

static void
sw_convert_dialog_init (SwConvertDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
append_line (GString    *text,
             const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* Where in its state an obstacle is, as the code says it: "Arguments.Items[0]"; empty for the state itself */
static char *
dup_place (const SwConvertedState     *state,
           const SwConversionObstacle *obstacle)
{
  g_autoptr (GString) place = g_string_new (NULL);
  g_auto (GStrv) names = sw_pointer_split (obstacle->pointer + strlen (state->pointer));

  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && strspn (names[i], "0123456789") == strlen (names[i]))
      g_string_append_printf (place, "[%s]", names[i]);
    else
      g_string_append_printf (place, "%s%s", place->len > 0 ? "." : "", names[i]);
  return g_strdup (place->str);
}

static char *
dup_obstacle (const SwConvertedState     *state,
              const SwConversionObstacle *obstacle)
{
  g_autofree char *place
      = g_str_has_prefix (obstacle->pointer, state->pointer) ? dup_place (state, obstacle) : NULL;

  if (place == NULL || *place == '\0')
    return g_strdup (obstacle->reason);
  /* translators: a field of the definition, and what is the matter with it */
  return g_strdup_printf (_("%s: %s"), place, obstacle->reason);
}

/* The reasons of a state that stays, or the conditions of one that is converted */
static char *
dup_details (const SwConvertedState *state)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; !state->converts && i < state->obstacles->len; i++)
    {
      g_autofree char *line = dup_obstacle (state, state->obstacles->pdata[i]);

      append_line (text, line);
    }
  for (guint i = 0; state->converts && i < state->conditions->len; i++)
    {
      g_autofree char *line
          /* translators: a condition, such as “the text is not blank” */
          = g_strdup_printf (_("As long as %s"), (const char *) state->conditions->pdata[i]);

      append_line (text, line);
    }
  return g_strdup (text->str);
}

static void
add_state (SwConvertDialog        *self,
           const SwConvertedState *state)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *details = dup_details (state);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), state->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_preferences_group_add (state->converts ? self->converted_group : self->kept_group, row);
}

/* What comes of it all, in a sentence */
static char *
dup_summary (const SwConversion *conversion)
{
  const char *name = get_language_name (conversion->to);
  guint kept = conversion->states->len - conversion->n_converted;

  if (conversion->n_converted == 0)
    return g_strdup_printf (_("Nothing here can be said in %s without meaning something else."), name);
  if (conversion->pointer != NULL)
    return g_strdup_printf (_("Converts the state to %s; it does the same as before. One undo "
                              "takes it back."),
                            name);
  if (kept == 0)
    return g_strdup_printf (_("Converts the whole state machine to %s; it does the same as before. "
                              "One undo takes it back."),
                            name);
  return g_strdup_printf (
      ngettext ("Converts %u state to %s; it does the same as before. The others stay as they "
                "are. One undo takes it back.",
                "Converts %u states to %s; they do the same as before. The others stay as they "
                "are. One undo takes it back.",
                conversion->n_converted),
      conversion->n_converted, name);
}

static void
show (SwConvertDialog    *self,
      const SwConversion *conversion)
{
  g_autofree char *summary = dup_summary (conversion);
  g_autofree char *title
      /* translators: title of a dialog; the name of a query language */
      = g_strdup_printf (_("Convert to %s"), get_language_name (conversion->to));

  adw_dialog_set_title (ADW_DIALOG (self), title);
  gtk_label_set_label (self->summary, summary);
  for (guint i = 0; i < conversion->states->len; i++)
    add_state (self, conversion->states->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->converted_group), conversion->n_converted > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->kept_group),
                          conversion->n_converted < conversion->states->len);
  gtk_widget_set_sensitive (self->convert_button, conversion->n_converted > 0);
}

/**
 * sw_convert_dialog_ask:
 * @parent: where to show the dialog
 *
 * Offers to bring the selected state, or all of the machine where none is selected, to the other
 * query language.
 */
void
sw_convert_dialog_ask (SwDocument *document,
                       GtkWidget  *parent)
{
  g_autoptr (SwConversion) conversion = NULL;
  g_autoptr (GError) error = NULL;
  SwConvertDialog *self;
  SwQueryLanguage now;
  SwState *state;

  g_return_if_fail (SW_IS_DOCUMENT (document));

  sw_document_settle (document);
  state = sw_document_get_selected_state (document);
  now = state != NULL ? state->language
                      : sw_model_get_language (sw_document_get_model (document));
  conversion = sw_conversion_new (sw_document_get_model (document),
                                  state != NULL ? state->pointer : NULL,
                                  now == SW_QUERY_JSONATA ? SW_QUERY_JSONPATH : SW_QUERY_JSONATA,
                                  &error);
  if (conversion == NULL)
    {
      sw_document_report (document, error->message);
      return;
    }
  self = g_object_new (SW_TYPE_CONVERT_DIALOG, NULL);
  self->document = g_object_ref (document);
  self->pointer = g_strdup (conversion->pointer);
  self->to = conversion->to;
  show (self, conversion);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

static void
clicked_cb (GtkWidget  *button,
            SwDocument *document)
{
  sw_convert_dialog_ask (document, button);
}

/**
 * sw_convert_button_new:
 *
 * Returns: (transfer floating): a button for the row where the query language is chosen
 */
GtkWidget *
sw_convert_button_new (SwDocument *document)
{
  GtkWidget *button = sw_row_button_new ("object-flip-horizontal-symbolic",
                                         _("Convert to the Other Query Language…"));

  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), document, 0);
  return button;
}
