/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remote-file.h"

struct _RemoteFile
{
  GObject       parent_instance;
  char         *text;    /* NULL: not there */
  guint         version; /* what the entity tag is made of */
  RemoteTrouble trouble;
};

/* What is written, until it takes the old one's place */
#define TYPE_REMOTE_STREAM (remote_stream_get_type ())
G_DECLARE_FINAL_TYPE (RemoteStream, remote_stream, REMOTE, STREAM, GFileOutputStream)

struct _RemoteStream
{
  GFileOutputStream parent_instance;
  RemoteFile       *file;
  GString          *written;
};

G_DEFINE_FINAL_TYPE (RemoteStream, remote_stream, G_TYPE_FILE_OUTPUT_STREAM)

/* A few bytes at a time, as over a line */
#define PIECE 7

static gssize
stream_write (GOutputStream  *stream,
              const void     *bytes,
              gsize           length,
              GCancellable   *cancellable,
              GError        **error)
{
  RemoteStream *self = REMOTE_STREAM (stream);
  gsize piece = MIN (length, PIECE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->file->trouble.room >= 0
      && self->written->len + piece > (gsize) self->file->trouble.room)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "The line was cut");
      return -1;
    }
  g_string_append_len (self->written, bytes, (gssize) piece);
  return (gssize) piece;
}

static gboolean
stream_close (GOutputStream  *stream,
              GCancellable   *cancellable,
              GError        **error)
{
  RemoteStream *self = REMOTE_STREAM (stream);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->file->trouble.close >= 0)
    {
      g_set_error (error, G_IO_ERROR, self->file->trouble.close, "It did not arrive");
      return FALSE;
    }
  remote_file_write (self->file, self->written->str);
  return TRUE;
}

static char *
stream_get_etag (GFileOutputStream *stream)
{
  return remote_file_dup_etag (REMOTE_STREAM (stream)->file);
}

static void
stream_finalize (GObject *object)
{
  RemoteStream *self = REMOTE_STREAM (object);

  g_object_unref (self->file);
  g_string_free (self->written, TRUE);
  G_OBJECT_CLASS (remote_stream_parent_class)->finalize (object);
}

static void
remote_stream_class_init (RemoteStreamClass *class)
{
  G_OUTPUT_STREAM_CLASS (class)->write_fn = stream_write;
  G_OUTPUT_STREAM_CLASS (class)->close_fn = stream_close;
  G_FILE_OUTPUT_STREAM_CLASS (class)->get_etag = stream_get_etag;
  G_OBJECT_CLASS (class)->finalize = stream_finalize;
}

static void
remote_stream_init (RemoteStream *self)
{
  self->written = g_string_new (NULL);
}

static gboolean
is_native (GFile *file)
{
  return FALSE;
}

static char *
get_path (GFile *file)
{
  return NULL;
}

static char *
get_uri (GFile *file)
{
  return g_strdup ("sftp://elsewhere/m.asl.json");
}

static char *
get_basename (GFile *file)
{
  return g_strdup ("m.asl.json");
}

static GFile *
duplicate (GFile *file)
{
  return g_object_ref (file);
}

static GFileOutputStream *
replace (GFile             *file,
         const char        *etag,
         gboolean           make_backup,
         GFileCreateFlags   flags,
         GCancellable      *cancellable,
         GError           **error)
{
  RemoteFile *self = REMOTE_FILE (file);
  g_autofree char *present = remote_file_dup_etag (self);
  RemoteStream *stream;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (self->trouble.replace >= 0)
    {
      g_set_error (error, G_IO_ERROR, self->trouble.replace, "You may not write there");
      return NULL;
    }
  if (etag != NULL && g_strcmp0 (etag, present) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, "The file was externally modified");
      return NULL;
    }
  stream = g_object_new (TYPE_REMOTE_STREAM, NULL);
  stream->file = g_object_ref (self);
  return G_FILE_OUTPUT_STREAM (stream);
}

static void
file_init (GFileIface *iface)
{
  iface->is_native = is_native;
  iface->get_path = get_path;
  iface->get_uri = get_uri;
  iface->get_basename = get_basename;
  iface->dup = duplicate;
  iface->replace = replace;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RemoteFile, remote_file, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_FILE, file_init))

static void
remote_file_finalize (GObject *object)
{
  g_free (REMOTE_FILE (object)->text);
  G_OBJECT_CLASS (remote_file_parent_class)->finalize (object);
}

static void
remote_file_class_init (RemoteFileClass *class)
{
  G_OBJECT_CLASS (class)->finalize = remote_file_finalize;
}

static void
remote_file_init (RemoteFile *self)
{
  self->trouble = (RemoteTrouble) { -1, -1, -1 };
}

RemoteFile *
remote_file_new (const char *text)
{
  RemoteFile *self = g_object_new (TYPE_REMOTE_FILE, NULL);

  self->text = g_strdup (text);
  return self;
}

void
remote_file_write (RemoteFile *self,
                   const char *text)
{
  g_set_str (&self->text, text);
  self->version++;
}

const char *
remote_file_get_text (RemoteFile *self)
{
  return self->text;
}

char *
remote_file_dup_etag (RemoteFile *self)
{
  return self->text != NULL ? g_strdup_printf ("version %u", self->version) : NULL;
}

void
remote_file_set_trouble (RemoteFile          *self,
                         const RemoteTrouble *trouble)
{
  self->trouble = *trouble;
}
