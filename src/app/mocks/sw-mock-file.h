/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwMockFile: the mocked answers beside a document, as a text with steps that can be undone. Each
 * step is written at once; a change that another program makes is taken over, and steps before it
 * are forgotten then.
 *
 * Properties
 *   can-undo, can-redo  read-only
 * Signal
 *   changed             the text is another, or lies elsewhere */
#define SW_TYPE_MOCK_FILE (sw_mock_file_get_type ())
G_DECLARE_FINAL_TYPE (SwMockFile, sw_mock_file, SW, MOCK_FILE, GObject)

SwMockFile *sw_mock_file_new         (SwDocument   *document);
gboolean    sw_mock_file_has_place   (SwMockFile   *self);
const char *sw_mock_file_get_machine (SwMockFile   *self);
const char *sw_mock_file_get_text    (SwMockFile   *self);
char       *sw_mock_file_dup_name    (SwMockFile   *self);
void        sw_mock_file_follow      (SwMockFile   *self);
gboolean    sw_mock_file_write       (SwMockFile   *self,
                                      const char   *text,
                                      GError      **error);
gboolean    sw_mock_file_undo        (SwMockFile   *self,
                                      GError      **error);
gboolean    sw_mock_file_redo        (SwMockFile   *self,
                                      GError      **error);

G_END_DECLS
