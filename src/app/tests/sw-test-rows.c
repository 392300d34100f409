/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-rows.h"

#include <glib/gi18n.h>

/* How a test stands: never by colour alone */
typedef struct
{
  const char *icon;
  const char *class;
  const char *label;
} Look;

static const Look looks[] = {
  { "content-loading-symbolic", "dim-label", N_ ("Not run") },
  { "object-select-symbolic", "success", N_ ("Passed") },
  { "dialog-error-symbolic", "error", N_ ("Failed") },
};

static const Look *
get_look (const SwTestResult *result)
{
  return &looks[!result->ran ? 0 : result->passed ? 1 : 2];
}

static GtkWidget *
new_icon (const char *icon,
          const char *class,
          const char *label)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, class);
  gtk_widget_set_tooltip_text (image, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return image;
}

static GtkWidget *
new_row (const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

/**
 * sw_test_row_new_result:
 * @result: of a test
 *
 * Returns: (transfer floating): a row that tells how a test stands; its data "index" and "test" are
 *   those of the test
 */
GtkWidget *
sw_test_row_new_result (const SwTestResult *result)
{
  GtkWidget *row = new_row (result->name, result->message);
  const Look *look = get_look (result);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             new_icon (look->icon, look->class, gettext (look->label)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "index", GINT_TO_POINTER ((int) result->index));
  g_object_set_data_full (G_OBJECT (row), "test", g_strdup (result->test), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gettext (look->label), -1);
  return row;
}

/**
 * sw_test_row_new_part:
 * @part: of the definition
 *
 * Returns: (transfer floating): a row that tells how often it had its turn; its data "pointer" is
 *   where it stands
 */
GtkWidget *
sw_test_row_new_part (const SwTestPart *part)
{
  GtkWidget *row = new_row (part->label, NULL);
  g_autofree char *hits = NULL;
  GtkWidget *label;

  /* translators: how often a part of the definition had its turn in the tests */
  hits = part->hits > 0 ? g_strdup_printf (_ ("%u×"), part->hits) : g_strdup (_ ("not covered"));
  label = gtk_label_new (hits);
  gtk_widget_add_css_class (label, part->hits > 0 ? "dim-label" : "warning");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             part->hits > 0
                                 ? new_icon ("object-select-symbolic", "success", _ ("Covered"))
                                 : new_icon ("dialog-warning-symbolic", "warning",
                                             _ ("Not covered")));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "pointer", g_strdup (part->pointer), g_free);
  return row;
}

/**
 * sw_test_row_new_advice:
 * @advice: a test that could be added, or why none can
 * @add: (out) (transfer none): the button that adds it, with the data "test"; %NULL where there is
 *   none
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
sw_test_row_new_advice (const SwTestAdvice  *advice,
                        GtkWidget          **add)
{
  GtkWidget *row = new_row (advice->test != NULL ? advice->name : advice->what,
                            advice->test != NULL ? advice->what : advice->why);

  *add = NULL;
  if (advice->test == NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_icon ("action-unavailable-symbolic",
                                                               "dim-label", _ ("Not feasible")));
  else
    {
      *add = gtk_button_new_with_mnemonic (_ ("_Add"));
      gtk_widget_set_valign (*add, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (*add), "test", g_strdup (advice->test), g_free);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), *add);
      gtk_widget_set_tooltip_text (row, advice->test);
    }
  return row;
}
