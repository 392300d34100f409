/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-document.h"

#define MAX_DEPTH 5

/* One way to write a document; a container may still stand on one line. */
typedef struct
{
  GRand       *random;
  RandomFlags  flags;
  const char  *eol;
  const char  *unit;
  const char  *colon;
  const char  *comma;
  const char  *object_pad;
  const char  *array_pad;
  double       one_line;  /* how often */
  gboolean     lines;     /* at all */
  GString     *out;
} Writer;

static const char *const scalars[] = {
  "null",
  "true",
  "false",
  "0",
  "-1",
  "42",
  "1.0",
  "0.1",
  "-2.50",
  "1e2",
  "1E-7",
  "9007199254740993",
  "9223372036854775807",
  "\"\"",
  "\"A\"",
  "\"States.ALL\"",
  "\"a\\\"b\\\\c\\/\\b\\f\\n\\r\\t\"",
  "\"\\u00e9\"",
  "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"",
  "\"\\ud83d\\ude00\"",
  "\"{[,:]}\"",
  "\"// no comment\"",
  "\"${x}\"",
  "\"\xe2\x80\xa8\"",
  "5e-324",
};

static const char *const wild_scalars[] = {
  "-0", "-0.0", "1e400", "123456789012345678901", "\"\\u0000\"", "\"a\\ud83d\"", "1e-400",
};

static const char *const names[] = {
  "Type", "Next", "States", "a",   "b",  "c",  "",   "a/b", "~1",   "\xc3\xa9",
  "0",    "1",    "-",      "x y", "\"", "\\", "\n", "'",   "${n}",
};

#define PICK(random, list) ((list)[g_rand_int_range ((random), 0, G_N_ELEMENTS (list))])

static gboolean
happens (GRand  *random,
         double  chance)
{
  return g_rand_double (random) < chance;
}

char *
random_name (GRand *random)
{
  if (happens (random, 0.4))
    return g_strdup_printf ("%s%d", PICK (random, names), g_rand_int_range (random, 0, 30));

  return g_strdup (PICK (random, names));
}

static void
write_line (Writer *writer,
            guint   depth)
{
  g_string_append (writer->out, writer->eol);
  if (happens (writer->random, 0.02))
    g_string_append (writer->out, writer->eol);
  for (guint i = 0; i < depth; i++)
    g_string_append (writer->out, writer->unit);
}

static void
write_scalar (Writer *writer)
{
  if ((writer->flags & RANDOM_PLACEHOLDERS) && happens (writer->random, 0.1))
    g_string_append (writer->out, "${Name}");
  else if ((writer->flags & RANDOM_TAME) == 0 && happens (writer->random, 0.1))
    g_string_append (writer->out, PICK (writer->random, wild_scalars));
  else
    g_string_append (writer->out, PICK (writer->random, scalars));
}

static void
write_name (Writer     *writer,
            const char *name)
{
  g_string_append_c (writer->out, '"');
  for (; *name != '\0'; name++)
    {
      if (*name == '"' || *name == '\\')
        g_string_append_printf (writer->out, "\\%c", *name);
      else if (*name == '\n' || (g_ascii_isalpha (*name) && happens (writer->random, 0.02)))
        g_string_append_printf (writer->out, "\\u%04X", (guint) *name);
      else
        g_string_append_c (writer->out, *name);
    }
  g_string_append_c (writer->out, '"');
  g_string_append (writer->out, writer->colon);
}

static void write_value (Writer  *writer,
                         guint    depth,
                         gboolean lines);

static void
write_container (Writer  *writer,
                 guint    depth,
                 gboolean lines)
{
  gboolean object = happens (writer->random, 0.6);
  gint32 count = g_rand_int_range (writer->random, 0, depth == 0 ? 12 : 6);
  gboolean spread = lines && !happens (writer->random, writer->one_line);
  const char *pad = object ? writer->object_pad : writer->array_pad;
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_string_append_c (writer->out, object ? '{' : '[');
  for (gint32 i = 0; i < count; i++)
    {
      char *name = random_name (writer->random);

      while (g_hash_table_contains (used, name))
        {
          g_free (name);
          name = random_name (writer->random);
        }
      g_hash_table_add (used, name);

      if (i > 0)
        g_string_append (writer->out, spread ? "," : writer->comma);
      if (spread)
        write_line (writer, depth + 1);
      else if (i == 0)
        g_string_append (writer->out, pad);
      if (object)
        write_name (writer, name);
      write_value (writer, depth + 1, spread);
    }

  if (count > 0 && spread)
    write_line (writer, depth);
  else if (count > 0)
    g_string_append (writer->out, pad);
  g_string_append_c (writer->out, object ? '}' : ']');
}

static void
write_value (Writer  *writer,
             guint    depth,
             gboolean lines)
{
  if (depth < MAX_DEPTH && happens (writer->random, depth < 2 ? 0.6 : 0.35))
    write_container (writer, depth, lines);
  else
    write_scalar (writer);
}

static Writer
make_writer (GRand       *random,
             RandomFlags  flags)
{
  static const char *const eols[] = { "\n", "\n", "\r\n", "\r" };
  static const char *const units[] = { "  ", "    ", "\t", " ", "" };
  static const char *const colons[] = { ": ", ":", " : ", ":  " };
  static const char *const commas[] = { ", ", ",", " , " };
  static const char *const pads[] = { "", " " };

  return (Writer) {
    .random = random,
    .flags = flags,
    .eol = PICK (random, eols),
    .unit = PICK (random, units),
    .colon = PICK (random, colons),
    .comma = PICK (random, commas),
    .object_pad = PICK (random, pads),
    .array_pad = PICK (random, pads),
    .one_line = g_rand_double_range (random, 0, 0.7),
    .lines = happens (random, 0.8),
    .out = g_string_new (NULL),
  };
}

/* A document of JSON in a random style, mostly with something in it */
GString *
random_document (GRand       *random,
                 RandomFlags  flags)
{
  Writer writer = make_writer (random, flags);

  write_container (&writer, 0, writer.lines);
  if (happens (random, 0.5))
    g_string_append (writer.out, writer.eol);
  return writer.out;
}

/* Any JSON value, in a style of its own */
GString *
random_value (GRand       *random,
              RandomFlags  flags)
{
  Writer writer = make_writer (random, flags);

  write_value (&writer, 2, writer.lines);
  return writer.out;
}
