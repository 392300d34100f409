/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* What there is to know of a whole machine: how many states of which types, how deep they nest,
 * how much of AWS's limit the text takes. */
GtkWidget *sw_machine_group_new         (SwDocument    *document);
void       sw_machine_group_show        (GtkWidget     *group,
                                         const SwModel *model);
char      *sw_machine_group_dup_types   (const SwModel *model);

G_END_DECLS
