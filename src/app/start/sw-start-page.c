/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/start/sw-start-page.h"

#include <glib/gi18n.h>

#include "app/start/sw-sketch-store.h"
#include "app/start/sw-start-card.h"
#include "app/start/sw-templates.h"
#include "app/sw-paths.h"
#include "json/tree/sw-tree.h"

/* What a window shows before there is a document: ways in. */
struct _SwStartPage
{
  AdwBin      parent_instance;

  GtkWidget  *recent_box;
  GtkFlowBox *recent_flow;
  GtkFlowBox *templates_flow;
  GtkWidget  *examples_box;
  GtkFlowBox *examples_flow;

  gboolean    filled;     /* with what is always the same */
  gboolean    recent_due; /* the list of recent files has changed since it was shown */
};

G_DEFINE_FINAL_TYPE (SwStartPage, sw_start_page, ADW_TYPE_BIN)

#define MAX_RECENT 8
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

/* The button inside takes the focus, not the cell around it. */
static void
append_card (GtkFlowBox *flow,
             GtkWidget  *card)
{
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card);
  gtk_flow_box_append (flow, child);
}

static GtkWidget *
create_example (const char *name,
                GFile      *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *title = dup_example_title (name);
  g_autofree char *comment = dup_comment (file);
  GtkWidget *card = sw_start_card_new (title, comment, "win.open-example", uri);

  sw_sketch_view_set_file (sw_start_card_get_sketch (SW_START_CARD (card)), file);
  return card;
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

      append_card (self->examples_flow, create_example (names->pdata[i], file));
    }
  gtk_widget_set_visible (self->examples_box, names->len > 0);
}

static void
fill_templates (SwStartPage *self)
{
  guint count;
  const SwTemplate *templates = sw_templates_get_all (&count);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = sw_template_dup_text (&templates[i], SW_QUERY_JSONATA, 2);
      GtkWidget *card = sw_start_card_new (templates[i].title, templates[i].help,
                                           "win.new-from-template", templates[i].id);

      sw_sketch_view_set_text (sw_start_card_get_sketch (SW_START_CARD (card)), text);
      append_card (self->templates_flow, card);
    }
}

/* The list tells that it has changed. */
static void
forget_recent (SwStartCard *card,
               const char  *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  sw_sketch_forget (file);
  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
}

static void
free_closure_data (gpointer  data,
                   GClosure *closure)
{
  g_free (data);
}

/* The folder of a file, from the person's own as "~" */
static char *
dup_folder (const char *path)
{
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  const char *home = g_get_home_dir ();

  if (folder != NULL && g_str_has_prefix (folder, home)
      && strchr ("/", folder[strlen (home)]) != NULL)
    return g_strconcat ("~", folder + strlen (home), NULL);
  return g_steal_pointer (&folder);
}

static GtkWidget *
create_recent (GtkRecentInfo *info)
{
  const char *uri = gtk_recent_info_get_uri (info);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char *path = gtk_recent_info_get_uri_display (info);
  g_autofree char *folder = dup_folder (path);
  GtkWidget *card =
      sw_start_card_new (gtk_recent_info_get_display_name (info), folder, "win.open-uri", uri);

  gtk_widget_set_tooltip_text (card, path);
  sw_start_card_set_removable (SW_START_CARD (card), _("Remove From the List"));
  g_signal_connect_data (card, "remove", G_CALLBACK (forget_recent), g_strdup (uri),
                         free_closure_data, 0);
  sw_sketch_view_set_file (sw_start_card_get_sketch (SW_START_CARD (card)), file);
  return card;
}

static void
fill_recent (SwStartPage *self)
{
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint count = 0;

  gtk_flow_box_remove_all (self->recent_flow);
  for (GList *link = infos; link != NULL && count < MAX_RECENT; link = link->next)
    if (gtk_recent_info_has_application (link->data, g_get_application_name ()))
      {
        append_card (self->recent_flow, create_recent (link->data));
        count++;
      }
  gtk_widget_set_visible (self->recent_box, count > 0);
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

/* A window that opens with a document never shows this page, and does not pay for it. */
static void
sw_start_page_map (GtkWidget *widget)
{
  SwStartPage *self = SW_START_PAGE (widget);

  if (!self->filled)
    {
      fill_templates (self);
      fill_examples (self);
    }
  if (self->recent_due)
    fill_recent (self);
  self->filled = TRUE;
  self->recent_due = FALSE;
  GTK_WIDGET_CLASS (sw_start_page_parent_class)->map (widget);
}

static void
recent_changed_cb (SwStartPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill_recent (self);
  else
    self->recent_due = TRUE;
}

static void
sw_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_START_PAGE);
  G_OBJECT_CLASS (sw_start_page_parent_class)->dispose (object);
}

static void
sw_start_page_class_init (SwStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_start_page_dispose;
  widget_class->map = sw_start_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SwStartPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, SwStartPage, recent_flow);
  gtk_widget_class_bind_template_child (widget_class, SwStartPage, templates_flow);
  gtk_widget_class_bind_template_child (widget_class, SwStartPage, examples_box);
  gtk_widget_class_bind_template_child (widget_class, SwStartPage, examples_flow);
}

static void
sw_start_page_init (SwStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->recent_due = TRUE;
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                           G_CALLBACK (recent_changed_cb), self, G_CONNECT_SWAPPED);
}
