/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-start-page.h"

#include <glib/gi18n.h>

#include "app/sw-paths.h"
#include "json/sw-tree.h"

/* What a window shows before there is a document: ways in. */
struct _SwStartPage
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *recent_group;
  GtkWidget           *examples_box;
  GtkFlowBox          *examples_flow;

  GPtrArray           *recent_rows; /* borrowed: the rows now in recent_group */
};

G_DEFINE_FINAL_TYPE (SwStartPage, sw_start_page, ADW_TYPE_BIN)

#define MAX_RECENT 6
static const char *const definition_suffixes[] = { ".asl.json", ".asl.yaml", ".asl.yml" };

/* The length of a definition's name without its ending; 0 where it is no definition's */
static gsize
measure_stem (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (definition_suffixes); i++)
    if (g_str_has_suffix (name, definition_suffixes[i]))
      return strlen (name) - strlen (definition_suffixes[i]);
  return 0;
}

/* "order-status.asl.json" reads "Order status" on its card. */
static char *
dup_example_title (const char *name)
{
  g_autofree char *stem = g_strndup (name, measure_stem (name));
  g_autofree char *first = NULL;

  g_strdelimit (stem, "-_", ' ');
  first = g_utf8_strup (stem, g_utf8_next_char (stem) - stem);
  return g_strconcat (first, g_utf8_next_char (stem), NULL);
}

/* What the definition says of itself, or NULL */
static char *
dup_comment (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = NULL;
  g_autoptr (SwTree) tree = NULL;
  SwNode *comment;
  gsize length;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, NULL))
    return NULL;
  tree = sw_tree_parse_as (text, (gssize) length, sw_syntax_from_name (name));
  comment = sw_node_get_member (sw_tree_get_root (tree), "Comment");
  return comment != NULL ? sw_node_dup_string (comment, NULL) : NULL;
}

static void
append_label (GtkWidget  *box,
              const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
create_card (const char *name,
             GFile      *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *title = dup_example_title (name);
  g_autofree char *comment = dup_comment (file);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  append_label (box, title, "heading");
  if (comment != NULL)
    append_label (box, comment, "example-comment");
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "example-card");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-example");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uri);
  return button;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the definitions in FOLDER, sorted; a handful, so that looking is not worth a
 * thread. */
static GPtrArray *
list_definitions (GFile *folder)
{
  g_autoptr (GFileEnumerator) entries = NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GFileInfo *info;

  entries = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                       G_FILE_QUERY_INFO_NONE, NULL, NULL);
  while (entries != NULL
         && g_file_enumerator_iterate (entries, &info, NULL, NULL, NULL) && info != NULL)
    if (measure_stem (g_file_info_get_name (info)) > 0)
      g_ptr_array_add (names, g_strdup (g_file_info_get_name (info)));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
fill_examples (SwStartPage *self)
{
  g_autoptr (GFile) folder = sw_paths_dup_examples ();
  g_autoptr (GPtrArray) names = NULL;

  if (folder == NULL)
    return;
  names = list_definitions (folder);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GFile) file = g_file_get_child (folder, names->pdata[i]);
      GtkWidget *child = gtk_flow_box_child_new ();

      /* The button inside takes the focus, not the cell around it. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child),
                                    create_card (names->pdata[i], file));
      gtk_flow_box_append (self->examples_flow, child);
    }
  gtk_widget_set_visible (self->examples_box, names->len > 0);
}

static GtkWidget *
create_recent_row (GtkRecentInfo *info)
{
  g_autofree char *path = gtk_recent_info_get_uri_display (info);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 gtk_recent_info_get_display_name (info));
  if (folder != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-uri");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", gtk_recent_info_get_uri (info));
  return row;
}

static gboolean
is_our_recent (GtkRecentInfo *info)
{
  return gtk_recent_info_has_application (info, g_get_application_name ())
         && gtk_recent_info_exists (info);
}

static void
fill_recent (SwStartPage *self)
{
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  for (guint i = 0; i < self->recent_rows->len; i++)
    adw_preferences_group_remove (self->recent_group, self->recent_rows->pdata[i]);
  g_ptr_array_set_size (self->recent_rows, 0);
  for (GList *link = infos; link != NULL && self->recent_rows->len < MAX_RECENT; link = link->next)
    if (is_our_recent (link->data))
      {
        GtkWidget *row = create_recent_row (link->data);

        adw_preferences_group_add (self->recent_group, row);
        g_ptr_array_add (self->recent_rows, row);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->recent_group), self->recent_rows->len > 0);
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

static void
sw_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_START_PAGE);
  G_OBJECT_CLASS (sw_start_page_parent_class)->dispose (object);
}

static void
sw_start_page_finalize (GObject *object)
{
  g_ptr_array_unref (SW_START_PAGE (object)->recent_rows);
  G_OBJECT_CLASS (sw_start_page_parent_class)->finalize (object);
}

static void
sw_start_page_class_init (SwStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_start_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_start_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SwStartPage, recent_group);
  gtk_widget_class_bind_template_child (widget_class, SwStartPage, examples_box);
  gtk_widget_class_bind_template_child (widget_class, SwStartPage, examples_flow);
}

static void
sw_start_page_init (SwStartPage *self)
{
  self->recent_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_examples (self);
  fill_recent (self);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                           G_CALLBACK (fill_recent), self, G_CONNECT_SWAPPED);
}
