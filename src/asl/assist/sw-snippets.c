/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-snippets.h"
#include "asl/catalogue/sw-catalogue.h"
#include "asl/ops/sw-ops-private.h"
#include "asl/sw-text-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The texts are JSON with ' for ", for the reader's sake. «…» is a field to fill in, '«#5»' one
 * that is no string. <Name> is a name made unique in the machine, the same wherever the snippet has
 * it. ‹exit› stands for Next with the state that follows, or for "End": true; ‹next› for the name
 * of that state. */

#define BOTH(text) text, text
#define INNER(name) \
  "'StartAt': '<" name ">', 'States': { '<" name ">': { 'Type': 'Pass', 'End': true } }"
#define RETRY \
  "{ 'ErrorEquals': ['«States.ALL»'], 'IntervalSeconds': '«#1»', 'MaxAttempts': '«#3»'," \
  " 'BackoffRate': '«#2»', 'JitterStrategy': 'FULL' }"
#define STATE(TYPE) SW_SNIPPET_STATE, SW_STATE_##TYPE, #TYPE

static const SwSnippet own[] = {
  { SW_SNIPPET_STATE, SW_STATE_TASK, "Task", N_ ("Task"),
    N_ ("Has work done: by a function, a service or an activity."), "Task",
    BOTH ("{ 'Type': 'Task', 'Resource':"
          " '«arn:aws:lambda:us-east-1:123456789012:function:FUNCTION_NAME»', '‹exit›': '' }") },
  { SW_SNIPPET_STATE, SW_STATE_PASS, "Pass", N_ ("Pass"),
    N_ ("Hands its input on, perhaps changed."), "Pass",
    "{ 'Type': 'Pass', 'Result': { '«key»': '«value»' }, '‹exit›': '' }",
    "{ 'Type': 'Pass', 'Output': { '«key»': '«value»' }, '‹exit›': '' }" },
  { SW_SNIPPET_STATE, SW_STATE_CHOICE, "Choice", N_ ("Choice"),
    N_ ("Goes on with one of several states."), "Choice",
    "{ 'Type': 'Choice', 'Choices': [{ 'Variable': '«$.value»', '«BooleanEquals»': '«#true»',"
    " 'Next': '«‹next›»' }], 'Default': '«‹next›»' }",
    "{ 'Type': 'Choice', 'Choices': [{ 'Condition': '{% «$states.input.value = true» %}',"
    " 'Next': '«‹next›»' }], 'Default': '«‹next›»' }" },
  { SW_SNIPPET_STATE, SW_STATE_WAIT, "Wait", N_ ("Wait"),
    N_ ("Waits for a time, or until a moment."), "Wait",
    BOTH ("{ 'Type': 'Wait', 'Seconds': '«#5»', '‹exit›': '' }") },
  { SW_SNIPPET_STATE, SW_STATE_PARALLEL, "Parallel", N_ ("Parallel"),
    N_ ("Runs branches side by side."), "Parallel",
    BOTH ("{ 'Type': 'Parallel', 'Branches': [{ " INNER ("Branch") " }, { " INNER ("Branch B")
          " }], '‹exit›': '' }") },
  { SW_SNIPPET_STATE, SW_STATE_MAP, "Map", N_ ("Map"),
    N_ ("Runs a state machine once for each item of an array."), "Map",
    "{ 'Type': 'Map', 'ItemsPath': '«$.array»', 'ItemProcessor': { 'ProcessorConfig':"
    " { 'Mode': 'INLINE' }, " INNER ("Item") " }, '‹exit›': '' }",
    "{ 'Type': 'Map', 'Items': '{% «$states.input.array» %}', 'ItemProcessor':"
    " { 'ProcessorConfig': { 'Mode': 'INLINE' }, " INNER ("Item") " }, '‹exit›': '' }" },
  { SW_SNIPPET_STATE, SW_STATE_SUCCEED, "Succeed", N_ ("Succeed"), N_ ("Ends well."), "Success",
    BOTH ("{ 'Type': 'Succeed' }") },
  { SW_SNIPPET_STATE, SW_STATE_FAIL, "Fail", N_ ("Fail"), N_ ("Ends with an error."), "Fail",
    BOTH ("{ 'Type': 'Fail', 'Error': '«ErrorA»', 'Cause': '«What happened»' }") },
  { SW_SNIPPET_RETRIER, 0, "retry", N_ ("Retry"),
    N_ ("Tries again after an error, each time later."), NULL, BOTH (RETRY) },
  { SW_SNIPPET_CATCHER, 0, "catch", N_ ("Catch"),
    N_ ("Goes on with another state after an error."), NULL,
    "{ 'ErrorEquals': ['«States.ALL»'], 'ResultPath': '«$.error»', 'Next': '«‹next›»' }",
    "{ 'ErrorEquals': ['«States.ALL»'], 'Next': '«‹next›»' }" },
  { SW_SNIPPET_RULE, 0, "rule", N_ ("Rule"), N_ ("Goes on with a state where it matches."), NULL,
    "{ 'Variable': '«$.value»', '«BooleanEquals»': '«#true»', 'Next': '«‹next›»' }",
    "{ 'Condition': '{% «$states.input.value = true» %}', 'Next': '«‹next›»' }" },
};

