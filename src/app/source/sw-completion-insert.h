/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "app/source/sw-proposal.h"

G_BEGIN_DECLS

void sw_completion_insert (GtkSourceView  *view,
                           SwDocument     *document,
                           SwProposalItem *item);

G_END_DECLS
