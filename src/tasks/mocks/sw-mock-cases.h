/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The test cases of a MockConfigFile.json as whole: each function takes the file's text and returns
 * the new one, in which all else is as it was, byte for byte. Texts that break the format's rules
 * can be changed as well, as long as they are JSON where the change is. */

#define SW_MOCK_CASE_ERROR (sw_mock_case_error_quark ())
GQuark sw_mock_case_error_quark (void);

typedef enum
{
  SW_MOCK_CASE_ERROR_NAME,    /* no name, or one that is taken */
  SW_MOCK_CASE_ERROR_UNKNOWN, /* there is no such case */
} SwMockCaseError;

char **sw_mock_text_dup_machines (const char  *text);
char **sw_mock_text_dup_cases    (const char  *text,
                                  const char  *machine);
char  *sw_mock_text_dup_new_name (const char  *text,
                                  const char  *machine,
                                  const char  *name);
char  *sw_mock_text_add_case     (const char  *text,
                                  const char  *machine,
                                  const char  *name,
                                  GError     **error);
char  *sw_mock_text_copy_case    (const char  *text,
                                  const char  *machine,
                                  const char  *from,
                                  const char  *name,
                                  GError     **error);
char  *sw_mock_text_rename_case  (const char  *text,
                                  const char  *machine,
                                  const char  *from,
                                  const char  *name,
                                  GError     **error);
char  *sw_mock_text_remove_case  (const char  *text,
                                  const char  *machine,
                                  const char  *name,
                                  GError     **error);

G_END_DECLS
