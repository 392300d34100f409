/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture/sw-text-fit.h"

static const struct
{
  const char *guards;
  const char *text;
  double      width; /* at size 10, plain */
  const char *fitted;
} cases[] = {
  { "what-fits-stays", "Wait", 100, "Wait" },
  { "empty", "", 0, "" },
  { "cut-with-ellipsis", "InvokeTheFunction", 50, "InvokeTh\342\200\246" },
  { "no-space-before-ellipsis", "Check the size of it", 40, "Check\342\200\246" },
  { "cjk-is-wide", "\346\263\250\346\226\207\345\207\246\347\220\206\347\242\272\350\252\215", 40,
    "\346\263\250\346\226\207\345\207\246\342\200\246" },
  { "emoji-with-modifier-stays-whole", "a\360\237\221\215\360\237\217\275b\360\237\221\215ccc", 32,
    "a\360\237\221\215\360\237\217\275b\342\200\246" },
  { "accent-stays-on-its-letter", "ee\314\201eeeeeeee", 22, "ee\314\201\342\200\246" },
  { "no-room-at-all", "abc", 1, "\342\200\246" },
};

static void
test_ellipsize (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *fitted = sw_text_ellipsize (cases[row].text, 10, FALSE, cases[row].width);

  g_assert_cmpstr (fitted, ==, cases[row].fitted);
  g_assert_true (g_utf8_validate (fitted, -1, NULL));
}

static const struct
{
  const char *guards;
  const char *text;
  double      width; /* at size 10, plain */
  const char *first;
  const char *second;
} folds[] = {
  { "what-fits-stays", "Wait", 100, "Wait", NULL },
  { "at-a-space", "Check the size", 50, "Check the", "size" },
  { "within-camel-case", "ValidatePaymentRequest", 90, "ValidatePayment", "Request" },
  { "after-a-joining-sign", "sns:NotifySuccess", 70, "sns:Notify", "Success" },
  { "in-a-word-where-it-must", "abcdefghijklmnop", 50, "abcdefghij", "klmnop" },
  { "second-line-is-cut", "Create and lock idempotency record", 60, "Create and", "lock idemp\342\200\246" },
  { "cjk-anywhere", "\346\263\250\346\226\207\345\207\246\347\220\206", 22,
    "\346\263\250\346\226\207", "\345\207\246\347\220\206" },
  { "no-room-at-all", "a", 1, "\342\200\246", NULL },
};

static void
test_fold (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *second = NULL;
  g_autofree char *first = sw_text_fold (folds[row].text, 10, FALSE, folds[row].width, &second);

  g_assert_cmpstr (first, ==, folds[row].first);
  g_assert_cmpstr (second, ==, folds[row].second);
}

static void
test_width_grows_with_size_and_weight (void)
{
  double plain = sw_text_width ("Process Payment", 10, FALSE);

  g_assert_cmpfloat_with_epsilon (sw_text_width ("Process Payment", 20, FALSE), plain * 2, 1e-9);
  g_assert_cmpfloat (sw_text_width ("Process Payment", 10, TRUE), >, plain);
  g_assert_cmpfloat (sw_text_width ("WWWW", 10, FALSE), >, sw_text_width ("iiii", 10, FALSE) * 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint row = 0; row < G_N_ELEMENTS (cases); row++)
    {
      g_autofree char *path = g_strconcat ("/layout/text-fit/", cases[row].guards, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (row), test_ellipsize);
    }
  for (guint row = 0; row < G_N_ELEMENTS (folds); row++)
    {
      g_autofree char *path = g_strconcat ("/layout/text-fit/fold/", folds[row].guards, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (row), test_fold);
    }
  g_test_add_func ("/layout/text-fit/width-grows-with-size-and-weight",
                   test_width_grows_with_size_and_weight);
  return g_test_run ();
}
