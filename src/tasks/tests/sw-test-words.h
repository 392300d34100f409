/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* Parts of a test as a person writes them in a line, and what of a test a form has changed. */

SwValue sw_test_states_from_text (const char *text);
char   *sw_test_states_to_text   (SwValue     states,
                                  gboolean    in_order);
SwValue sw_test_calls_from_text  (const char *text);
char   *sw_test_calls_to_text    (SwValue     calls);
SwValue sw_test_merge            (SwValue     original,
                                  SwValue     shown,
                                  SwValue     now);

G_END_DECLS
