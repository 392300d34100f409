/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/inspector/fields/sw-field-row.h"
#include "asl/catalogue/sw-catalogue.h"

G_BEGIN_DECLS

/* SwTaskParameter: a parameter of a Task's call as rows of a group. A text or a number that must be
 * there is one row: what is entered here, or in JSONPath where in the input it is found. Of what
 * the call hands over, the Payload of a function, a list says where it is taken from; below is what
 * it takes to say so. */
#define SW_TYPE_TASK_PARAMETER (sw_task_parameter_get_type ())
G_DECLARE_FINAL_TYPE (SwTaskParameter, sw_task_parameter, SW, TASK_PARAMETER, GObject)

SwTaskParameter *sw_task_parameter_new           (SwDocument        *document,
                                                  const SwParameter *known,
                                                  SwQueryLanguage    language,
                                                  gboolean           is_payload);
void             sw_task_parameter_add_to        (SwTaskParameter   *self,
                                                  GtkWidget         *group);
void             sw_task_parameter_remove        (SwTaskParameter   *self,
                                                  GtkWidget         *group);
void             sw_task_parameter_show          (SwTaskParameter   *self,
                                                  const SwState     *state);
void             sw_task_parameter_show_problems (SwTaskParameter   *self,
                                                  GPtrArray         *problems);
void             sw_task_parameter_commit        (SwTaskParameter   *self);

G_END_DECLS
