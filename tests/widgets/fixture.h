/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/scene/sw-scene.h"

G_BEGIN_DECLS

/* Scenes for tests, from the text of a definition. */
SwScene           *fixture_scene   (const char        *text,
                                    SwDirection        direction,
                                    const SwScene     *previous);
SwScene           *fixture_matched (const char        *text,
                                    SwDirection        direction,
                                    const SwScene     *previous);
const SwGraphNode *fixture_state   (SwScene           *scene,
                                    const char        *name);
const SwGraphNode *fixture_kind    (SwScene           *scene,
                                    SwGraphNodeKind    kind,
                                    const char        *owner);
const SwGraphEdge *fixture_edge    (SwScene           *scene,
                                    const char        *from,
                                    SwEdgeKind         kind,
                                    guint              index);
SwPoint            fixture_middle  (SwScene           *scene,
                                    const SwGraphEdge *edge);

/* One test for each row of TABLE, which has a `name`, called with the row's index. */
#define FIXTURE_ADD_TABLE(path, table, function)                       \
  for (gsize row = 0; row < G_N_ELEMENTS (table); row++)               \
    {                                                                  \
      g_autofree char *name = g_strconcat (path, table[row].name, NULL); \
      g_test_add_data_func (name, GSIZE_TO_POINTER (row), function);   \
    }

G_END_DECLS
