/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/debug/sw-debug-breaks.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sw-memory.h"

/* Keeps the breakpoints of one document right; freed with it. */
typedef struct
{
  SwDocument    *document; /* not owned */
  SwBreakpoints *breakpoints;
  SwModel       *model;    /* in which they are right, or NULL */
  gboolean       loading;
} Keeper;

static void
keeper_free (gpointer data)
{
  Keeper *keeper = data;

  g_signal_handlers_disconnect_by_data (keeper->breakpoints, keeper);
  g_object_unref (keeper->breakpoints);
  g_clear_pointer (&keeper->model, sw_model_unref);
  g_free (keeper);
}

static void
save_cb (Keeper *keeper)
{
  g_autofree char *text = NULL;

  if (keeper->loading)
    return;
  text = sw_breakpoints_dup_text (keeper->breakpoints);
  sw_memory_set_text (sw_document_get_origin (keeper->document), SW_MEMORY_BREAKPOINTS, text);
}

/* What was remembered cannot be wrong but by another hand; then what is right of it is kept. */
static void
load (Keeper *keeper)
{
  g_autofree char *text
      = sw_memory_dup_text (sw_document_get_origin (keeper->document), SW_MEMORY_BREAKPOINTS);

  keeper->loading = TRUE;
  if (text != NULL)
    sw_breakpoints_set_text (keeper->breakpoints, text, NULL);
  keeper->loading = FALSE;
}

static void
model_cb (SwDocument *document,
          GParamSpec *pspec,
          gpointer    data)
{
  Keeper *keeper = data;
  SwModel *model = sw_document_get_model (document);

  if (model == NULL || model == keeper->model)
    return;
  if (keeper->model != NULL)
    sw_breakpoints_follow (keeper->breakpoints, keeper->model, model);
  g_clear_pointer (&keeper->model, sw_model_unref);
  keeper->model = sw_model_ref (model);
}

/* A document that was opened has its own; one that gets a file keeps what was set before. */
static void
file_cb (SwDocument *document,
         GParamSpec *pspec,
         gpointer    data)
{
  Keeper *keeper = data;

  if (sw_breakpoints_get_count (keeper->breakpoints) == 0)
    load (keeper);
  else
    save_cb (keeper);
}

/**
 * sw_debug_breaks_get:
 *
 * Returns: (transfer none): the breakpoints of a document, alive with it
 */
SwBreakpoints *
sw_debug_breaks_get (SwDocument *document)
{
  static const char key[] = "sw-debug-breaks";
  Keeper *keeper = g_object_get_data (G_OBJECT (document), key);

  if (keeper != NULL)
    return keeper->breakpoints;
  keeper = g_new0 (Keeper, 1);
  keeper->document = document;
  keeper->breakpoints = sw_breakpoints_new ();
  load (keeper);
  g_signal_connect_swapped (keeper->breakpoints, "changed", G_CALLBACK (save_cb), keeper);
  g_signal_connect (document, "notify::model", G_CALLBACK (model_cb), keeper);
  g_signal_connect (document, "notify::file", G_CALLBACK (file_cb), keeper);
  g_object_set_data_full (G_OBJECT (document), key, keeper, keeper_free);
  model_cb (document, NULL, keeper);
  return keeper->breakpoints;
}

/**
 * sw_debug_breaks_get_look:
 *
 * Returns: how a breakpoint is shown
 */
SwBreakLook
sw_debug_breaks_get_look (const SwBreakpoint *breakpoint)
{
  if (!breakpoint->enabled)
    return SW_BREAK_OFF;
  return breakpoint->condition != NULL || breakpoint->skip > 0 ? SW_BREAK_CONDITION : SW_BREAK_ON;
}

/**
 * sw_debug_breaks_append_terms:
 * @text: when the breakpoint stops, for a person
 *
 * Adds what more has to be right.
 */
