/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the mocked answers of a definition are: the file, and what it calls the machine. */
typedef struct
{
  GFile *file;    /* be it there or not */
  char  *machine;
} SwMockPlace;

/* AWS's own file of mocked answers, beside a definition */
#define SW_MOCK_CONFIG_NAME "MockConfigFile.json"

SwMockPlace *sw_mock_place_find     (GFile       *definition);
void         sw_mock_place_free     (SwMockPlace *self);
char        *sw_definition_dup_stem (const char  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwMockPlace, sw_mock_place_free)

G_END_DECLS
