/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-run-values.h"
#include "tasks/sw-substitutions.h"

G_BEGIN_DECLS

/* Values of a definition's placeholders: what the options of a command say, and what comes of
 * it. */
typedef struct
{
  char  *environment; /* --environment, or NULL */
  char **set;         /* --set NAME=VALUE, or NULL */
} SwCliValueOptions;

typedef struct
{
  char            *file_name; /* of the tasks file, or NULL where there is none */
  SwSubstitutions *file;      /* likewise */
  SwValue          values;    /* an object; undefined where none are given */
} SwCliValues;

/* For the table of a command's options; OPTIONS is a SwCliValueOptions */
#define SW_CLI_VALUE_ENTRIES(options)                                                              \
  { "environment", 0, 0, G_OPTION_ARG_STRING, &(options).environment,                            \
    "Whose values ${placeholders} get, of the tasks file's \"environments\"", "NAME" },            \
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(options).set,                                      \
    "Value of a placeholder, before those of the tasks file", "NAME=VALUE" }

/* The same for the type of the machine, which is there, too; GIVEN is a char * */
#define SW_CLI_TYPE_ENTRY(given, letter)                                                           \
  { "type", letter, 0, G_OPTION_ARG_STRING, &(given),                                              \
    "STANDARD or EXPRESS; else as the tasks file says, else STANDARD", "TYPE" }

void            sw_cli_value_options_clear (SwCliValueOptions       *options);
gboolean        sw_cli_values_add_given    (const SwCliValueOptions *options,
                                            SwValue                 *values);
gboolean        sw_cli_values_init         (SwCliValues             *self,
                                            const SwCliValueOptions *options,
                                            const char              *definition,
                                            const char              *tasks);
void            sw_cli_values_clear        (SwCliValues             *self);
SwSubstitution *sw_cli_values_apply        (const SwCliValues       *self,
                                            const char              *definition,
                                            SwTree                  *tree,
                                            const SwNode            *part);

SwSubstitution *sw_cli_values_apply_run    (const SwCliValues       *self,
                                            const char              *definition,
                                            SwModel                 *model,
                                            SwPerformer             *performer);
gboolean        sw_cli_values_find_type    (const SwCliValues       *self,
                                            const char              *given,
                                            SwMachineType           *type);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwCliValueOptions, sw_cli_value_options_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwCliValues, sw_cli_values_clear)

G_END_DECLS
