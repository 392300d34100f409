/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-side-sheet.h"

struct _SwSideSheet
{
  GtkWidget  parent_instance;

  GtkWidget *stack;
};

G_DEFINE_FINAL_TYPE (SwSideSheet, sw_side_sheet, GTK_TYPE_WIDGET)

/* Pixels that the sheet takes where it can have them: on a phone the state it tells of is still
 * seen above it. */
#define HEIGHT 440
/* Pixels for the handle that the sheet is dragged by, which lies over it */
#define HANDLE_HEIGHT 18

/* A panel that scrolls is content with next to nothing, and another one with each state: neither is
 * the height of a sheet. */
static void
sw_side_sheet_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  SwSideSheet *self = SW_SIDE_SHEET (widget);

  gtk_widget_measure (self->stack, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural = MAX (*minimum, HEIGHT);
}

static void
sw_side_sheet_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  gtk_widget_allocate (SW_SIDE_SHEET (widget)->stack, width, height, baseline, NULL);
}

static void
sw_side_sheet_dispose (GObject *object)
{
  g_clear_pointer (&SW_SIDE_SHEET (object)->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (sw_side_sheet_parent_class)->dispose (object);
}

static void
sw_side_sheet_class_init (SwSideSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_side_sheet_dispose;
  widget_class->measure = sw_side_sheet_measure;
  widget_class->size_allocate = sw_side_sheet_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sw_side_sheet_init (SwSideSheet *self)
{
  self->stack = gtk_stack_new ();
  gtk_widget_set_margin_top (self->stack, HANDLE_HEIGHT);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

/**
 * sw_side_sheet_add:
 * @panel: (transfer floating): a widget without a parent
 * @title: what it is called
 */
void
sw_side_sheet_add (SwSideSheet *self,
                   GtkWidget   *panel,
                   const char  *title)
{
  g_return_if_fail (SW_IS_SIDE_SHEET (self));

  gtk_stack_page_set_title (gtk_stack_add_child (GTK_STACK (self->stack), panel), title);
}

/**
 * sw_side_sheet_remove:
 * @panel: one that was added; whoever wants to keep it holds it
 */
void
sw_side_sheet_remove (SwSideSheet *self,
                      GtkWidget   *panel)
{
  gtk_stack_remove (GTK_STACK (self->stack), panel);
}

/**
 * sw_side_sheet_show:
 * @panel: one that was added
 *
 * Has the panel seen when the sheet is open, under whose name the sheet goes then.
 */
void
sw_side_sheet_show (SwSideSheet *self,
                    GtkWidget   *panel)
{
  GtkStackPage *page = gtk_stack_get_page (GTK_STACK (self->stack), panel);

  gtk_stack_set_visible_child (GTK_STACK (self->stack), panel);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_stack_page_get_title (page), -1);
}

/**
 * sw_side_sheet_get_shown:
 *
 * Returns: (transfer none) (nullable): the panel that is seen when the sheet is open
 */
GtkWidget *
sw_side_sheet_get_shown (SwSideSheet *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack));
}