static GArray *
make_snippets (void)
{
  GArray *snippets = g_array_new (FALSE, FALSE, sizeof (SwSnippet));
  guint n_stencils;
  const SwStencil *stencils = sw_stencils_get_all (&n_stencils);

  g_array_append_vals (snippets, own, G_N_ELEMENTS (own));
  for (guint i = 0; i < n_stencils; i++)
    {
      g_autofree char *arn = g_strconcat ("arn:aws:states:::", stencils[i].id, NULL);
      const SwIntegration *item = sw_catalogue_find (arn);
      SwSnippet snippet = { .kind = SW_SNIPPET_STATE, .type = stencils[i].type };

      if (item == NULL)
        continue; /* the states of the flow, which have snippets of their own */
      snippet.id = stencils[i].id;
      snippet.label = stencils[i].label;
      snippet.help = item->help;
      snippet.name = stencils[i].name;
      snippet.jsonpath = stencils[i].jsonpath;
      snippet.jsonata = stencils[i].jsonata;
      g_array_append_val (snippets, snippet);
    }

  return snippets;
}

/**
 * sw_snippets_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the eight states, the parts of states, then a Task
 * for each integration of the catalogue
 */
const SwSnippet *
sw_snippets_get_all (guint *count)
{
  static GArray *snippets = NULL;

  if (g_once_init_enter_pointer (&snippets))
    g_once_init_leave_pointer (&snippets, make_snippets ());

  *count = snippets->len;

  return &g_array_index (snippets, SwSnippet, 0);
}

/**
 * sw_snippets_find:
 * @id: "Pass", "lambda:invoke", "catch"
 *
 * Returns: (transfer none) (nullable): the snippet
 */
const SwSnippet *
sw_snippets_find (const char *id)
{
  guint n_snippets;
  const SwSnippet *snippets = sw_snippets_get_all (&n_snippets);

  for (guint i = 0; i < n_snippets; i++)
    if (strcmp (snippets[i].id, id) == 0)
      return &snippets[i];

  return NULL;
}

/* A snippet being written */
typedef struct
{
  const SwSnippetPlace *place;
  SwInsertion          *out;
  GString              *plain;  /* not yet handed to OUT */
  GHashTable           *names;  /* stem -> name that was free */
  GHashTable           *taken;  /* set of those names */
  gboolean              action; /* of the catalogue: its stand-ins become fields */
} Writer;

static void
flush (Writer *self)
{
  sw_insertion_append (self->out, self->plain->str);
  g_string_truncate (self->plain, 0);
}

static void
add_field (Writer     *self,
           const char *text)
{
  flush (self);
  sw_insertion_append_field (self->out, text);
}

/* TEXT as the inside of a JSON string */
static char *
dup_inside (const char *text)
{
  char *quoted = sw_ops_dup_json_string (text);
  gsize length = strlen (quoted);

  memmove (quoted, quoted + 1, length - 2);
  quoted[length - 2] = '\0';

  return quoted;
}

/* A name for STEM that neither the machine nor this snippet has yet */
static const char *
get_name (Writer     *self,
          const char *stem)
{
  char *name = g_hash_table_lookup (self->names, stem);

  if (name == NULL)
    {
      name = sw_ops_dup_free_name (self->place->model, self->taken, stem);
      g_hash_table_insert (self->names, g_strdup (stem), name);
      g_hash_table_add (self->taken, name);
    }

  return name;
}

static void
write_exit (Writer *self)
{
  g_autofree char *following = NULL;

  if (self->place->following == NULL)
    {
      g_string_append (self->plain, "\"End\": true");
      return;
    }
  following = dup_inside (self->place->following);
  g_string_append (self->plain, "\"Next\": \"");
  add_field (self, following);
  g_string_append (self->plain, "\"");
}

static void
write_field (Writer     *self,
             const char *text)
{
  g_autofree char *following = NULL;

  if (strcmp (text, "‹next›") != 0)
    {
      add_field (self, text);
      return;
    }
  following = dup_inside (self->place->following != NULL ? self->place->following : "");
  add_field (self, following);
}

