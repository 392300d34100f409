/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/mocks/sw-mock-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/sw-save.h"
#include "tasks/mocks/sw-mock-place.h"

struct _SwMockFile
{
  GObject parent_instance;

  SwDocument   *document;
  SwMockPlace  *place;   /* or NULL: the document is in no file */
  GFileMonitor *monitor;
  char         *text;    /* "": there is no file */
  GPtrArray    *undo;    /* char *: texts before, the latest last */
  GPtrArray    *redo;    /* char *: texts after, the next last */
};

G_DEFINE_FINAL_TYPE (SwMockFile, sw_mock_file, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
tell (SwMockFile *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  g_signal_emit (self, changed_signal, 0);
}

static char *
load (SwMockFile *self)
{
  char *text = NULL;

  if (self->place == NULL
      || !g_file_load_contents (self->place->file, NULL, &text, NULL, NULL, NULL))
    return g_strdup ("");
  return text;
}

/* Takes over what the file has now, where another program changed it. */
static void
reload (SwMockFile *self)
{
  g_autofree char *text = load (self);

  if (!g_set_str (&self->text, text))
    return;
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  tell (self);
}

static gboolean
is_same_place (const SwMockPlace *a,
               const SwMockPlace *b)
{
  return a != NULL && b != NULL && g_file_equal (a->file, b->file)
         && g_str_equal (a->machine, b->machine);
}

/**
 * sw_mock_file_follow:
 *
 * Looks where the mocks are: the document may lie elsewhere, or its tasks file name another file.
 */
void
sw_mock_file_follow (SwMockFile *self)
{
  GFile *origin = sw_document_get_origin (self->document);
  g_autoptr (SwMockPlace) place = origin != NULL ? sw_mock_place_find (origin) : NULL;

  if (self->text != NULL && is_same_place (place, self->place))
    return;
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->place, sw_mock_place_free);
  self->place = g_steal_pointer (&place);
  g_clear_pointer (&self->text, g_free);
  if (self->place != NULL)
    self->monitor = g_file_monitor_file (self->place->file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (reload), self,
                             G_CONNECT_SWAPPED);
  reload (self);
}

static gboolean
save (SwMockFile  *self,
      const char  *text,
      GError     **error)
{
  if (self->place == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _("Save the definition first: mocks are kept in a file beside it"));
      return FALSE;
    }
  if (*text == '\0')
    return g_file_delete (self->place->file, NULL, error);
  return sw_save_text (self->place->file, text, strlen (text), error);
}

/**
 * sw_mock_file_write:
 * @text: the new text
 * @error: why it cannot be written
 *
 * Writes a step; where @text is what the file has, nothing is done.
 *
 * Returns: whether the file has the text
 */
gboolean
sw_mock_file_write (SwMockFile  *self,
                    const char  *text,
                    GError     **error)
{
  if (g_str_equal (text, self->text))
    return TRUE;
  if (!save (self, text, error))
    return FALSE;
  g_ptr_array_add (self->undo, g_steal_pointer (&self->text));
  g_ptr_array_set_size (self->redo, 0);
  self->text = g_strdup (text);
  tell (self);
  return TRUE;
}

static gboolean
step (SwMockFile  *self,
      GPtrArray   *from,
      GPtrArray   *to,
      GError     **error)
{
  const char *text = from->len > 0 ? g_ptr_array_index (from, from->len - 1) : NULL;

  if (text == NULL)
    return TRUE;
  if (!save (self, text, error))
    return FALSE;
  g_ptr_array_add (to, g_steal_pointer (&self->text));
  self->text = g_ptr_array_steal_index (from, from->len - 1);
  tell (self);
  return TRUE;
}

/**
 * sw_mock_file_undo:
 * @error: why the file cannot be written
 *
 * Takes the last step back; the file goes with the step that made it.
 *
 * Returns: whether it is taken back, or there is none
 */
gboolean
sw_mock_file_undo (SwMockFile  *self,
                   GError     **error)
{
  return step (self, self->undo, self->redo, error);
}

/**
 * sw_mock_file_redo:
 * @error: why the file cannot be written
 *
 * Takes the last step again that was taken back.
 *
 * Returns: whether it is taken, or there is none
 */
gboolean
sw_mock_file_redo (SwMockFile  *self,
                   GError     **error)
{
  return step (self, self->redo, self->undo, error);
}

/**
 * sw_mock_file_has_place:
 *
 * Returns: whether there can be such a file: the document is saved
 */
gboolean
sw_mock_file_has_place (SwMockFile *self)
{
  return self->place != NULL;
}

/**
 * sw_mock_file_get_machine:
 *
 * Returns: (transfer none): what the file calls the document's machine; "" where it has no place
 */
const char *
sw_mock_file_get_machine (SwMockFile *self)
{
  return self->place != NULL ? self->place->machine : "";
}

/**
 * sw_mock_file_get_text:
 *
 * Returns: (transfer none): what the file has; "" where there is none
 */
const char *
sw_mock_file_get_text (SwMockFile *self)
{
  return self->text;
}

/**
 * sw_mock_file_dup_name:
 *
 * Returns: (transfer full): the name of the file
 */
char *
sw_mock_file_dup_name (SwMockFile *self)
{
  return self->place != NULL ? g_file_get_basename (self->place->file)
                             : g_strdup (SW_MOCK_CONFIG_NAME);
}

static void
sw_mock_file_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SwMockFile *self = SW_MOCK_FILE (object);

  if (id == PROP_CAN_UNDO)
    g_value_set_boolean (value, self->undo->len > 0);
  else if (id == PROP_CAN_REDO)
    g_value_set_boolean (value, self->redo->len > 0);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sw_mock_file_dispose (GObject *object)
{
  SwMockFile *self = SW_MOCK_FILE (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_mock_file_parent_class)->dispose (object);
}

static void
sw_mock_file_finalize (GObject *object)
{
  SwMockFile *self = SW_MOCK_FILE (object);

  g_clear_pointer (&self->place, sw_mock_place_free);
  g_free (self->text);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  G_OBJECT_CLASS (sw_mock_file_parent_class)->finalize (object);
}

static void
sw_mock_file_class_init (SwMockFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sw_mock_file_get_property;
  object_class->dispose = sw_mock_file_dispose;
  object_class->finalize = sw_mock_file_finalize;
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", SW_TYPE_MOCK_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
sw_mock_file_init (SwMockFile *self)
{
  self->undo = g_ptr_array_new_with_free_func (g_free);
  self->redo = g_ptr_array_new_with_free_func (g_free);
}

/**
 * sw_mock_file_new:
 * @document: whose mocks they are
 *
 * Returns: (transfer full): the file, be it there or not
 */
SwMockFile *
sw_mock_file_new (SwDocument *document)
{
  SwMockFile *self = g_object_new (SW_TYPE_MOCK_FILE, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "notify::file", G_CALLBACK (sw_mock_file_follow), self,
                           G_CONNECT_SWAPPED);
  sw_mock_file_follow (self);
  return self;
}
