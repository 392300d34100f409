/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-theme.h"

#include <adwaita.h>
#include <stddef.h>

/* Which colour of the shared palette goes where */
static const struct
{
  gsize from;
  gsize to;
} colours[] = {
#define ROW(name) { offsetof (SwPalette, name), offsetof (SwCanvasTheme, name) }
  { offsetof (SwPalette, canvas), offsetof (SwCanvasTheme, ground) },
  ROW (card), ROW (card_border), ROW (on_tile), ROW (text), ROW (dim_text), ROW (edge),
  ROW (catch_edge), ROW (label), ROW (label_border), ROW (container), ROW (container_border),
  ROW (lane), ROW (lane_border), ROW (terminal), ROW (on_terminal), ROW (slot),
  ROW (added), ROW (removed), ROW (changed),
#undef ROW
};

/* What a state of a run looks like: GNOME's named colours, each readable on its ground, and a shape
 * of its own, on SW_LOOK_ICON_GRID, so that nothing is told by colour alone. */
static const struct
{
  const char *light;
  const char *dark;
  const char *icon;
} runs[SW_RUN_STATE_N] = {
  [SW_RUN_STATE_IDLE] = { "#77767b", "#9a9996", "M4 8 A4 4 0 1 0 12 8 A4 4 0 1 0 4 8 Z" },
  [SW_RUN_STATE_RUNNING] = { "#1c71d8", "#3584e4", "M4.5 2.2 L13.5 8 L4.5 13.8 Z" },
  [SW_RUN_STATE_WAITING]
  = { "#7d5f00", "#cd9309", "M3.6 2.4 H6.8 V13.6 H3.6 Z M9.2 2.4 H12.4 V13.6 H9.2 Z" },
  [SW_RUN_STATE_SUCCEEDED]
  = { "#1f8a58", "#26a269", "M1.6 8.6 L3.7 6.4 L6.6 9.2 L12.3 3 L14.4 5 L6.7 13.4 Z" },
  [SW_RUN_STATE_CAUGHT]
  = { "#c64600", "#e66100", "M6.8 1.5 H9.2 L8.8 9.6 H7.2 Z M6.9 11.4 H9.1 V13.9 H6.9 Z" },
  [SW_RUN_STATE_FAILED]
  = { "#c01c28", "#e0353f", "M3.6 1.6 L8 6 L12.4 1.6 L14.4 3.6 L10 8 L14.4 12.4 L12.4 14.4 L8 10 "
      "L3.6 14.4 L1.6 12.4 L6 8 L1.6 3.6 Z" },
  [SW_RUN_STATE_ABORTED] = { "#5e5c64", "#9a9996", "M3.2 3.2 H12.8 V12.8 H3.2 Z" },
  [SW_RUN_STATE_PAUSED]
  = { "#1c71d8", "#3584e4", "M2.6 2.6 L9 8 L2.6 13.4 Z M10.4 2.6 H13.2 V13.4 H10.4 Z" },
  [SW_RUN_STATE_COVERED]
  = { "#1f8a58", "#26a269", "M1.6 8.6 L3.7 6.4 L6.6 9.2 L12.3 3 L14.4 5 L6.7 13.4 Z" },
  [SW_RUN_STATE_UNCOVERED]
  = { "#c64600", "#e66100", "M1.8 6.6 H14.2 V9.4 H1.8 Z" },
};

static GdkRGBA
parse (const char *text)
{
  GdkRGBA colour = { 0, 0, 0, 1 };

  if (!gdk_rgba_parse (&colour, text))
    g_warning ("not a colour: %s", text);
  return colour;
}

/* High contrast: text and lines in the text's own colour, cards and lanes opaque */
static void
sharpen (SwCanvasTheme *self)
{
  GdkRGBA line = self->text;

  line.alpha *= 0.85f;
  self->line = 2.0;
  self->dim_text = self->text;
  self->card_border = self->container_border = self->label_border = self->lane_border = line;
  self->edge = self->slot = self->terminal = self->text;
  self->on_terminal = self->ground;
  self->card = self->label = self->ground;
}

/**
 * sw_canvas_theme_load:
 * @self: what to fill
 * @widget: whose CSS text colour is the text's; the style manager is that of its display
 *
 * Reads the colours in force.
 */
void
sw_canvas_theme_load (SwCanvasTheme *self, GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  AdwAccentColor accent = adw_style_manager_get_accent_color (manager);

  self->dark = adw_style_manager_get_dark (manager);
  self->high_contrast = adw_style_manager_get_high_contrast (manager);
  self->line = 1.0;
  const SwPalette *palette = sw_look_get_palette (self->dark);
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      const char *text = G_STRUCT_MEMBER (const char *, palette, colours[i].from);
      G_STRUCT_MEMBER (GdkRGBA, self, colours[i].to) = parse (text);
    }
  gtk_widget_get_color (widget, &self->text);
  adw_accent_color_to_standalone_rgba (accent, self->dark, &self->accent);
  adw_accent_color_to_rgba (accent, &self->accent_fill);
  self->on_accent = parse ("#ffffff");
  for (guint i = 0; i < SW_STATE_N_TYPES; i++)
    self->tiles[i] = parse (self->dark ? sw_look_get (i)->dark : sw_look_get (i)->light);
  for (guint i = 0; i < SW_RUN_STATE_N; i++)
    self->runs[i] = parse (self->dark ? runs[i].dark : runs[i].light);
  self->refused = self->catch_edge;
  self->breakpoint = parse (self->dark ? "#e0353f" : "#c01c28");
  if (self->high_contrast)
    sharpen (self);
}

static GskPath *
ensure_path (GskPath **path, const char *data)
{
  if (*path == NULL)
    *path = gsk_path_parse (data);
  return *path;
}

/**
 * sw_canvas_theme_get_icon:
 * @symbol: static path data, of a type (sw-look.h) or a service (sw-symbol.h)
 *
 * Returns: (transfer none): @symbol to be painted, on a square of %SW_LOOK_ICON_GRID; main thread
 *   only
 */
GskPath *
sw_canvas_theme_get_icon (const char *symbol)
{
  static GHashTable *paths;
  GskPath *path;

  if (paths == NULL)
    paths = g_hash_table_new (NULL, NULL);
  path = g_hash_table_lookup (paths, symbol);
  if (ensure_path (&path, symbol) != NULL)
    g_hash_table_insert (paths, (gpointer) symbol, path);
  return path;
}

/**
 * sw_canvas_theme_get_run_icon:
 *
 * Returns: (transfer none): the icon of a state of a run, on a square of %SW_LOOK_ICON_GRID; main
 *   thread only
 */
GskPath *
sw_canvas_theme_get_run_icon (SwRunState state)
{
  static GskPath *paths[SW_RUN_STATE_N];

  return ensure_path (&paths[state], runs[state].icon);
}
