/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/session/sw-session-state.h"

/* A key file: the group "Session" says how many windows there are, a group "Window 0" each, "Tab
 * 0.0" each of its tabs. A key that is missing or makes no sense is as if it had never been set. */

#define VERSION 1
#define MAX_WINDOWS 64 /* and as many … */
#define MAX_TABS 1024  /* … as nobody has: a broken file may say anything */

/**
 * sw_session_tab_new:
 *
 * Returns: (transfer full): a tab of nothing, to be filled in
 */
SwSessionTab *
sw_session_tab_new (void)
{
  return g_new0 (SwSessionTab, 1);
}

/**
 * sw_session_tab_free:
 *
 * Frees it with its texts.
 */
void
sw_session_tab_free (SwSessionTab *self)
{
  g_free (self->uri);
  g_free (self->origin);
  g_free (self->title);
  g_free (self->draft);
  g_free (self->digest);
  g_free (self->selected);
  g_free (self);
}

/**
 * sw_session_window_new:
 *
 * Returns: (transfer full): a window without tabs
 */
SwSessionWindow *
sw_session_window_new (void)
{
  SwSessionWindow *self = g_new0 (SwSessionWindow, 1);

  self->tabs = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_session_tab_free);
  return self;
}

/**
 * sw_session_window_free:
 *
 * Frees it with its tabs.
 */
void
sw_session_window_free (SwSessionWindow *self)
{
  g_ptr_array_unref (self->tabs);
  g_free (self->view_mode);
  g_free (self);
}

/**
 * sw_session_state_new:
 *
 * Returns: (transfer full): a session without windows
 */
SwSessionState *
sw_session_state_new (void)
{
  SwSessionState *self = g_new0 (SwSessionState, 1);

  self->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_session_window_free);
  return self;
}

/**
 * sw_session_state_free:
 *
 * Frees it with its windows.
 */
void
sw_session_state_free (SwSessionState *self)
{
  g_ptr_array_unref (self->windows);
  g_free (self);
}

/* The texts of a tab, by their keys */
static const struct
{
  const char *key;
  gsize       offset;
} texts[] = {
  { "file", G_STRUCT_OFFSET (SwSessionTab, uri) },
  { "origin", G_STRUCT_OFFSET (SwSessionTab, origin) },
  { "title", G_STRUCT_OFFSET (SwSessionTab, title) },
  { "draft", G_STRUCT_OFFSET (SwSessionTab, draft) },
  { "digest", G_STRUCT_OFFSET (SwSessionTab, digest) },
  { "selected", G_STRUCT_OFFSET (SwSessionTab, selected) },
};

static void
write_tab (GKeyFile *file, const char *group, const SwSessionTab *tab)
{
  const double place[] = { tab->place.zoom, tab->place.middle.x, tab->place.middle.y };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (const char *, tab, texts[i].offset);

      if (text != NULL)
        g_key_file_set_string (file, group, texts[i].key, text);
    }
  g_key_file_set_boolean (file, group, "yaml", tab->syntax == SW_SYNTAX_YAML);
  g_key_file_set_boolean (file, group, "modified", tab->modified);
  g_key_file_set_integer (file, group, "caret", tab->caret);
  if (tab->placed)
    g_key_file_set_double_list (file, group, "place", (double *) place, G_N_ELEMENTS (place));
}

static SwSessionTab *
read_tab (GKeyFile *file, const char *group)
{
  SwSessionTab *tab = sw_session_tab_new ();
  g_autofree double *place = NULL;
  gsize n_place = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, tab, texts[i].offset) =
        g_key_file_get_string (file, group, texts[i].key, NULL);
  if (g_key_file_get_boolean (file, group, "yaml", NULL))
    tab->syntax = SW_SYNTAX_YAML;
  tab->modified = g_key_file_get_boolean (file, group, "modified", NULL);
  tab->caret = MAX (0, g_key_file_get_integer (file, group, "caret", NULL));
  place = g_key_file_get_double_list (file, group, "place", &n_place, NULL);
  tab->placed = n_place == 3 && place[0] > 0;
  if (tab->placed)
    tab->place = (SwCanvasPlace) { place[0], { place[1], place[2] } };
  return tab;
}

static void
write_window (GKeyFile *file, guint number, const SwSessionWindow *window)
{
  g_autofree char *group = g_strdup_printf ("Window %u", number);

  g_key_file_set_integer (file, group, "width", window->width);
  g_key_file_set_integer (file, group, "height", window->height);
  g_key_file_set_boolean (file, group, "maximized", window->maximized);
  if (window->view_mode != NULL)
    g_key_file_set_string (file, group, "view-mode", window->view_mode);
  g_key_file_set_integer (file, group, "current", (int) window->current);
  g_key_file_set_integer (file, group, "tabs", (int) window->tabs->len);
  for (guint i = 0; i < window->tabs->len; i++)
    {
      g_autofree char *tab = g_strdup_printf ("Tab %u.%u", number, i);

      write_tab (file, tab, window->tabs->pdata[i]);
    }
}

static SwSessionWindow *
read_window (GKeyFile *file, guint number)
{
  SwSessionWindow *window = sw_session_window_new ();
  g_autofree char *group = g_strdup_printf ("Window %u", number);
  int n_tabs = CLAMP (g_key_file_get_integer (file, group, "tabs", NULL), 0, MAX_TABS);

  window->width = g_key_file_get_integer (file, group, "width", NULL);
  window->height = g_key_file_get_integer (file, group, "height", NULL);
  window->maximized = g_key_file_get_boolean (file, group, "maximized", NULL);
  window->view_mode = g_key_file_get_string (file, group, "view-mode", NULL);
  window->current = (guint) MAX (0, g_key_file_get_integer (file, group, "current", NULL));
  for (int i = 0; i < n_tabs; i++)
    {
      g_autofree char *tab = g_strdup_printf ("Tab %u.%d", number, i);

      if (g_key_file_has_group (file, tab))
        g_ptr_array_add (window->tabs, read_tab (file, tab));
    }
  return window;
}

/**
 * sw_session_state_from_text:
 * @text: of sw_session_state_to_text(), or anything
 *
 * Returns: (transfer full): what can be made out of it; no windows where that is nothing
 */
SwSessionState *
sw_session_state_from_text (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  SwSessionState *self = sw_session_state_new ();
  int n_windows;

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL)
      || g_key_file_get_integer (file, "Session", "version", NULL) != VERSION)
    return self;
  n_windows = CLAMP (g_key_file_get_integer (file, "Session", "windows", NULL), 0, MAX_WINDOWS);
  for (int i = 0; i < n_windows; i++)
    g_ptr_array_add (self->windows, read_window (file, (guint) i));
  return self;
}

/**
 * sw_session_state_to_text:
 *
 * Returns: (transfer full): the state as text
 */
char *
sw_session_state_to_text (const SwSessionState *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_integer (file, "Session", "version", VERSION);
  g_key_file_set_integer (file, "Session", "windows", (int) self->windows->len);
  for (guint i = 0; i < self->windows->len; i++)
    write_window (file, i, self->windows->pdata[i]);
  return g_key_file_to_data (file, NULL, NULL);
}
