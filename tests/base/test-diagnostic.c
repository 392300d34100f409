/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-diagnostic.h"

static void
test_diagnostic_keeps_what_it_was_given (void)
{
  g_autoptr (SwDiagnostic) diagnostic = sw_diagnostic_new (
      SW_SEVERITY_WARNING, "NO_DOLLAR", "/States/A", (SwSpan) { 3, 9 }, "Field %s", "'x'");

  g_assert_cmpstr (diagnostic->message, ==, "Field 'x'");
  g_assert_cmpstr (diagnostic->pointer, ==, "/States/A");
  g_assert_cmpstr (diagnostic->code, ==, "NO_DOLLAR");
  g_assert_cmpstr (sw_severity_get_name (diagnostic->severity), ==, "WARNING");
  g_assert_cmpuint (sw_span_length (diagnostic->span), ==, 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/diagnostic/keeps-what-it-was-given",
                   test_diagnostic_keeps_what_it_was_given);
  return g_test_run ();
}
