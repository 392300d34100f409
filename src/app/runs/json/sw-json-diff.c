/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/json/sw-json-diff.h"

#include <glib/gi18n.h>

#include "app/runs/sw-diff-lines.h"

#define INDENT 16 /* pixels for each level */

struct _SwJsonDiff
{
  AdwBin       parent_instance;

  GtkLabel    *summary;
  GtkListView *list;

  SwValue      before;
  SwValue      after;
  GListModel  *lines;
  gboolean     side_by_side;
};

G_DEFINE_FINAL_TYPE (SwJsonDiff, sw_json_diff, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SIDE_BY_SIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A sign for those who do not see the colour, and the colour */
static const struct
{
  const char *sign;
  const char *css_class;
  const char *spoken;
} looks[] = {
  [SW_DIFF_SAME] = { "", "diff-same", N_ ("unchanged") },
  [SW_DIFF_ADDED] = { "+", "diff-added", N_ ("added") },
  [SW_DIFF_REMOVED] = { "−", "diff-removed", N_ ("removed") },
  [SW_DIFF_CHANGED] = { "~", "diff-changed", N_ ("changed") },
  [SW_DIFF_FOLDED] = { "⋯", "diff-same", N_ ("unchanged") },
};

static GtkWidget *
append_label (GtkWidget  *box,
              const char *css_class,
              gboolean    expand)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, expand);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* sign, key, before, arrow, after */
static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_label_set_width_chars (GTK_LABEL (append_label (box, "diff-sign", FALSE)), 2);
  append_label (box, "json-key", FALSE);
  append_label (box, "diff-before", FALSE);
  append_label (box, NULL, FALSE);
  append_label (box, "diff-after", FALSE);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_selectable (item, FALSE);
}

static GtkWidget *
show_text (GtkWidget  *after,
           const char *text)
{
  GtkWidget *label = gtk_widget_get_next_sibling (after);

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
  return label;
}

static void
tell_row (GtkListItem *item,
          SwDiffLine  *line)
{
  const char *before = sw_diff_line_get_before (line);
  const char *after = sw_diff_line_get_after (line);
  g_autofree char *text = g_strjoin (
      " ", gettext (looks[sw_diff_line_get_kind (line)].spoken), sw_diff_line_get_key (line),
      before != NULL ? before : after,
      sw_diff_line_get_kind (line) == SW_DIFF_CHANGED ? "→" : NULL, after, NULL);

  gtk_list_item_set_accessible_label (item, text);
}

static void
bind_cb (SwJsonDiff  *self,
         GtkListItem *item)
{
  SwDiffLine *line = gtk_list_item_get_item (item);
  SwDiffKind kind = sw_diff_line_get_kind (line);
  const char *key = sw_diff_line_get_key (line);
  gboolean changed = kind == SW_DIFF_CHANGED;
  gboolean wide = self->side_by_side && kind != SW_DIFF_FOLDED;
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *sign = gtk_widget_get_first_child (box);
  GtkWidget *name, *before, *arrow, *after;

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (box, looks[i].css_class);
  gtk_widget_add_css_class (box, looks[kind].css_class);
  gtk_label_set_label (GTK_LABEL (sign), looks[kind].sign);
  name = show_text (sign, *key != '\0' ? key : NULL);
  gtk_widget_set_margin_start (name, INDENT * (int) sw_diff_line_get_depth (line));
  before = show_text (name, wide || sw_diff_line_get_before (line) != NULL
                                ? sw_diff_line_get_before (line) != NULL
                                      ? sw_diff_line_get_before (line)
                                      : ""
                                : NULL);
  arrow = show_text (before, changed && !wide ? "→" : NULL);
  after = show_text (arrow, wide || kind == SW_DIFF_ADDED || changed
                                ? sw_diff_line_get_after (line) != NULL
                                      ? sw_diff_line_get_after (line)
                                      : ""
                                : NULL);
  gtk_widget_set_hexpand (before, wide || !changed);
  gtk_widget_set_hexpand (after, wide || changed || kind == SW_DIFF_ADDED);
  gtk_label_set_width_chars (GTK_LABEL (before), wide ? 1 : -1);
  gtk_label_set_width_chars (GTK_LABEL (after), wide ? 1 : -1);
  tell_row (item, line);
}

static void
show_lines (SwJsonDiff *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;
  g_autofree char *text = NULL;
  guint count;

  g_clear_object (&self->lines);
  self->lines = sw_diff_lines_new (self->before, self->after, &count);
  selection = gtk_no_selection_new (g_object_ref (self->lines));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  text = count == 0
             ? g_strdup (_("Nothing differs"))
             : g_strdup_printf (ngettext ("%u difference", "%u differences", count), count);
  gtk_label_set_label (self->summary, text);
}

static void
sw_json_diff_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SIDE_BY_SIDE:
      g_value_set_boolean (value, SW_JSON_DIFF (object)->side_by_side);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_json_diff_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SwJsonDiff *self = SW_JSON_DIFF (object);

  switch (prop_id)
    {
    case PROP_SIDE_BY_SIDE:
      self->side_by_side = g_value_get_boolean (value);
      show_lines (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_json_diff_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_JSON_DIFF);
  g_clear_object (&SW_JSON_DIFF (object)->lines);
  G_OBJECT_CLASS (sw_json_diff_parent_class)->dispose (object);
}

static void
sw_json_diff_finalize (GObject *object)
{
  SwJsonDiff *self = SW_JSON_DIFF (object);

  sw_value_clear (&self->before);
  sw_value_clear (&self->after);
  G_OBJECT_CLASS (sw_json_diff_parent_class)->finalize (object);
}

static void
sw_json_diff_class_init (SwJsonDiffClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sw_json_diff_get_property;
  object_class->set_property = sw_json_diff_set_property;
  object_class->dispose = sw_json_diff_dispose;
  object_class->finalize = sw_json_diff_finalize;

  properties[PROP_SIDE_BY_SIDE] = g_param_spec_boolean (
      "side-by-side", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-json-diff.ui");
  gtk_widget_class_bind_template_child (widget_class, SwJsonDiff, summary);
  gtk_widget_class_bind_template_child (widget_class, SwJsonDiff, list);
}

static void
sw_json_diff_init (SwJsonDiff *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

/**
 * sw_json_diff_set_values:
 * @before: undefined: there is none
 * @after: likewise
 *
 * Compares two values.
 */
void
sw_json_diff_set_values (SwJsonDiff *self,
                         SwValue     before,
                         SwValue     after)
{
  g_return_if_fail (SW_IS_JSON_DIFF (self));

  if (self->lines != NULL && sw_value_same_box (before, self->before)
      && sw_value_same_box (after, self->after))
    return;
  sw_value_set (&self->before, sw_value_ref (before));
  sw_value_set (&self->after, sw_value_ref (after));
  show_lines (self);
}