void
sw_debug_breaks_append_terms (GString            *text,
                              const SwBreakpoint *breakpoint)
{
  if (breakpoint->condition != NULL)
    /* translators: %s is an expression; this follows "Stops before this state" */
    g_string_append_printf (text, _(" if %s"), breakpoint->condition);
  if (breakpoint->skip > 0)
    /* translators: this follows "Stops before this state" */
    g_string_append_printf (text, _(", from time %u on"), breakpoint->skip + 1);
  if (!breakpoint->enabled)
    g_string_append (text, _(" (turned off)"));
}

/**
 * sw_debug_breaks_dup_sentence:
 *
 * Returns: (transfer full): when a breakpoint stops, for a person
 */
char *
sw_debug_breaks_dup_sentence (const SwBreakpoint *breakpoint)
{
  static const char *const sentences[] = {
    [SW_BREAK_BEFORE] = N_("Stops before this state"),
    [SW_BREAK_AFTER] = N_("Stops when the result of this state is known"),
    [SW_BREAK_EDGE] = N_("Stops when this way is taken"),
    [SW_BREAK_ERROR] = N_("Stops when this state fails"),
    [SW_BREAK_VARIABLE] = N_("Stops when this state changes a variable"),
  };
  g_autoptr (GString) text = g_string_new (_(sentences[breakpoint->kind]));

  sw_debug_breaks_append_terms (text, breakpoint);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Where the definition says it: "/States/A/Choices/0", "/States/A/Next" */
static char *
dup_place (const SwBreakpoint *breakpoint)
{
  static const struct
  {
    const char *name;
    const char *field;
  } fields[] = { { "next", "Next" }, { "default", "Default" }, { "rule/", "Choices/" },
                 { "catch/", "Catch/" } };

  for (guint i = 0; breakpoint->edge != NULL && i < G_N_ELEMENTS (fields); i++)
    if (g_str_has_prefix (breakpoint->edge, fields[i].name))
      return g_strconcat (breakpoint->state, "/", fields[i].field,
                          breakpoint->edge + strlen (fields[i].name), NULL);
  return g_strdup (breakpoint->state);
}

/**
 * sw_debug_breaks_find_place:
 * @place: JSON pointer of a state, or of a way out of one, as the diagram is told of it
 *
 * Returns: (transfer none) (nullable): the first breakpoint there
 */
const SwBreakpoint *
sw_debug_breaks_find_place (SwBreakpoints *self,
                            const char    *place)
{
  for (guint i = 0; i < sw_breakpoints_get_count (self); i++)
    {
      const SwBreakpoint *breakpoint = sw_breakpoints_get (self, i);
      g_autofree char *own = dup_place (breakpoint);

      if (g_strcmp0 (own, place) == 0)
        return breakpoint;
    }
  return NULL;
}

/**
 * sw_debug_breaks_show:
 * @canvas: of the same document
 *
 * Shows the breakpoints in the diagram.
 */
void
sw_debug_breaks_show (SwBreakpoints *self,
                      SwCanvas      *canvas)
{
  g_autoptr (GArray) signs = g_array_new (FALSE, FALSE, sizeof (SwBreakSign));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sw_breakpoints_get_count (self); i++)
    {
      const SwBreakpoint *breakpoint = sw_breakpoints_get (self, i);
      SwBreakSign sign = { .look = sw_debug_breaks_get_look (breakpoint) };

      if (breakpoint->state == NULL)
        continue;
      g_ptr_array_add (texts, dup_place (breakpoint));
      sign.pointer = g_ptr_array_index (texts, texts->len - 1);
      g_ptr_array_add (texts, sw_debug_breaks_dup_sentence (breakpoint));
      sign.text = g_ptr_array_index (texts, texts->len - 1);
      g_array_append_val (signs, sign);
    }
  sw_canvas_set_breakpoints (canvas, (const SwBreakSign *) signs->data, signs->len);
}
