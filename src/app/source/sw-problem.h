/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/sw-diagnostic.h"

G_BEGIN_DECLS

/* SwProblem: a diagnostic as a list's item. Properties: `message`, `location` ("Check · 4:12": the
 * state, line and column), `severity-label`, `icon-name` and `css-classes` (strings) for its icon;
 * the location alone may change, when the text before it does. */
#define SW_TYPE_PROBLEM (sw_problem_get_type ())
G_DECLARE_FINAL_TYPE (SwProblem, sw_problem, SW, PROBLEM, GObject)

SwProblem          *sw_problem_new            (const SwDiagnostic *diagnostic,
                                               guint               line,
                                               guint               column);
const SwDiagnostic *sw_problem_get_diagnostic (SwProblem          *self);
SwSeverity          sw_problem_get_severity   (SwProblem          *self);
const char         *sw_problem_get_message    (SwProblem          *self);
const char         *sw_problem_get_pointer    (SwProblem          *self);
SwSpan              sw_problem_get_span       (SwProblem          *self);
const char         *sw_problem_get_icon_name  (SwProblem          *self);
gboolean            sw_problem_is_same        (SwProblem          *self,
                                               SwProblem          *other);
void                sw_problem_replace        (SwProblem          *self,
                                               SwProblem          *other);

const char         *sw_severity_get_icon_name (SwSeverity          severity);
const char         *sw_severity_get_label     (SwSeverity          severity);

G_END_DECLS
