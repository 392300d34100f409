/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/convert/sw-convert.h"
#include "cli/edit/sw-cli-edit.h"
#include "cli/sw-cli.h"

static const char *const languages[] = {
  [SW_QUERY_JSONPATH] = "jsonpath",
  [SW_QUERY_JSONATA] = "jsonata",
};

static gboolean
read_language (const char      *text,
               SwQueryLanguage *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strcasecmp (languages[i], text) == 0)
      {
        *language = (SwQueryLanguage) i;
        return TRUE;
      }
  return FALSE;
}

static SwOpsResult *
convert_language (SwCliEdit       *self,
                  SwQueryLanguage  to)
{
  const char *pointer = NULL;
  g_autoptr (SwConversion) conversion = NULL;

  if (self->n_arguments > 1)
    {
      pointer = sw_cli_edit_find_state (self, self->arguments[1]);
      if (pointer == NULL)
        return NULL;
    }
  conversion = sw_conversion_new (self->model, pointer, to, &self->error);
  return conversion != NULL ? sw_conversion_apply (conversion, &self->error) : NULL;
}

/**
 * sw_cli_edit_convert:
 *
 * convert LANGUAGE [STATE] brings a state, or all states that can be, to a query language; only
 * what provably does the same is converted, and the notes tell of the rest. convert STATE TYPE
 * makes a state one of another type: that is meant where the second word is a type.
 *
 * Returns: (transfer full) (nullable): the edits
 */
SwOpsResult *
sw_cli_edit_convert (SwCliEdit *self)
{
  gboolean typed = self->n_arguments > 1
                   && sw_state_type_from_name (self->arguments[1]) != SW_STATE_UNKNOWN;
  SwQueryLanguage to;

  if (!typed && read_language (self->arguments[0], &to))
    return convert_language (self, to);
  if (self->n_arguments > 1)
    return sw_cli_edit_convert_type (self);

  sw_cli_complain ("The query languages are jsonata and jsonpath, not '%s'", self->arguments[0]);
  self->usage = TRUE;
  return NULL;
}
