/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

/* The panels below diagram and code, of runs and of tests. Most documents are opened without them: a panel is made
 * here when it is first asked for, in the frame that shows it, and stays as long as its page. */

static const char *const properties[SW_PAGE_N_PANELS] = {
  [SW_PAGE_RUNS] = "show-runs",
  [SW_PAGE_TESTS] = "show-tests",
};

/* In pixels */
#define PANEL_HEIGHT 300 /* at least; with less it scrolls */
#define WIDE_HEIGHT 370  /* of a panel that is first shown in a page that is not narrow, where there is so much */
#define ROOMY_HEIGHT 520 /* of a page that has room for that, and for what is above it */

/* NULL where it was not made yet */
static GtkWidget *
get_panel (SwPage      *self,
           SwPagePanel  which)
{
  return which == SW_PAGE_RUNS ? (GtkWidget *) self->run_panel : (GtkWidget *) self->test_panel;
}

static void
close_cb (SwPage *self)
{
  for (SwPagePanel which = 0; which < SW_PAGE_N_PANELS; which++)
    _sw_page_set_panel_shown (self, which, FALSE);
}

/* The run is of an earlier text perhaps; a state that is gone since is not selected. */
static void
show_state_cb (SwPage     *self,
               const char *pointer)
{
  if (sw_model_find_pointer (sw_document_get_model (self->document), pointer) != NULL)
    sw_document_set_selected (self->document, pointer);
}

static void
selected_cb (SwPage *self)
{
  sw_run_panel_select (self->run_panel, sw_document_get_selected (self->document));
}

static void
running_cb (SwPage *self)
{
  g_object_notify (G_OBJECT (self), "running");
}

/* Before the panel is laid out, unless the page itself never was. GtkPaned alone would give it the least. */
static gboolean
place_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  SwPage *self = SW_PAGE (user_data);
  int height = gtk_widget_get_height (widget);
  gboolean narrow = FALSE;

  if (height == 0)
    return G_SOURCE_CONTINUE;
  g_object_get (self, "narrow", &narrow, NULL);
  gtk_paned_set_position (self->panels_paned, MAX (0, height - (narrow ? PANEL_HEIGHT : WIDE_HEIGHT)));
  return G_SOURCE_REMOVE;
}

/* What a narrow or low page has squeezed gets its height when there is room again. */
static void
room_cb (SwPage *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->panels_paned));
  gboolean narrow = FALSE, was_cramped = self->cramped;

  if (height == 0)
    return;
  g_object_get (self, "narrow", &narrow, NULL);
  self->cramped = narrow || height < ROOMY_HEIGHT;
  if (was_cramped && !self->cramped && gtk_widget_get_height (GTK_WIDGET (self->panels)) < WIDE_HEIGHT)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->panels_paned), place_cb, self, NULL);
}

static void
add_panel (SwPage    *self,
           GtkWidget *panel)
{
  gtk_widget_set_visible (panel, FALSE);
  gtk_widget_set_hexpand (panel, TRUE);
  gtk_widget_set_size_request (panel, -1, PANEL_HEIGHT);
  g_signal_connect_object (panel, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel, "show-state", G_CALLBACK (show_state_cb), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->panels)) == NULL)
    {
      gtk_widget_add_tick_callback (GTK_WIDGET (self->panels_paned), place_cb, self, NULL);
      g_signal_connect (self, "notify::narrow", G_CALLBACK (room_cb), NULL);
      g_signal_connect_object (self->panels_paned, "notify::max-position", G_CALLBACK (room_cb), self,
                               G_CONNECT_SWAPPED);
      room_cb (self);
    }
  gtk_box_append (self->panels, panel);
}

/**
 * _sw_page_ensure_run_panel:
 * @self: a page that has its document
 *
 * Makes the panel of runs where that was not done yet.
 *
 * Returns: (transfer none): the panel
 */
SwRunPanel *
_sw_page_ensure_run_panel (SwPage *self)
{
  if (self->run_panel != NULL)
    return self->run_panel;
  self->run_panel = sw_run_panel_new (self->run_status);
  add_panel (self, GTK_WIDGET (self->run_panel));
  g_object_bind_property (self, "narrow", self->run_panel, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->run_panel, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  _sw_page_add_debug_views (self);
  return self->run_panel;
}

/**
 * _sw_page_ensure_test_panel:
 * @self: a page that has its document
 *
 * Makes the panel of tests where that was not done yet.
 *
 * Returns: (transfer none): the panel
 */
SwTestPanel *
_sw_page_ensure_test_panel (SwPage *self)
{
  if (self->test_panel != NULL)
    return self->test_panel;
  self->test_panel = g_object_new (SW_TYPE_TEST_PANEL, NULL);
  sw_test_panel_set_document (self->test_panel, self->document, self->run_status);
  add_panel (self, GTK_WIDGET (self->test_panel));
  return self->test_panel;
}

/**
 * _sw_page_get_panel_shown:
 * @which: the panel
 *
 * Returns: whether it is shown; one that was not made yet is not
 */
gboolean
_sw_page_get_panel_shown (SwPage      *self,
                          SwPagePanel  which)
{
  GtkWidget *panel = get_panel (self, which);

  return panel != NULL && gtk_widget_get_visible (panel);
}

/**
 * _sw_page_set_panel_shown:
 * @which: the panel
 * @shown: whether it is to be seen
 *
 * Shows a panel in the place of the other, or hides it.
 */
void
_sw_page_set_panel_shown (SwPage      *self,
                          SwPagePanel  which,
                          gboolean     shown)
{
  if (_sw_page_get_panel_shown (self, which) == shown)
    return;
  if (shown && which == SW_PAGE_RUNS)
    _sw_page_ensure_run_panel (self);
  else if (shown)
    _sw_page_ensure_test_panel (self);
  gtk_widget_set_visible (GTK_WIDGET (self->panels), shown);
  for (SwPagePanel i = 0; i < SW_PAGE_N_PANELS; i++)
    {
      gboolean show = shown && i == which;

      if (_sw_page_get_panel_shown (self, i) == show)
        continue;
      gtk_widget_set_visible (get_panel (self, i), show);
      g_object_notify (G_OBJECT (self), properties[i]);
    }
}

/**
 * _sw_page_clear_panels:
 *
 * Forgets the panels of a page that goes away: they go with its template.
 */
void
_sw_page_clear_panels (SwPage *self)
{
  self->run_panel = NULL;
  self->test_panel = NULL;
  self->debug_bar = NULL;
  self->debug_view = NULL;
}
