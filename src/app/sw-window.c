/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sw-window.h"

#include "sw-start-page.h"

struct _SwWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (SwWindow, sw_window, ADW_TYPE_APPLICATION_WINDOW)

static void
sw_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_WINDOW);
  G_OBJECT_CLASS (sw_window_parent_class)->dispose (object);
}

static void
sw_window_class_init (SwWindowClass *klass)
{
  g_type_ensure (SW_TYPE_START_PAGE);
  G_OBJECT_CLASS (klass)->dispose = sw_window_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/stepwright/Stepwright/sw-window.ui");
}

static void
sw_window_init (SwWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SwWindow *
sw_window_new (SwApplication *app)
{
  return g_object_new (SW_TYPE_WINDOW, "application", app, NULL);
}

void
sw_window_open_file (SwWindow *self,
                     GFile    *file)
{
}
