/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for the name of a test case. */
typedef void (*SwMockNameFunc) (const char *name,
                                gpointer    data);

void sw_mock_ask_name (GtkWidget          *parent,
                       const char         *heading,
                       const char         *label,
                       const char         *name,
                       const char *const  *taken,
                       SwMockNameFunc      done,
                       gpointer            data);

G_END_DECLS
