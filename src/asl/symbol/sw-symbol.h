/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"
#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

typedef enum
{
  SW_SYMBOL_STATE,
  SW_SYMBOL_VARIABLE,
  SW_SYMBOL_PLACEHOLDER,
} SwSymbolKind;

/* SwSymbol: a name of the definition that can be looked up: a state, a variable, a ${placeholder}.
 * Borrows the model. */
typedef struct
{
  SwSymbolKind kind;
  char        *name;  /* without `$` or `${}` */
  SwSpan       span;  /* of the name where it was found, without quotes, `$` or `${}` */
  SwScope     *scope; /* of a state: the one it belongs to; of a variable: the outermost one that
                       * assigns it and that is seen from where it was found; else NULL */
  SwState     *state; /* of a state: itself, or NULL where nothing is called so */
} SwSymbol;

typedef enum
{
  SW_REFERENCE_DEFINITION, /* the state; an Assign of the variable */
  SW_REFERENCE_USE,        /* a transition to the state; a reading of the variable or placeholder */
  SW_REFERENCE_MENTION,    /* a text that speaks of the state: it is not renamed along */
} SwReferenceKind;

/* One place where a symbol stands. */
typedef struct
{
  SwReferenceKind kind;
  SwSpan          span; /* of the name, as in SwSymbol */
  const SwNode   *node; /* the member or element it stands in */
} SwReference;

SwSymbol    *sw_symbol_find_at        (SwModel        *model,
                                       gsize           offset);
SwSymbol    *sw_symbol_new_state      (SwModel        *model,
                                       SwState        *state);
void         sw_symbol_free           (SwSymbol       *self);
GArray      *sw_symbol_dup_references (SwModel        *model,
                                       const SwSymbol *self);
GArray      *sw_symbol_dup_mentions   (SwTree         *file,
                                       const SwSymbol *self);
SwOpsResult *sw_symbol_rename         (SwModel        *model,
                                       const SwSymbol *self,
                                       const char     *name,
                                       GError        **error);
gboolean     sw_state_is_mentioned    (const SwNode   *node,
                                       const char     *name);
gboolean     sw_bracket_match         (SwModel        *model,
                                       gsize           offset,
                                       gsize          *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSymbol, sw_symbol_free)

G_END_DECLS
