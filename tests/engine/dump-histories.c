/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "machine-run.h"

#include <stdio.h>

#include "json/sw-text.h"

/* Prints the history of each case of data/NAME.json, as `stepwright run --history` writes it: one
 * document on a line. */
int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    {
      g_auto (SwValue) cases = machine_run_load (argv[i]);

      for (guint j = 0; j < sw_value_get_length (cases); j++)
        {
          SwValue test_case = sw_value_get_element (cases, j);
          g_autoptr (MachineRun) run = machine_run_new (test_case);
          g_auto (SwValue) history = SW_VALUE_INIT;
          g_autofree char *text = NULL;

          machine_run_finish (run);
          history = sw_history_to_value (sw_execution_get_history (run->execution), TRUE);
          sw_value_set_member (&history, "name",
                               sw_value_ref (sw_value_get_member (test_case, "name")));
          text = sw_value_to_text (history, SW_TEXT_DEFAULT, NULL);
          puts (text);
        }
    }
  return 0;
}
