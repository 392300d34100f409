/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/tree/sw-tree.h"
#include "tasks/sw-tasks-file.h"
#include "tasks/tests/sw-test-case.h"

/* The input is a tasks file, perhaps, with rows, inputs and tests. Reading it runs nothing; what is
 * read has a performer for no case and for one, and the errors are text. */

const char *const fuzz_seeds[] = {
  "{\"version\":1,\"aws\":{\"endpoint\":\"http://127.0.0.1:5017\",\"region\":\"us-east-1\",\"profile\":null},"
  "\"mock\":{\"file\":\"MockConfigFile.json\",\"machine\":\"M\",\"case\":\"Happy\"},\"tasks\":["
  "{\"resource\":\"arn:aws:lambda:*:*:function:f*\",\"use\":\"lambda\",\"dir\":\"fn/f\",\"runtime\":\"python\","
  "\"handler\":\"f.handler\",\"timeout\":3,\"memory\":128,\"env\":{\"TABLE\":\"T\"}},"
  "{\"function\":\"legacy-*\",\"use\":\"invoke\",\"url\":\"http://127.0.0.1:3001\"},"
  "{\"state\":\"Approve\",\"use\":\"manual\"}]}",
  "{\"inputs\":{\"a\":{\"x\":[1,1e400]},\"b\":null},\"type\":\"EXPRESS\",\"substitutions\":{\"Name\":\"Ada\","
  "\"N\":3},\"objects\":{\"s3://b/k\":\"k.csv\"},\"tests\":[{\"name\":\"t\",\"input\":{},\"case\":\"Happy\","
  "\"expect\":{\"status\":\"SUCCEEDED\",\"output\":{\"a\":1}}}]}",
  "{\"tasks\":[{\"use\":\"aws\",\"resource\":\"arn:aws:states:::dynamodb:*\",\"endpoint\":\"aws\"},{\"use\":"
  "\"http\"},{\"use\":\"lambda\",\"bootstrap\":\"b\",\"idempotent\":true},{\"use\":\"none\"}]}",
  NULL,
};

static void
perform (SwTasksFile *file,
         const char  *test_case)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwPerformer) performer = sw_tasks_file_new_performer (file, test_case, &error);

  g_assert_true (performer == NULL || error == NULL);
  if (error != NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* The tests in a file are read from its text, also where the rest of it is broken. */
static void
read_tests (const uint8_t *data,
            size_t         size)
{
  g_autoptr (SwTree) tree = sw_tree_parse ((const char *) data, (gssize) size);
  g_autoptr (GPtrArray) problems
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_diagnostic_free);
  g_autoptr (GPtrArray) tests = sw_test_cases_read (tree, problems);

  for (guint i = 0; i < tests->len; i++)
    {
      const SwTestCase *test = g_ptr_array_index (tests, i);
      g_autoptr (SwPerformer) mocks = sw_test_case_new_mocks (test);

      g_assert_cmpuint (test->span.end, <=, size);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GFile) folder = g_file_new_for_path ("/nonexistent/folder");
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) file
      = sw_tasks_file_new_from_text ((const char *) data, (gssize) size, folder, &error);
  g_auto (GStrv) cases = NULL;

  read_tests (data, size);
  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  cases = sw_tasks_file_dup_cases (file);
  fuzz_print (sw_tasks_file_get_inputs (file));
  perform (file, NULL);
  perform (file, "Happy");
  return 0;
}
