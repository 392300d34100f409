/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "asl/check/sw-check.h"
#include "asl/fixes/sw-fixes.h"

/* The first byte says what the machine is deployed as, the rest is a definition: all fixes that are
 * safe are done. Each of them has the whole text read and checked anew, which is why this is a target
 * of its own. */

/* A longer one is not mended: bytes */
#define MOST 1500

const char *const fuzz_seeds[] = {
  "0{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pas\",\"Nxt\":\"b\"},\"B\":{\"Type\":\"Succeed\"}}",
  "1{\"StartAt\":\"C\" \"States\":{\"C\":{\"Type\":\"Choice\",\"Choices\":{\"Variable\":\"$.a\","
  "\"IsNull\":\"true\",\"Next\":\"D\"},\"Default\":\"D\"},'D':{\"Type\":\"Fail\",\"ErrorPath\":\"x\",}}}",
  "0{\"QueryLanguage\":\"jsonata\",\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":"
  "\"arn:aws:states:::sqs:sendMesage\",\"Arguments\":{\"a.$\":\"$.x\"},\"TimeoutSeconds\":\"5\",\"Retry\":["
  "{\"ErrorEquals\":[\"States.ALL\",\"E\"]},{\"ErrorEquals\":\"F\"}],\"Catch\":[],\"End\":True}}}",
  NULL,
};

static guint
count_errors (GPtrArray *found)
{
  guint errors = 0;

  for (guint i = 0; i < found->len; i++)
    errors += ((const SwDiagnostic *) g_ptr_array_index (found, i))->severity == SW_SEVERITY_ERROR;

  return errors;
}

static guint
check (SwTree        *tree,
       SwMachineType  type)
{
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GPtrArray) found = sw_check (model, type);

  return count_errors (found);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  SwMachineType type;
  g_autoptr (SwTree) tree = NULL, mended = NULL;

  if (size < 1 || size > MOST)
    return 0;
  type = data[0] % 2 ? SW_MACHINE_EXPRESS : SW_MACHINE_STANDARD;
  tree = sw_tree_parse ((const char *) data + 1, (gssize) size - 1);
  mended = sw_fixes_mend (tree, type, NULL);
  g_assert_cmpuint (check (mended, type), <=, check (tree, type));
  return 0;
}
