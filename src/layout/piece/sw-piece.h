/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/sw-layout.h"

G_BEGIN_DECLS

/* SwPiece: a small layered graph whose ranks are fixed and whose places across are sought. Every
 * link goes from one rank to the next (long edges have been broken into bends), but for the links
 * of length > 1, which are not drawn and only hold the piece together. Item 0 is alone in rank 0.
 *
 * Nothing in it names a state: two pieces of the same shape are the same piece, so places can be
 * kept in a SwLayoutCache by their content. */

typedef enum
{
  SW_PIECE_NODE,
  SW_PIECE_LABEL, /* of an edge, and … */
  SW_PIECE_BEND,  /* … what stands for it in the ranks it passes */
} SwPieceKind;

typedef struct
{
  SwPieceKind kind;
  guint       rank;
  gboolean    ordered; /* what its links lead to should stand in their order */
  double      width;   /* room it takes across, margins included */
  double      lanes;   /* how much of that, at either side, is for links that touch it there */
} SwPieceItem;

/* Where the ends of a link are drawn: in the middle of an item, or at one of its sides */
typedef enum
{
  SW_PIECE_LEFT = -1,
  SW_PIECE_MIDDLE = 0,
  SW_PIECE_RIGHT = 1,
} SwPieceSide;

typedef struct
{
  guint       from; /* index of an item in an earlier rank */
  guint       to;
  guint       weight; /* how much it matters that it is straight; 0 for a link that is not drawn */
  guint       length; /* in ranks */
  SwPieceSide from_side;
  SwPieceSide to_side;
} SwPieceLink;

typedef struct
{
  GArray *items; /* SwPieceItem, in the order in which they should stand in their rank */
  GArray *links; /* SwPieceLink */
  guint   n_ranks;
} SwPiece;

#define SW_PIECE_GAP 10.0 /* between two neighbours of a rank, at scale 1 */

SwPiece       *sw_piece_new         (void);
void           sw_piece_free        (SwPiece             *self);
guint          sw_piece_add_item    (SwPiece             *self,
                                     SwPieceKind          kind,
                                     guint                rank,
                                     double               width,
                                     gboolean             ordered);
void           sw_piece_set_lanes   (SwPiece             *self,
                                     guint                item,
                                     double               lanes);
guint          sw_piece_add_link    (SwPiece             *self,
                                     guint                from,
                                     guint                to,
                                     guint                weight,
                                     SwPieceSide          from_side,
                                     SwPieceSide          to_side);
SwPieceSide    sw_piece_get_side    (const SwPiece       *self,
                                     const double        *places,
                                     guint                link,
                                     gboolean             at_end);
const double  *sw_piece_place       (SwPiece             *self,
                                     SwLayoutCache       *cache);
gboolean       sw_piece_is_clear    (const SwPiece       *self,
                                     const double        *places);

gboolean       sw_dot_place         (const SwPiece       *piece,
                                     const guint         *order,
                                     double              *places);
guint         *sw_piece_order       (SwPiece             *piece,
                                     const double        *places);
void           sw_piece_straighten  (const SwPiece       *piece,
                                     double              *places);
void           sw_grid_place        (const SwPiece       *piece,
                                     double              *places);

const double  *sw_layout_cache_find (SwLayoutCache       *self,
                                     GBytes              *key);
const double  *sw_layout_cache_take (SwLayoutCache       *self,
                                     GBytes              *key,
                                     double              *places);
void           sw_layout_cache_age  (SwLayoutCache       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwPiece, sw_piece_free)

G_END_DECLS
