/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/sw-text.h"

G_BEGIN_DECLS

/* Runs one case of a table: an object of a file under data/ */
typedef void (*SwCaseFunc) (SwValue test);

void cases_add      (const char *file,
                     const char *prefix,
                     SwCaseFunc  run);
void assert_value   (SwValue     actual,
                     SwValue     expected);
void assert_failure (GError     *error,
                     SwValue     test);

G_END_DECLS
