/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/mocks/sw-mock-view-private.h"

#include <glib/gi18n.h>

#include "app/mocks/sw-mock-name.h"
#include "tasks/mocks/sw-mock-cases.h"

/* What can be done with a test case as a whole. */

/* Returns: the file's text with a case called @name in it, made of the one that is shown */
typedef char *(*CaseChange) (const char  *text,
                             const char  *machine,
                             const char  *shown,
                             const char  *name,
                             GError     **error);

static char **
dup_cases (SwMockView *self)
{
  return sw_mock_text_dup_cases (sw_mock_file_get_text (self->file),
                                 sw_mock_file_get_machine (self->file));
}

static void
change_case (SwMockView *self,
             CaseChange  change,
             const char *name)
{
  g_autoptr (GError) error = NULL;
  char *text = change (sw_mock_file_get_text (self->file), sw_mock_file_get_machine (self->file),
                       self->shown, name, &error);

  _sw_mock_view_write (self, text, name, error);
}

static char *
add_empty (const char  *text,
           const char  *machine,
           const char  *shown,
           const char  *name,
           GError     **error)
{
  return sw_mock_text_add_case (text, machine, name, error);
}

static void
new_case (const char *name,
          gpointer    data)
{
  change_case (data, add_empty, name);
}

static void
copy_case (const char *name,
           gpointer    data)
{
  change_case (data, sw_mock_text_copy_case, name);
}

static void
rename_case (const char *name,
             gpointer    data)
{
  change_case (data, sw_mock_text_rename_case, name);
}

/* Asks for the name of one more case; proposed is one that begins with @base. */
static void
ask_new_name (SwMockView *self,
              const char *heading,
              const char *verb,
              const char *base,
              void      (*done) (const char *name,
                                 gpointer    data))
{
  g_auto (GStrv) cases = dup_cases (self);
  g_autofree char *name
      = sw_mock_text_dup_new_name (sw_mock_file_get_text (self->file),
                                   sw_mock_file_get_machine (self->file), base);

  sw_mock_ask_name (GTK_WIDGET (self), heading, verb, name, (const char *const *) cases, done,
                    self);
}

static void
new_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ask_new_name (SW_MOCK_VIEW (widget), _("New Test Case"), _("_Create"), "HappyPath", new_case);
}

static void
duplicate_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SwMockView *self = SW_MOCK_VIEW (widget);

  ask_new_name (self, _("Duplicate Test Case"), _("_Duplicate"), self->shown, copy_case);
}

static void
rename_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  SwMockView *self = SW_MOCK_VIEW (widget);
  g_auto (GStrv) cases = dup_cases (self);
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();
  g_auto (GStrv) taken = NULL;

  for (guint i = 0; cases[i] != NULL; i++)
    if (!g_str_equal (cases[i], self->shown))
      g_strv_builder_add (others, cases[i]);
  taken = g_strv_builder_end (others);
  sw_mock_ask_name (widget, _("Rename Test Case"), _("_Rename"), self->shown,
                    (const char *const *) taken, rename_case, self);
}

static void
delete_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  SwMockView *self = SW_MOCK_VIEW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strdup_printf (_("Deleted the test case “%s”"), self->shown);
  char *text = sw_mock_text_remove_case (sw_mock_file_get_text (self->file),
                                         sw_mock_file_get_machine (self->file), self->shown,
                                         &error);
  gboolean done = text != NULL;

  _sw_mock_view_write (self, text, NULL, error);
  if (done)
    sw_document_report (self->document, message);
}

/**
 * _sw_mock_view_install_case_actions:
 *
 * Installs what can be done with a test case.
 */
void
_sw_mock_view_install_case_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "mocks.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "mocks.duplicate", NULL, duplicate_cb);
  gtk_widget_class_install_action (widget_class, "mocks.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "mocks.delete", NULL, delete_cb);
}
