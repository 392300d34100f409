/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-pane-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "asl/symbol/sw-symbol.h"

/* What can be done with the name under the caret. */

/* As much of a line as the list shows, and of it before the name */
#define LINE_CHARS 60
#define BEFORE_CHARS 24

static SwSymbol *
find_symbol (SwSourcePane *self,
             gsize         offset)
{
  SwSymbol *symbol = sw_symbol_find_at (sw_document_get_live_model (self->document), offset);

  if (symbol == NULL)
    sw_document_report (self->document,
                        _("There is no name of a state, variable or placeholder here"));
  return symbol;
}

/* The line around a place, without its indentation; of a long one the part around the place */
static char *
dup_line (const char *text,
          gsize       offset)
{
  const char *start = text + offset;
  const char *end = start + strcspn (start, "\r\n");
  const char *near;
  g_autofree char *line = NULL;
  g_autofree char *cut = NULL;

  while (start > text && start[-1] != '\n' && start[-1] != '\r')
    start--;
  while (start < text + offset && g_ascii_isspace (*start))
    start++;
  near = text + offset;
  for (guint i = 0; i < BEFORE_CHARS && near > start; i++)
    near = g_utf8_prev_char (near);
  line = g_strndup (near, (gsize) (end - near));
  cut = g_utf8_substring (line, 0, MIN (LINE_CHARS, g_utf8_strlen (line, -1)));
  return g_strconcat (near > start ? "…" : "", cut, NULL);
}

static const struct
{
  const char *icon;
  const char *label; /* nullable; to translate */
} kinds[] = {
  [SW_REFERENCE_DEFINITION] = { "mark-location-symbolic", N_("definition") },
  [SW_REFERENCE_USE] = { "go-next-symbolic", NULL },
  [SW_REFERENCE_MENTION] = { "format-justify-left-symbolic", N_("mentioned only") },
};

static char *
dup_detail (SwSourcePane      *self,
            const SwReference *reference)
{
  const SwState *state = sw_model_find_at (sw_document_get_live_model (self->document),
                                           reference->span.start);
  g_autoptr (GString) detail = g_string_new (NULL);
  guint line, column;

  sw_tree_locate (sw_document_get_tree (self->document), reference->span.start, &line, &column);
  if (state != NULL)
    g_string_append_printf (detail, "%s · ", state->name);
  /* translators: where something stands in the code */
  g_string_append_printf (detail, _("Line %u"), line);
  if (kinds[reference->kind].label != NULL)
    g_string_append_printf (detail, " · %s", _(kinds[reference->kind].label));
  return g_string_free_and_steal (g_steal_pointer (&detail));
}

static SwSpot *
new_spot (SwSourcePane      *self,
          const SwReference *reference)
{
  const char *text = sw_tree_get_text (sw_document_get_tree (self->document), NULL);
  g_autofree char *line = dup_line (text, reference->span.start);
  g_autofree char *detail = dup_detail (self, reference);

  return sw_spot_new_code (line, detail, kinds[reference->kind].icon, reference->span);
}

static char *
dup_heading (const SwSymbol *symbol,
             guint           count)
{
  g_autofree char *name = NULL;

  if (symbol->kind == SW_SYMBOL_STATE)
    name = g_strdup_printf ("“%s”", symbol->name);
  else
    name = g_strdup_printf (symbol->kind == SW_SYMBOL_VARIABLE ? "$%s" : "${%s}", symbol->name);
  /* translators: heading of a list: a name, and in how many places it stands */
  return g_strdup_printf (ngettext ("%s: %u Place", "%s: %u Places", count), name, count);
}

/* The references as a list to choose from; DEFINITIONS: these alone. */
static void
show_references (SwSourcePane   *self,
                 const SwSymbol *symbol,
                 gsize           offset,
                 gboolean        definitions)
{
  SwModel *model = sw_document_get_live_model (self->document);
  g_autoptr (GArray) references = sw_symbol_dup_references (model, symbol);
  g_autoptr (GListStore) spots = g_list_store_new (SW_TYPE_SPOT);
  guint selected = GTK_INVALID_LIST_POSITION;
  g_autofree char *heading = NULL;
  guint count;

  for (guint i = 0; i < references->len; i++)
    {
      const SwReference *reference = &g_array_index (references, SwReference, i);
      g_autoptr (SwSpot) spot = NULL;

      if (definitions && reference->kind != SW_REFERENCE_DEFINITION)
        continue;
      if (reference->span.start == symbol->span.start)
        selected = g_list_model_get_n_items (G_LIST_MODEL (spots));
      spot = new_spot (self, reference);
      g_list_store_append (spots, spot);
    }
  if (!definitions)
    _sw_source_mentions_add (self->document, symbol, spots);
  count = g_list_model_get_n_items (G_LIST_MODEL (spots));
  heading = dup_heading (symbol, count);
  sw_spot_popover_set_heading (self->references, heading);
  sw_spot_popover_set_search (self->references, count > 12 ? _("Find a place") : NULL);
  sw_spot_popover_set_spots (self->references, G_LIST_MODEL (spots), selected);
  _sw_source_pane_popup (self, GTK_POPOVER (self->references), offset);
}

