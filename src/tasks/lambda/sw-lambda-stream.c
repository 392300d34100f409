/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-stream.h"

#include <libsoup/soup.h>
#include <string.h>

#include "json/sw-text.h"

#define CHUNK 65536
/* A line between the pieces or behind them: the longest is a report in base 64 */
#define MOST_LINE (1 << 20)
/* Hexadecimal digits of a piece's length */
#define MOST_DIGITS 8

#define ERROR_TYPE "Lambda-Runtime-Function-Error-Type"
#define ERROR_BODY "Lambda-Runtime-Function-Error-Body"

/* Where reading has come to, in the order of RFC 9112, 7.1 */
typedef enum
{
  AT_LENGTH,
  IN_PIECE,
  BEHIND_PIECE,
  AT_TRAILER,
  AT_END,
} Place;

struct _SwLambdaStream
{
  GIOStream          *connection;
  GCancellable       *cancellable;
  gsize               limit;
  SwLambdaStreamFunc  came;
  gpointer            data;
  Place               place;
  gsize               left;       /* bytes of the piece */
  gboolean            too_large;
  GByteArray         *body;
  GString            *line;       /* what has come of it */
  char               *error_type; /* of the trailers, or NULL */
  char               *error_body;
  guint8              buffer[CHUNK];
};

/* "1a2b" or "1a2b;name=value" */
static gboolean
read_length (SwLambdaStream *self)
{
  gsize digits = strspn (self->line->str, "0123456789abcdefABCDEF");
  const char *rest = self->line->str + digits;

  if (digits == 0 || digits > MOST_DIGITS || (*rest != '\0' && strchr ("; \t", *rest) == NULL))
    return FALSE;
  self->left = (gsize) g_ascii_strtoull (self->line->str, NULL, 16);
  self->place = self->left > 0 ? IN_PIECE : AT_TRAILER;
  return TRUE;
}

static gboolean
read_trailer (SwLambdaStream *self)
{
  char *colon = strchr (self->line->str, ':');

  if (self->line->len == 0)
    {
      self->place = AT_END;
      return TRUE;
    }
  if (colon == NULL)
    return FALSE;
  *colon = '\0';
  if (g_ascii_strcasecmp (self->line->str, ERROR_TYPE) == 0)
    g_set_str (&self->error_type, g_strstrip (colon + 1));
  else if (g_ascii_strcasecmp (self->line->str, ERROR_BODY) == 0)
    g_set_str (&self->error_body, g_strstrip (colon + 1));
  return TRUE;
}

static gboolean
read_line (SwLambdaStream *self)
{
  gboolean fine = FALSE;

  if (self->line->len > 0 && self->line->str[self->line->len - 1] == '\r')
    g_string_truncate (self->line, self->line->len - 1);
  if (self->place == AT_LENGTH)
    fine = read_length (self);
  else if (self->place == AT_TRAILER)
    fine = read_trailer (self);
  else if (self->line->len == 0)
    {
      self->place = AT_LENGTH;
      fine = TRUE;
    }
  g_string_truncate (self->line, 0);
  return fine;
}

static gsize
take_piece (SwLambdaStream *self,
            const guint8   *bytes,
            gsize           length)
{
  gsize taken = MIN (length, self->left);

  if (taken > self->limit - self->body->len)
    self->too_large = TRUE;
  if (!self->too_large)
    g_byte_array_append (self->body, bytes, (guint) taken);
  self->left -= taken;
  if (self->left == 0)
    self->place = BEHIND_PIECE;
  return taken;
}

/* Returns FALSE where what came is not in pieces as HTTP has them. */
static gboolean
take (SwLambdaStream *self,
      const guint8   *bytes,
      gsize           length)
{
  for (gsize i = 0; i < length && self->place != AT_END;)
    if (self->place == IN_PIECE)
      i += take_piece (self, bytes + i, length - i);
    else if (bytes[i++] != '\n')
      g_string_append_c (self->line, (char) bytes[i - 1]);
    else if (!read_line (self))
      return FALSE;
  return self->line->len <= MOST_LINE;
}

