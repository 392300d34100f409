/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-private.h"

#include <string.h>

/* Places in YAML where nothing stands yet, or half a name. Which mapping such a place belongs to is
 * decided by its column, and by all that stands before: YAML itself is asked, by putting something
 * there. */

/* What is put at the place, for it to be … */
typedef enum
{
  PROBE_MEMBER, /* … a member */
  PROBE_NAME,   /* … the name of one, of which some letters are there */
  PROBE_VALUE,  /* … a value */
  N_PROBES,
} Probe;

static const char *const probes[N_PROBES] = { "x: x", ": x", "x" };

/* The line up to the place: indent, dashes, a name with its colon, a word */
typedef struct
{
  gsize    word;      /* where the word before the place begins */
  gboolean has_name;  /* a colon stands before it, and only blanks between */
  gboolean has_dash;  /* the dash of an element does */
} Line;

static gboolean
is_word_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || byte == '-' || byte == '.' || byte == '$';
}

/* FALSE where something else stands there, before the place or behind it */
static gboolean
read_line (const char *text,
           gsize       length,
           gsize       offset,
           Line       *line)
{
  gsize at = offset;

  *line = (Line) { 0 };
  for (gsize i = offset; i < length && strchr ("\r\n", text[i]) == NULL; i++)
    if (text[i] != ' ')
      return FALSE;
  while (at > 0 && is_word_byte (text[at - 1]))
    at--;
  line->word = at;
  if (at > 0 && strchr (" \r\n", text[at - 1]) == NULL)
    return FALSE;
  while (at > 0 && text[at - 1] == ' ')
    at--;
  if (at == 0 || strchr ("\r\n", text[at - 1]) != NULL)
    return TRUE;
  line->has_dash = text[at - 1] == '-' && at < line->word;
  line->has_name = text[at - 1] == ':' && at < line->word;
  return line->has_dash || line->has_name;
}

static SwModel *
dup_probed (SwModel *model,
            gsize    offset,
            Probe    probe)
{
  gsize length;
  const char *text = sw_tree_get_text (sw_model_get_tree (model), &length);
  g_autoptr (GString) changed = g_string_new_len (text, (gssize) length);
  g_autoptr (SwTree) tree = NULL;

  g_string_insert (changed, (gssize) offset, probes[probe]);
  tree = sw_tree_parse_as (changed->str, (gssize) changed->len, SW_SYNTAX_YAML);

  return sw_tree_is_valid (tree) ? sw_model_new (tree) : NULL;
}

/* What the place is once PROBE stands there */
static gboolean
try_probe (SwAssistSpot *spot,
           SwModel      *model,
           gsize         offset,
           const Line   *line,
           Probe         probe,
           SwModel     **probed)
{
  SwSpotRole role = probe == PROBE_VALUE ? SW_SPOT_VALUE : SW_SPOT_KEY;

  g_clear_pointer (probed, sw_model_unref);
  *probed = dup_probed (model, offset, probe);
  if (*probed == NULL)
    return FALSE;
  sw_assist_spot_clear (spot);
  sw_assist_spot_init (spot, *probed, offset);
  /* Of an element in a list of texts, say, nothing is known as a member. */
  if (spot->role != role
      || (line->has_dash && role == SW_SPOT_KEY && spot->set == SW_FIELD_SET_NONE))
    return FALSE;
  spot->token = spot->content = (SwSpan) { line->word, offset };
  spot->string = spot->closed = spot->has_colon = FALSE;

  return TRUE;
}

/**
 * sw_assist_yaml_find:
 * @spot: (inout): of @model at @offset, where nothing was found
 * @model: of a text in YAML
 * @offset: byte of the text
 * @probed: (out) (nullable): the model that @spot is of then; its text is the same up to @offset
 *
 * Finds out what may stand at the end of a line, where nothing does, or half a name.
 *
 * Returns: whether anything may
 */
