/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/debug/sw-breakpoints.h"

G_BEGIN_DECLS

/* A breakpoint with what nobody outside needs */
typedef struct
{
  SwBreakpoint  public; /* first: the address is the same */
  SwJsonata    *condition; /* compiled, or NULL */
} SwBreakpointItem;

struct _SwBreakpoints
{
  GObject    parent;
  GPtrArray *items;   /* SwBreakpointItem */
  guint      last_id;
};

/* sw-breakpoints.c */
void              sw_breakpoints_changed   (SwBreakpoints *self);

G_END_DECLS
