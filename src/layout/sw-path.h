/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/sw-layout.h"

G_BEGIN_DECLS

/* SwPath: a curve of cubic Béziers while it is drawn, in the (u, v) coordinates of a flow: u
 * across, v along. It always begins with sw_path_begin(). */
typedef struct
{
  GArray  *points;   /* SwPoint, x for u and y for v: 1 + 3n */
  gboolean straight; /* the last piece is a line along the flow, which the next one may lengthen */
} SwPath;

void    sw_path_init  (SwPath *self);
void    sw_path_clear (SwPath *self);
void    sw_path_begin (SwPath *self,
                       double  u,
                       double  v);
void    sw_path_line  (SwPath *self,
                       double  u,
                       double  v);
void    sw_path_sway  (SwPath *self,
                       double  u,
                       double  v);
void    sw_path_turn  (SwPath *self,
                       SwPoint corner,
                       SwPoint towards,
                       double  radius);
SwPoint sw_path_end   (const SwPath *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwPath, sw_path_clear)

G_END_DECLS
