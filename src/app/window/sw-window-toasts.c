/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the window tells the person in passing. */

/* It would take back something else by now. */
void
_sw_window_drop_undo_toast (SwWindow *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->undo_toast);

  if (toast != NULL)
    adw_toast_dismiss (toast);
}

#define WIDEST_TOAST 60 /* characters */
#define NARROWEST_TOAST 12
#define AROUND_TOAST 120 /* pixels: its margins and paddings */
#define AROUND_BUTTON 70

/* How many characters stand in a line of a toast beside its button: libadwaita takes the height of a toast from the
 * width it would like, so that in a narrow window what it has to wrap further pushes the button out of sight. */
static int
get_toast_width (SwWindow   *self,
                 const char *button)
{
  PangoFontMetrics *metrics
      = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  /* Letters are bold, hence wider. */
  int character = MAX (1, PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics) * 9 / 8));
  int around = AROUND_TOAST + (*button != '\0' ? AROUND_BUTTON : 0);
  int room = (gtk_widget_get_width (GTK_WIDGET (self)) - around) / character;

  pango_font_metrics_unref (metrics);
  return CLAMP (room - (int) g_utf8_strlen (button, -1), NARROWEST_TOAST, WIDEST_TOAST);
}

/* Words that may run over more than one line, which a toast's own title would cut. */
static GtkWidget *
make_toast_text (SwWindow   *self,
                 const char *text,
                 const char *button)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 5);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), get_toast_width (self, button));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* As libadwaita's own titles are */
  gtk_widget_add_css_class (label, "heading");
  return label;
}

/**
 * _sw_window_toast:
 * @text: plain text, a sentence
 *
 * Tells it in passing.
 */
void
_sw_window_toast (SwWindow   *self,
                  const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  if (g_utf8_strlen (text, -1) > get_toast_width (self, ""))
    {
      adw_toast_set_custom_title (toast, make_toast_text (self, text, ""));
      gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * _sw_window_toast_undo:
 * @text: what a change has done
 *
 * Offers to take the last change back, until there is another.
 */
void
_sw_window_toast_undo (SwWindow   *self,
                       const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_custom_title (toast, make_toast_text (self, text, _("_Undo")));
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 8);
  _sw_window_drop_undo_toast (self);
  self->undo_toast = g_object_ref (toast);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * _sw_window_toast_convert:
 * @text: why YAML cannot be changed so
 *
 * Tells it, and offers to go on in JSON.
 */
void
_sw_window_toast_convert (SwWindow   *self,
                          const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_custom_title (toast, make_toast_text (self, text, _("Convert to _JSON")));
  adw_toast_set_button_label (toast, _("Convert to _JSON"));
  adw_toast_set_action_name (toast, "win.convert-json");
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 12);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* A word longer than this, in characters, does not fit into a line of a dialog on a phone. */
#define LONG_WORD 24
#define ZERO_WIDTH_SPACE "\u200b"

/* Long words, which are paths and names of files, may be broken behind their parts: a dialog breaks at spaces alone. */
static char *
dup_breakable (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) > LONG_WORD)
      {
        g_autoptr (GString) word = g_string_new_take (g_steal_pointer (&words[i]));

        for (gsize at = word->len; at > 0; at--)
          if (strchr ("/-_.", word->str[at - 1]) != NULL)
            g_string_insert (word, (gssize) at, ZERO_WIDTH_SPACE);
        words[i] = g_string_free_and_steal (g_steal_pointer (&word));
      }
  return g_strjoinv (" ", words);
}

/**
 * _sw_window_tell_failure:
 * @heading: what could not be done
 * @reason: why, in sentences
 *
 * Tells it in a dialog.
 */
void
_sw_window_tell_failure (SwWindow   *self,
                         const char *heading,
                         const char *reason)
{
  g_autofree char *title = dup_breakable (heading);
  g_autofree char *body = dup_breakable (reason);
  AdwDialog *dialog = adw_alert_dialog_new (title, body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/**
 * _sw_window_show_error:
 * @heading: what could not be done
 * @error: why
 *
 * Tells it in a dialog.
 */
void
_sw_window_show_error (SwWindow     *self,
                       const char   *heading,
                       const GError *error)
{
  _sw_window_tell_failure (self, heading, error->message);
}
