/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "tasks/mocks/sw-mock-config.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *answers; /* SwMockAnswer, by invocation, without gaps */
} SwMockResponse;

struct _SwMockConfig
{
  grefcount   count;
  SwValue     document;  /* payloads are taken from here: json-glib would change numbers and U+0000 */
  JsonParser *parser;
  JsonObject *machines;  /* StateMachines */
  GHashTable *responses; /* id -> SwMockResponse */
};

const char *sw_mock_config_get_text   (JsonObject   *object,
                                       const char   *member);
JsonObject *sw_mock_config_find_cases (SwMockConfig *self,
                                       const char   *machine);
const SwMockResponse *sw_mock_config_find_response (SwMockConfig *self,
                                                    const char   *machine,
                                                    const char   *test_case,
                                                    const char   *state);
gboolean sw_mock_performer_answers (SwPerformer   *head,
                                    const SwState *state);

G_END_DECLS