/* The one definition of a symbol; FALSE where it has none or several. */
static gboolean
find_definition (SwSourcePane   *self,
                 const SwSymbol *symbol,
                 SwSpan         *span,
                 guint          *count)
{
  g_autoptr (GArray) references
      = sw_symbol_dup_references (sw_document_get_live_model (self->document), symbol);

  *count = 0;
  for (guint i = 0; i < references->len; i++)
    {
      const SwReference *reference = &g_array_index (references, SwReference, i);

      if (reference->kind != SW_REFERENCE_DEFINITION)
        continue;
      *span = reference->span;
      (*count)++;
    }
  return *count == 1;
}

static void
report_undefined (SwSourcePane   *self,
                  const SwSymbol *symbol)
{
  g_autofree char *message = NULL;

  if (symbol->kind == SW_SYMBOL_STATE)
    message = g_strdup_printf (_("There is no state called “%s” here"), symbol->name);
  else if (symbol->kind == SW_SYMBOL_VARIABLE)
    message = g_strdup_printf (_("No state assigns “$%s”"), symbol->name);
  else
    message = g_strdup_printf (_("“${%s}” is filled in when the definition is deployed"),
                               symbol->name);
  sw_document_report (self->document, message);
}

/* Goes to where the name at OFFSET is defined; from there to the list of its places. */
void
_sw_source_pane_define (SwSourcePane *self,
                        gsize         offset)
{
  g_autoptr (SwSymbol) symbol = find_symbol (self, offset);
  SwSpan definition;
  guint count;

  if (symbol == NULL)
    return;
  if (find_definition (self, symbol, &definition, &count))
    {
      if (definition.start == symbol->span.start)
        show_references (self, symbol, offset, FALSE);
      else
        _sw_source_pane_jump (self, definition);
    }
  else if (count > 1)
    show_references (self, symbol, offset, TRUE);
  else
    report_undefined (self, symbol);
}

static void
define_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  SwSourcePane *self = SW_SOURCE_PANE (widget);

  sw_document_settle (self->document);
  _sw_source_pane_define (self, _sw_source_pane_get_caret (self));
}

static void
references_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  SwSourcePane *self = SW_SOURCE_PANE (widget);
  g_autoptr (SwSymbol) symbol = NULL;
  gsize caret;

  sw_document_settle (self->document);
  caret = _sw_source_pane_get_caret (self);
  symbol = find_symbol (self, caret);
  if (symbol != NULL)
    show_references (self, symbol, caret, FALSE);
}

static void
rename_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  SwSourcePane *self = SW_SOURCE_PANE (widget);
  g_autoptr (SwSymbol) symbol = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwOpsResult) result = NULL;
  SwModel *model;
  gsize caret;

  sw_document_settle (self->document);
  if (sw_document_get_stale (self->document))
    {
      sw_document_report (self->document, _("Mend the errors in the code first"));
      return;
    }
  caret = _sw_source_pane_get_caret (self);
  symbol = find_symbol (self, caret);
  if (symbol == NULL)
    return;
  model = sw_document_get_model (self->document);
  /* What has no name to change says so at once. */
  result = sw_symbol_rename (model, symbol, symbol->name, &error);
  if (result == NULL)
    {
      sw_document_report (self->document, error->message);
      return;
    }
  sw_rename_popover_set_place (self->rename, caret, symbol);
  _sw_source_pane_popup (self, GTK_POPOVER (self->rename), symbol->span.start);
}

static void
chosen_cb (SwSourcePane *self,
           SwSpot       *spot)
{
  g_autoptr (GtkFileLauncher) launcher = NULL;

  if (sw_spot_get_file (spot) == NULL)
    {
      _sw_source_pane_jump (self, sw_spot_get_span (spot));
      return;
    }
  /* It is no definition: the person's own editor shows it. */
  launcher = gtk_file_launcher_new (sw_spot_get_file (spot));
  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                            NULL, NULL);
}

/**
 * _sw_source_pane_add_symbols:
 *
 * Installs the actions on the name at the cursor: where it is defined, who uses it, another one.
 */
void
_sw_source_pane_add_symbols (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "source.define", NULL, define_cb);
  gtk_widget_class_install_action (widget_class, "source.references", NULL, references_cb);
  gtk_widget_class_install_action (widget_class, "source.rename", NULL, rename_cb);
}

/* When the document is known */
void
_sw_source_pane_init_symbols (SwSourcePane *self)
{
  self->references = g_object_new (SW_TYPE_SPOT_POPOVER, NULL);
  _sw_source_pane_adopt (self, GTK_POPOVER (self->references));
  g_signal_connect_swapped (self->references, "chosen", G_CALLBACK (chosen_cb), self);
  self->rename = sw_rename_popover_new (self->document);
  _sw_source_pane_adopt (self, GTK_POPOVER (self->rename));
}