/* How many bytes of P are a stand-in for what only the person knows: FUNCTION_NAME, MyKey */
static gsize
measure_stand_in (const char *start,
                  const char *p)
{
  static const char *const ends[] = { "_NAME", "_ID", "_ARN" };
  gsize length = strspn (p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

  if (p > start && (g_ascii_isalnum (p[-1]) || p[-1] == '_'))
    return 0;
  if (g_str_has_prefix (p, "My") && g_ascii_isupper (p[2]))
    return strcspn (p, "\" .,:/}");
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (length > strlen (ends[i]) && !g_str_has_prefix (p, "AWS_")
        && strncmp (p + length - strlen (ends[i]), ends[i], strlen (ends[i])) == 0)
      return length;

  return 0;
}

/* The text between P, which begins with OPEN, and the next CLOSE; *P goes behind that. */
static char *
take_between (const char **p,
              const char  *open,
              const char  *close)
{
  const char *start = *p + strlen (open);
  const char *end = strstr (start, close);

  g_assert (end != NULL);
  *p = end + strlen (close);

  return g_strndup (start, (gsize) (end - start));
}

/* Writes what stands at P, and gives where to go on. */
static const char *
write_mark (Writer     *self,
            const char *start,
            const char *p)
{
  g_autofree char *inside = NULL;
  gsize length;

  if (g_str_has_prefix (p, "\"‹exit›\": \"\""))
    {
      write_exit (self);
      return p + strlen ("\"‹exit›\": \"\"");
    }
  if (g_str_has_prefix (p, "\"«#"))
    {
      inside = take_between (&p, "\"«#", "»\"");
      add_field (self, inside);
      return p;
    }
  if (g_str_has_prefix (p, "«"))
    {
      inside = take_between (&p, "«", "»");
      write_field (self, inside);
      return p;
    }
  if (*p == '<')
    {
      g_autofree char *name = NULL;

      inside = take_between (&p, "<", ">");
      name = dup_inside (get_name (self, inside));
      g_string_append (self->plain, name);
      return p;
    }
  length = self->action ? measure_stand_in (start, p) : 0;
  if (length > 0)
    {
      inside = g_strndup (p, length);
      add_field (self, inside);
      return p + length;
    }
  g_string_append_c (self->plain, *p);

  return p + 1;
}

/* Two spaces at the start of a line are a tab from here on. */
static char *
dup_with_tabs (const char *pretty)
{
  GString *out = g_string_new (NULL);
  const char *p = pretty;

  while (*p != '\0')
    {
      while (g_str_has_prefix (p, "  "))
        {
          g_string_append_c (out, '\t');
          p += 2;
        }
      while (*p != '\0' && *p != '\n')
        g_string_append_c (out, *p++);
      if (*p == '\n')
        g_string_append_c (out, *p++);
    }

  return g_string_free (out, FALSE);
}

/* The text with its marks, ready to be written */
static char *
dup_marked (const SwSnippet *self,
            SwQueryLanguage  language)
{
  const char *text = language == SW_QUERY_JSONATA ? self->jsonata : self->jsonpath;
  g_autofree char *pretty = NULL;
  g_autofree char *body = NULL;

  if (strchr (text, '\n') == NULL)
    {
      pretty = sw_text_expand (text);
    }
  else /* a stencil: pretty already, and without a way on */
    {
      body = g_strndup (text, strlen (text) - strlen ("\n}"));
      pretty = g_strconcat (body, ",\n  \"‹exit›\": \"\"\n}", NULL);
    }

  return dup_with_tabs (pretty);
}

/**
 * sw_snippet_dup_text:
 * @self: a snippet
 * @place: what it is put into
 *
 * Writes a snippet: a state comes with its name, which is free in the whole machine, as do the
 * states inside it; it goes on with the state that follows.
 *
 * Returns: (transfer full): the text, without commas around it
 */
SwInsertion *
sw_snippet_dup_text (const SwSnippet      *self,
                     const SwSnippetPlace *place)
{
  g_autofree char *marked = NULL;
  g_autoptr (GString) plain = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GHashTable) taken = NULL;
  Writer writer = { .place = place };

  g_return_val_if_fail (self != NULL && place != NULL && place->model != NULL, NULL);

  marked = dup_marked (self, place->language);
  plain = writer.plain = g_string_new (NULL);
  names = writer.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  taken = writer.taken = g_hash_table_new (g_str_hash, g_str_equal);
  writer.out = sw_insertion_new ("");
  writer.action = strchr (self->id, ':') != NULL;

  if (self->kind == SW_SNIPPET_STATE)
    {
      g_autofree char *name = dup_inside (get_name (&writer, self->name));

      g_string_append_c (plain, '"');
      add_field (&writer, name);
      g_string_append (plain, "\": ");
    }
  for (const char *p = marked; *p != '\0';)
    p = write_mark (&writer, marked, p);
  flush (&writer);

  return writer.out;
}
