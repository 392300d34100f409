/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-fixture.h"

#include "json/sw-text.h"
#include "layout/picture/sw-picture.h"
#include "layout/picture/sw-svg-writer.h"

#include <graphviz/cgraph.h>
#include <locale.h>
#include <string.h>

static SwLayout *
lay_out (const char *text)
{
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  return sw_layout_new (graph, NULL, NULL);
}

/* Names with all that XML, DOT and JSON take for something else */
static SwLayout *
lay_out_nasty (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "layout", "data", "nasty-names.asl.json", NULL);
  g_autoptr (SwGraph) graph = fixture_load (path);
  return sw_layout_new (graph, NULL, NULL);
}

static GBytes *
draw (SwLayout               *layout,
      SwPictureFormat         format,
      const SwPictureOptions *options)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = sw_layout_to_picture (layout, format, options, &error);
  g_assert_no_error (error);
  return bytes;
}

typedef struct
{
  guint texts;
  guint paths;
  GString *words;
} Content;

static void
on_element (GMarkupParseContext *context,
            const char          *name,
            const char         **keys,
            const char         **values,
            gpointer             data,
            GError             **error)
{
  Content *content = data;
  content->texts += g_str_equal (name, "text");
  content->paths += g_str_equal (name, "path");
}

static void
on_text (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             data,
         GError             **error)
{
  Content *content = data;
  g_string_append_len (content->words, text, (gssize) length);
}

static void
test_svg_is_well_formed_and_holds_the_words (void)
{
  static const GMarkupParser parser = { .start_element = on_element, .text = on_text };
  g_autoptr (SwLayout) layout = lay_out_nasty ();
  g_autofree char *svg = sw_layout_to_svg (layout, NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Content content = { 0, 0, words };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &content, NULL);

  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (content.texts, >=, 10); /* names, subtitles, labels, Start, End */
  g_assert_nonnull (strstr (words->str, "<a> & \"b\" (Choice)"));
  g_assert_nonnull (strstr (words->str, "\346\263\250\346\226\207"));
  g_assert_nonnull (strstr (words->str, "States.ALL"));
  g_assert_nonnull (strstr (svg, "<title id=\"title\">"));
  g_assert_nonnull (strstr (svg, "4 states, 8 transitions"));
}

static void
test_svg_is_the_same_bytes_and_small_changes_are_small (void)
{
  g_autofree char *text = fixture_generate (SHAPE_CHAIN, 20, 1);
  g_autofree char *renamed = fixture_generate (SHAPE_CHAIN, 20, 1);
  char *name = strstr (renamed, "\"Type\": \"Pass\", \"End\"");
  g_assert_nonnull (name);
  memcpy (name, "\"Type\": \"Wait\"", 14);
  g_autoptr (SwLayout) layout = lay_out (text);
  g_autoptr (SwLayout) same = lay_out (text);
  g_autoptr (SwLayout) changed = lay_out (renamed);
  g_autofree char *svg = sw_layout_to_svg (layout, NULL);
  g_autofree char *svg_same = sw_layout_to_svg (same, NULL);
  g_autofree char *svg_changed = sw_layout_to_svg (changed, NULL);
  g_auto (GStrv) lines = g_strsplit (svg, "\n", -1);
  g_auto (GStrv) changed_lines = g_strsplit (svg_changed, "\n", -1);
  guint differences = 0;

  g_assert_cmpstr (svg, ==, svg_same);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (changed_lines));
  for (guint i = 0; lines[i]; i++)
    differences += !g_str_equal (lines[i], changed_lines[i]);
  g_assert_cmpuint (differences, ==, 4); /* its title, tile, icon and subtitle */
}

static void
test_dark_has_other_colours (void)
{
  SwPictureOptions dark = { .dark = TRUE };
  g_autoptr (SwLayout) layout = lay_out_nasty ();
  g_autofree char *light_svg = sw_layout_to_svg (layout, NULL);
  g_autofree char *dark_svg = sw_layout_to_svg (layout, &dark);

  g_assert_nonnull (strstr (light_svg, "fill=\"#fafafa\""));
  g_assert_null (strstr (dark_svg, "#fafafa"));
}

static guint32
read_number (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static void
test_png_has_the_size_asked_for (void)
{
  SwPictureOptions options = { .scale = 2 };
  g_autoptr (SwLayout) layout = lay_out_nasty ();
  g_autoptr (GBytes) png = draw (layout, SW_PICTURE_PNG, &options);
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);

  g_assert_cmpuint (size, >, 1000);
  g_assert_cmpmem (data, 8, "\211PNG\r\n\032\n", 8);
  g_assert_cmpuint (read_number (data + 16), ==, (guint32) (sw_layout_get_width (layout) * 2));
  g_assert_cmpuint (read_number (data + 20), ==, (guint32) (sw_layout_get_height (layout) * 2));
}

