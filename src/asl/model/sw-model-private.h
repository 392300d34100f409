/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

struct _SwModel
{
  gatomicrefcount  ref_count;
  SwTree          *tree;
  SwScope         *root;
  SwQueryLanguage  language;
  GPtrArray       *states;     /* SwState, owned by their scopes */
  GHashTable      *by_name;    /* name -> the first SwState that has it */
  GHashTable      *by_pointer; /* JSON pointer -> SwState */
};

void     sw_model_read  (SwModel *self);
void     sw_scope_free  (SwScope *self);

G_END_DECLS
