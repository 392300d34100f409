/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-closed-popovers.h"

/* What a popover leaves behind in GTK 4.18 when it closes, and what takes the next click from whatever lies beneath:
 *
 * - The pointer. A popover that was laid out under the pointer has asked for a motion (maybe_request_motion_event() in
 *   gtkpopover.c). GDK makes one in the next frame, which may come when the popover is hidden: GDK's X11 part compares
 *   the pointer with the place and size that the window had (gdk_x11_surface_get_device_state()). GTK then finds no
 *   widget there that shows, and gives the pointer to the popover itself (handle_pointing_event() in gtkmain.c). So
 *   clicks go to it until the pointer moves, and often even then: each layout of the window in between has asked for
 *   one more such motion (gtk_window_native_layout()).
 * - Presses. The button that opened a menu is let go over the menu, which has grabbed the pointer: gestures of the
 *   widgets around it wait for the release, and one that had denied the press denies the next one with it
 *   (_gtk_gesture_update_point() in gtkgesture.c).
 */

static void
after_paint_cb (GtkWidget *window, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, window);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_FLUSH_EVENTS);
}

/* GTK has no call for that. But when the sensitivity of a widget that has the pointer changes, GTK looks anew for what
 * is under it (gtk_window_update_pointer_focus_on_state_change()), at the place that the hidden popover told, which may
 * be nowhere: so the window is laid out, which then asks for a motion in its turn, and gets it in the next frame. */
static void
let_go_of_pointer (GtkWidget *popover, GdkFrameClock *clock)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (popover));

  if (window == NULL || !gtk_widget_get_sensitive (popover))
    return;
  gtk_widget_set_sensitive (popover, FALSE);
  gtk_widget_set_sensitive (popover, TRUE);
  gtk_widget_queue_allocate (window);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (after_paint_cb), window, G_CONNECT_SWAPPED);
}

static void
forget_presses (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE (controller))
        gtk_event_controller_reset (controller);
    }
}

static gboolean
is_button_down (GtkWidget *widget)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  const GdkModifierType buttons = GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK;

  return seat != NULL && (gdk_device_get_modifier_state (gdk_seat_get_pointer (seat)) & buttons) != 0;
}

static void
let_go_cb (GtkWidget *popover, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, let_go_cb, popover);
  if (!gtk_widget_get_visible (popover))
    let_go_of_pointer (popover, clock);
}

static void
forget_cb (GtkWidget *parent, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, forget_cb, parent);
  if (is_button_down (parent))
    return;
  for (GtkWidget *widget = parent; widget != NULL; widget = gtk_widget_get_parent (widget))
    forget_presses (widget);
}

/* All is done in the frame after, behind the motions that GDK makes at its beginning. */
static gboolean
closed_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  const GConnectFlags flags = G_CONNECT_AFTER | G_CONNECT_SWAPPED;
  GtkWidget *popover = g_value_get_object (&values[0]);
  GtkWidget *parent = gtk_widget_get_parent (popover);
  GdkFrameClock *clock = parent != NULL ? gtk_widget_get_frame_clock (parent) : NULL;

  if (clock == NULL)
    return G_SOURCE_CONTINUE;
  g_signal_connect_object (clock, "flush-events", G_CALLBACK (let_go_cb), popover, flags);
  if (gtk_popover_get_autohide (GTK_POPOVER (popover)))
    g_signal_connect_object (clock, "flush-events", G_CALLBACK (forget_cb), parent, flags);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_FLUSH_EVENTS);
  return G_SOURCE_CONTINUE;
}

/**
 * sw_closed_popovers_watch:
 *
 * From now on a click counts where a popover was closed under the pointer by a key. Concerns all popovers of the
 * program, also those that GTK opens by itself; called once.
 */
void
sw_closed_popovers_watch (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_POPOVER); /* which makes the signal known */

  g_signal_add_emission_hook (g_signal_lookup ("closed", GTK_TYPE_POPOVER), 0, closed_hook, NULL, NULL);
}
