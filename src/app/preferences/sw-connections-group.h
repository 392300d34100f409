/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* SwConnectionsGroup: the connections of HTTP Tasks that the keyring has, to add and to remove.
 * Their secrets are never shown. */
#define SW_TYPE_CONNECTIONS_GROUP (sw_connections_group_get_type ())
G_DECLARE_FINAL_TYPE (SwConnectionsGroup, sw_connections_group, SW, CONNECTIONS_GROUP, AdwPreferencesGroup)

G_END_DECLS
