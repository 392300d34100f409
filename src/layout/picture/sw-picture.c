/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture/sw-picture.h"

#include "layout/picture/sw-picture-private.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

/* What cairo can hold in a side, and what a picture may take in memory (4 bytes a pixel) */
#define MAX_SIDE 32767.0
#define MAX_PIXELS 268435456.0

static const struct
{
  const char     *suffix;
  SwPictureFormat format;
} suffixes[] = {
  { ".svg", SW_PICTURE_SVG }, { ".png", SW_PICTURE_PNG },   { ".pdf", SW_PICTURE_PDF },
  { ".dot", SW_PICTURE_DOT }, { ".gv", SW_PICTURE_DOT },    { ".json", SW_PICTURE_JSON },
};

/**
 * sw_picture_format_from_name:
 * @file_name: of the picture to write
 * @format: (out): what its ending asks for
 *
 * Returns: %FALSE where the ending is none that can be written
 */
gboolean
sw_picture_format_from_name (const char      *file_name,
                             SwPictureFormat *format)
{
  g_autofree char *lower = g_ascii_strdown (file_name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i].suffix))
      {
        *format = suffixes[i].format;
        return TRUE;
      }
  return FALSE;
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (cairo_status_t status,
              GError       **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The picture could not be drawn: %s",
               cairo_status_to_string (status));
  return FALSE;
}

/* Draws @svg in the given size onto @surface. */
static gboolean
draw (const char      *svg,
      cairo_surface_t *surface,
      double           width,
      double           height,
      GError         **error)
{
  RsvgRectangle viewport = { 0, 0, width, height };
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (svg, (gssize) strlen (svg), NULL);
  RsvgHandle *handle
      = rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, NULL, error);
  if (!handle)
    return FALSE;

  cairo_t *cr = cairo_create (surface);
  gboolean drawn = rsvg_handle_render_document (handle, cr, &viewport, error)
                   && check_status (cairo_status (cr), error);
  cairo_destroy (cr);
  g_object_unref (handle);
  return drawn;
}

static gboolean
check_size (double   width,
            double   height,
            GError **error)
{
  if (width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "The picture would have %.0f x %.0f pixels, more than a PNG is made of here: "
               "choose a smaller scale, or SVG or PDF",
               width, height);
  return FALSE;
}

static GBytes *
draw_png (SwLayout               *layout,
          const SwPictureOptions *options,
          GError                **error)
{
  double scale = options && options->scale > 0 ? options->scale : 1.0;
  double width = ceil (sw_layout_get_width (layout) * scale);
  double height = ceil (sw_layout_get_height (layout) * scale);
  if (!check_size (width, height, error))
    return NULL;

  g_autofree char *svg = sw_layout_to_svg (layout, options);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  gboolean drawn = check_status (cairo_surface_status (surface), error)
                   && draw (svg, surface, width, height, error);
  if (drawn)
    drawn = check_status (cairo_surface_write_to_png_stream (surface, append_bytes, bytes), error);
  cairo_surface_destroy (surface);
  return drawn ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* A page as large as the picture. It carries no date, so that the same picture is the same bytes.
 */
static GBytes *
draw_pdf (SwLayout               *layout,
          const SwPictureOptions *options,
          GError                **error)
{
  double width = sw_layout_get_width (layout);
  double height = sw_layout_get_height (layout);
  g_autofree char *svg = sw_layout_to_svg (layout, options);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, "State machine");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
  gboolean drawn = check_status (cairo_surface_status (surface), error)
                   && draw (svg, surface, width, height, error);
  cairo_surface_finish (surface);
  drawn = drawn && check_status (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);
  return drawn ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

static GBytes *
take_text (char *take_text)
{
  return g_bytes_new_take (take_text, strlen (take_text));
}

/**
 * sw_layout_to_picture:
 * @layout: a layout
 * @format: what to make of it
 * @options: (nullable): colours, and the pixels per point of a PNG; %NULL for light and 1
 * @error: where a picture cannot be made: too large for its format, or no memory
 *
 * Makes a picture, or a file of data, of @layout. Nothing is written anywhere.
 *
 * Returns: (transfer full) (nullable): the file's content
 */
GBytes *
sw_layout_to_picture (SwLayout               *layout,
                      SwPictureFormat         format,
                      const SwPictureOptions *options,
                      GError                **error)
{
  g_return_val_if_fail (layout != NULL, NULL);

  switch (format)
    {
    case SW_PICTURE_PNG:
      return draw_png (layout, options, error);
    case SW_PICTURE_PDF:
      return draw_pdf (layout, options, error);
    case SW_PICTURE_DOT:
      return take_text (sw_layout_to_dot (layout));
    case SW_PICTURE_JSON:
      return take_text (sw_layout_to_json (layout));
    case SW_PICTURE_SVG:
    default:
      return take_text (sw_layout_to_svg (layout, options));
    }
}