/* What the trailers say of an error; NULL: nothing. A report that cannot be read has its type. */
static GBytes *
new_report (const SwLambdaStream *self)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  const char *type = self->error_type != NULL ? self->error_type : "";
  gsize length = 0;
  char *text;

  if (self->error_type == NULL && self->error_body == NULL)
    return NULL;
  text = self->error_body != NULL ? (char *) g_base64_decode (self->error_body, &length) : NULL;
  if (length > 0)
    return g_bytes_new_take (text, length);
  g_free (text);
  value = sw_value_new_object (2);
  sw_value_set_member (&value, "errorType", sw_value_new_string (type));
  sw_value_set_member (&value, "errorMessage", sw_value_new_string (""));
  text = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);
  return g_bytes_new_take (text, length);
}

static void
end (SwLambdaStream *self)
{
  g_autoptr (GBytes) report = new_report (self);
  g_autoptr (GBytes) body
      = self->too_large ? NULL : g_bytes_new (self->body->data, self->body->len);

  self->came (body, report, self->data);
}

static void read_on (SwLambdaStream *self);

/* One that breaks off says nothing: the function has died, or its time will be over. */
static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  SwLambdaStream *self = data;
  g_autoptr (GError) error = NULL;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (length <= 0)
    g_io_stream_close (self->connection, NULL, NULL);
  else if (!take (self, self->buffer, (gsize) length))
    sw_lambda_stream_answer (self, SOUP_STATUS_BAD_REQUEST, "");
  else if (self->place == AT_END)
    end (self);
  else
    read_on (self);
}

static void
read_on (SwLambdaStream *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (self->connection), self->buffer, CHUNK,
                             G_PRIORITY_DEFAULT, self->cancellable, on_read, self);
}

/**
 * sw_lambda_stream_new:
 * @connection: (transfer full): of which the head of a request was read; its body comes in pieces
 * @limit: bytes that are kept
 * @came: is called once, later, when all has come; never where the connection breaks off
 * @data: its last argument
 *
 * Reads a body to its end, and what stands behind it.
 *
 * Returns: (transfer full): the reading
 */
SwLambdaStream *
sw_lambda_stream_new (GIOStream          *connection,
                      gsize               limit,
                      SwLambdaStreamFunc  came,
                      gpointer            data)
{
  SwLambdaStream *self = g_new0 (SwLambdaStream, 1);

  self->connection = connection;
  self->cancellable = g_cancellable_new ();
  self->limit = limit;
  self->came = came;
  self->data = data;
  self->body = g_byte_array_new ();
  self->line = g_string_new (NULL);
  read_on (self);
  return self;
}

/**
 * sw_lambda_stream_free:
 *
 * Closes the connection; nothing is said of it any more.
 */
void
sw_lambda_stream_free (SwLambdaStream *self)
{
  g_cancellable_cancel (self->cancellable);
  g_io_stream_close (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_object_unref (self->cancellable);
  g_byte_array_unref (self->body);
  g_string_free (self->line, TRUE);
  g_free (self->error_type);
  g_free (self->error_body);
  g_free (self);
}

/**
 * sw_lambda_stream_answer:
 * @status: of HTTP
 * @body: JSON text, or ""
 *
 * Answers the request and closes the connection.
 */
void
sw_lambda_stream_answer (SwLambdaStream *self,
                         guint           status,
                         const char     *body)
{
  g_autofree char *text = g_strdup_printf (
      "HTTP/1.1 %u %s\r\nContent-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT
      "\r\nConnection: close\r\n\r\n%s",
      status, soup_status_get_phrase (status), strlen (body), body);

  g_output_stream_write_all (g_io_stream_get_output_stream (self->connection), text, strlen (text),
                             NULL, NULL, NULL);
  g_io_stream_close (self->connection, NULL, NULL);
}