gboolean
sw_assist_yaml_find (SwAssistSpot *spot,
                     SwModel      *model,
                     gsize         offset,
                     SwModel     **probed)
{
  gsize length;
  const char *text = sw_tree_get_text (sw_model_get_tree (model), &length);
  Line line;

  *probed = NULL;
  if (!read_line (text, length, offset, &line))
    return FALSE;
  /* What stands behind a name's colon already is a value, and found without. */
  if (line.has_name)
    return line.word == offset && try_probe (spot, model, offset, &line, PROBE_VALUE, probed);
  if (line.word < offset)
    return try_probe (spot, model, offset, &line, PROBE_NAME, probed);

  return try_probe (spot, model, offset, &line, PROBE_MEMBER, probed)
         || (line.has_dash && try_probe (spot, model, offset, &line, PROBE_VALUE, probed));
}

/* What a line stands in */
typedef enum
{
  LEVEL_OBJECT = 'o',  /* a member's value */
  LEVEL_ARRAY = 'a',   /* the same: its lines are elements */
  LEVEL_ELEMENT = 'e', /* an element that is an object: its first line has the dash, the others
                        * stand below its name */
} Level;

/* An insertion on its way from JSON to YAML. It has one member or element a line. */
typedef struct
{
  GString *out;
  GString *levels; /* Level, outer ones first */
  gboolean dash;   /* the next line is the first of an element */
} Block;

static void
begin_line (Block *self)
{
  const char *innermost = self->levels->str + self->levels->len - 1;

  if (self->out->len > 0)
    g_string_append_c (self->out, '\n');
  for (const char *level = self->levels->str; *level != '\0'; level++)
    if (*level != LEVEL_ELEMENT)
      g_string_append_c (self->out, '\t');
    else
      g_string_append (self->out, self->dash && level == innermost ? "- " : "  ");
  if (self->levels->len > 0 && *innermost == LEVEL_ARRAY)
    g_string_append (self->out, "- ");
  self->dash = FALSE;
}

/* The line's text: a name without quotes where it needs none */
static void
add_body (Block *self,
          char  *body)
{
  char *colon = body[0] == '"' ? strstr (body, "\":") : NULL;

  g_strchomp (body);
  if (colon != NULL && strcspn (body + 1, " #:{}[]&*!|>'\"%@`") == (gsize) (colon - body - 1))
    g_string_append_printf (self->out, "%.*s%s", (int) (colon - body - 1), body + 1, colon + 1);
  else
    g_string_append (self->out, body);
}

static void
add_line (Block      *self,
          const char *line)
{
  g_autofree char *body = g_strstrip (g_strdup (line));
  gsize length = strlen (body);
  char last;

  if (length > 0 && body[length - 1] == ',')
    body[--length] = '\0';
  last = length > 0 ? body[length - 1] : '\0';
  if (g_str_equal (body, "}") || g_str_equal (body, "]"))
    {
      g_string_truncate (self->levels, self->levels->len - 1);
      return;
    }
  if (g_str_equal (body, "{"))
    {
      g_string_append_c (self->levels, LEVEL_ELEMENT);
      self->dash = TRUE;
      return;
    }
  begin_line (self);
  if (last == '{' || last == '[')
    {
      body[length - 1] = '\0';
      g_string_append_c (self->levels, last == '{' ? LEVEL_OBJECT : LEVEL_ARRAY);
    }
  add_body (self, body);
}

/**
 * sw_assist_yaml_dup_block:
 * @marked: a member in JSON, as sw_insertion_dup_marked() writes it
 *
 * Returns: (transfer full): the same in YAML, by lines and indents
 */
char *
sw_assist_yaml_dup_block (const char *marked)
{
  g_auto (GStrv) lines = g_strsplit (marked, "\n", -1);
  g_autoptr (GString) levels = g_string_new (NULL);
  Block block = { g_string_new (NULL), levels, FALSE };

  for (guint i = 0; lines[i] != NULL; i++)
    add_line (&block, lines[i]);

  return g_string_free (block.out, FALSE);
}
