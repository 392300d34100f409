/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conform.h"

#include "asl/assist/sw-assist.h"

#include <string.h>

/* What the language service that AWS publishes proposes: all of it is among what ours does, and the
 * same bytes are replaced, but for quotes. It calls states by the word that is inserted, as ours
 * does. Where it only says that snippets are offered, or not, the title is for people. */

/* The byte of a place, which is line and character, both from 0 */
static gsize
get_offset (const char *text,
            SwValue     place)
{
  double line = sw_value_get_number (sw_value_get_element (place, 0));
  const char *p = text;

  for (guint i = 0; i < line; i++)
    p = strchr (p, '\n') + 1;

  return (gsize) (g_utf8_offset_to_pointer (
                      p, (glong) sw_value_get_number (sw_value_get_element (place, 1))) -
                  text);
}

static gboolean
has_label (SwAssist   *assist,
           const char *label)
{
  GPtrArray *proposals = sw_assist_get_proposals (assist);

  for (guint i = 0; i < proposals->len; i++)
    if (strcmp (((SwProposal *) g_ptr_array_index (proposals, i))->label, label) == 0)
      return TRUE;

  return FALSE;
}

static char *
dup_difference (const char *text,
                SwAssist   *assist,
                SwValue     test)
{
  SwValue labels = sw_value_get_member (test, "labels");
  SwValue range = sw_value_get_member (test, "replace_range");
  gsize start = get_offset (text, sw_value_get_element (range, 0));
  SwSpan span = sw_assist_get_span (assist);

  for (guint i = 0; i < sw_value_get_length (labels); i++)
    {
      const char *label = sw_value_get_text (sw_value_get_element (labels, i), NULL);

      if (!has_label (assist, label))
        return g_strdup_printf ("%s is not proposed", label);
    }
  /* Ours takes the opening quote along; theirs the white space before a value without quotes. */
  if (span.start + 1 < start)
    return g_strdup_printf ("what is replaced begins at %zu instead of %zu", span.start, start);

  return NULL;
}

static void
run_case (Conform *conform,
          SwValue  test)
{
  const char *name = conform_get_text (test, "id");
  const char *text = conform_get_text (test, "text");
  gboolean yaml = g_strcmp0 (conform_get_text (test, "format"), "yaml") == 0;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;
  g_autoptr (SwAssist) assist = NULL;
  g_autofree char *difference = NULL;

  if (!sw_value_is (sw_value_get_member (test, "labels"), SW_TYPE_ARRAY))
    {
      conform_skip (conform, name, "it says in words what is offered");
      return;
    }

  tree = sw_tree_parse_as (text, -1, yaml ? SW_SYNTAX_YAML : SW_SYNTAX_JSON);
  model = sw_model_new (tree);
  assist = sw_assist_new (model, get_offset (text, sw_value_get_member (test, "position")), NULL);
  difference = dup_difference (text, assist, test);
  conform_report (conform, name, difference);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "validator");
  g_auto (SwValue) cases = SW_VALUE_INIT;
  Conform conform;

  if (folder == NULL)
    return 77;
  conform_init (&conform, KNOWN_DIFFERENCES);
  if (conform_load (folder, "amazon-states-language-service.completions.json", &cases))
    for (guint i = 0; i < sw_value_get_length (cases); i++)
      run_case (&conform, sw_value_get_element (cases, i));

  return conform_finish (&conform);
}
