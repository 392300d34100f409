/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "tasks/mocks/sw-mock-config.h"

#include <string.h>

/* The input is a MockConfigFile.json, perhaps. What is read
 * has a performer for each of its cases, the errors are text. */

const char *const fuzz_seeds[] = {
  "{\"StateMachines\":{\"M\":{\"TestCases\":{\"Happy\":{\"A\":\"Ok\",\"B\":\"No\"},\"Sad\":{\"A\":\"No\"}}}},"
  "\"MockedResponses\":{\"Ok\":{\"0\":{\"Return\":{\"a\":[1,1e400,\"\\u0000\"]}},\"1-2\":{\"Throw\":{\"Error\":"
  "\"E\",\"Cause\":\"c\"}}},\"No\":{\"0-9\":{\"Return\":null}}}}",
  "{\"0\":{\"Return\":1},\"1\":{\"Throw\":{\"Error\":\"E\"}}}",
  "{\"StateMachines\":{},\"MockedResponses\":{}}",
  NULL,
};

static void
check_cases (SwMockConfig *config)
{
  g_auto (GStrv) machines = sw_mock_config_dup_machines (config);

  for (guint i = 0; machines[i] != NULL; i++)
    {
      g_auto (GStrv) cases = sw_mock_config_dup_cases (config, machines[i]);

      for (guint j = 0; cases[j] != NULL; j++)
        {
          g_autoptr (GError) error = NULL;
          SwPerformer *performer = sw_mock_config_new_performer (config, machines[i], cases[j], &error);

          g_assert ((performer == NULL) == (error != NULL));
          if (performer != NULL)
            sw_performer_unref (performer);
        }
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwMockConfig) config
      = sw_mock_config_new_from_text ((const char *) data, (gssize) size, &error);

  g_assert ((config == NULL) == (error != NULL));
  if (config != NULL)
    check_cases (config);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  return 0;
}