static void
test_png_too_large_is_refused_with_a_way_out (void)
{
  g_autofree char *text = fixture_generate (SHAPE_CHAIN, 500, 1);
  g_autoptr (SwLayout) layout = lay_out (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (sw_layout_to_picture (layout, SW_PICTURE_PNG, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "SVG or PDF"));
}

static void
test_pdf_is_one_and_always_the_same (void)
{
  g_autoptr (SwLayout) layout = lay_out_nasty ();
  g_autoptr (GBytes) pdf = draw (layout, SW_PICTURE_PDF, NULL);
  g_autoptr (GBytes) again = draw (layout, SW_PICTURE_PDF, NULL);
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  g_assert_cmpuint (size, >, 1000);
  g_assert_cmpmem (data, 5, "%PDF-", 5);
  g_assert_true (g_bytes_equal (pdf, again));
}

static void
test_json_holds_boxes_and_curves (void)
{
  g_autoptr (SwLayout) layout = lay_out_nasty ();
  g_autoptr (GBytes) bytes = draw (layout, SW_PICTURE_JSON, NULL);
  g_auto (SwValue) root = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  sw_value_from_text (data, (gssize) size, SW_TEXT_DEFAULT, &root, &error);
  g_assert_no_error (error);
  SwValue nodes = sw_value_get_member (root, "nodes");
  SwValue edges = sw_value_get_member (root, "edges");
  g_assert_cmpuint (sw_value_get_length (nodes), ==, 8);
  g_assert_cmpuint (sw_value_get_length (edges), ==, 8);
  g_assert_cmpuint (sw_value_get_length (sw_value_get_member (root, "scopes")), ==, 2);
  for (guint i = 0; i < sw_value_get_length (edges); i++)
    {
      SwValue points = sw_value_get_member (sw_value_get_element (edges, i), "points");
      g_assert_cmpuint (sw_value_get_length (points) % 3, ==, 1);
    }
  g_assert_cmpfloat (sw_value_get_number (sw_value_get_member (root, "width")), ==,
                     sw_layout_get_width (layout));
}

static void
test_dot_can_be_read_by_graphviz (void)
{
  g_autoptr (SwLayout) layout = lay_out_nasty ();
  g_autoptr (GBytes) bytes = draw (layout, SW_PICTURE_DOT, NULL);
  gsize size;
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));
  Agraph_t *graph = agmemread (text);

  g_assert_nonnull (graph);
  g_assert_cmpint (agnnodes (graph), ==, 7); /* all but the container, which is a cluster */
  g_assert_cmpint (agnedges (graph), ==, 8);
  g_assert_nonnull (agfstsubg (graph));
  agclose (graph);
}

/* A layout leaves the locale as it was, and writes numbers with a point whatever it is. */
static void
test_locale_does_not_matter (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autofree char *text = fixture_generate (SHAPE_FLAT, 30, 3);
  g_autoptr (SwLayout) layout = lay_out (text);
  g_autofree char *svg = sw_layout_to_svg (layout, NULL);

  if (!setlocale (LC_NUMERIC, "de_DE.UTF-8") && !setlocale (LC_NUMERIC, "fr_FR.UTF-8"))
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }
  g_autofree char *foreign = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autoptr (SwLayout) other = lay_out (text);
  g_autofree char *other_svg = sw_layout_to_svg (other, NULL);
  g_assert_cmpstr (setlocale (LC_NUMERIC, NULL), ==, foreign);
  setlocale (LC_NUMERIC, before);
  g_assert_cmpstr (svg, ==, other_svg);
}

static const struct
{
  const char     *name;
  gboolean        known;
  SwPictureFormat format;
} names[] = {
  { "a.svg", TRUE, SW_PICTURE_SVG },  { "a.b.PNG", TRUE, SW_PICTURE_PNG },
  { "x/y.pdf", TRUE, SW_PICTURE_PDF }, { "a.dot", TRUE, SW_PICTURE_DOT },
  { "a.gv", TRUE, SW_PICTURE_DOT },   { "a.json", TRUE, SW_PICTURE_JSON },
  { "a.gif", FALSE, 0 },              { "svg", FALSE, 0 },
};

static void
test_ending_tells_the_format (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SwPictureFormat format = SW_PICTURE_SVG;
      g_assert_true (sw_picture_format_from_name (names[i].name, &format) == names[i].known);
      if (names[i].known)
        g_assert_cmpint (format, ==, names[i].format);
    }
}

static const struct
{
  double      number;
  const char *text;
} numbers[] = {
  { 0, "0" },           { -0.001, "0" },  { 1, "1" },       { 10, "10" }, { 1.5, "1.5" },
  { 12.345, "12.35" },  { -2.25, "-2.25" }, { 100.999, "101" }, { 1e15, "1000000000000000" },
};

static void
test_numbers_are_short (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      sw_svg_append_number (text, numbers[i].number);
      g_assert_cmpstr (text->str, ==, numbers[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/svg-is-well-formed-and-holds-the-words",
                   test_svg_is_well_formed_and_holds_the_words);
  g_test_add_func ("/picture/svg-is-the-same-bytes-and-small-changes-are-small",
                   test_svg_is_the_same_bytes_and_small_changes_are_small);
  g_test_add_func ("/picture/dark-has-other-colours", test_dark_has_other_colours);
  g_test_add_func ("/picture/png-has-the-size-asked-for", test_png_has_the_size_asked_for);
  g_test_add_func ("/picture/png-too-large-is-refused-with-a-way-out",
                   test_png_too_large_is_refused_with_a_way_out);
  g_test_add_func ("/picture/pdf-is-one-and-always-the-same", test_pdf_is_one_and_always_the_same);
  g_test_add_func ("/picture/json-holds-boxes-and-curves", test_json_holds_boxes_and_curves);
  g_test_add_func ("/picture/dot-can-be-read-by-graphviz", test_dot_can_be_read_by_graphviz);
  g_test_add_func ("/picture/locale-does-not-matter", test_locale_does_not_matter);
  g_test_add_func ("/picture/ending-tells-the-format", test_ending_tells_the_format);
  g_test_add_func ("/picture/numbers-are-short", test_numbers_are_short);
  return g_test_run ();
}
