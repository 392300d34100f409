/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/program/sw-program-private.h"

G_BEGIN_DECLS

/* What the compiling functions of this folder hand to each other. The first mistake found stays in
 * `error`; everybody goes on as if the field were absent, and the program is thrown away at the
 * end. */
typedef struct
{
  SwProgram *program;
  SwState   *state; /* being compiled; NULL at the machine's own fields */
  SwStep    *step;
  GError    *error;
} SwCompiler;

void            sw_compiler_refuse        (SwCompiler     *self,
                                           const SwNode   *node,
                                           const char     *code,
                                           const char     *format,
                                           ...) G_GNUC_PRINTF (4, 5);
SwNode         *sw_compiler_member        (const SwNode   *parent,
                                           const char     *name);
SwFormula      *sw_compiler_path          (SwCompiler     *self,
                                           const SwNode   *parent,
                                           const char     *name,
                                           SwPathKind      kind);
SwFormula      *sw_compiler_template      (SwCompiler     *self,
                                           const SwNode   *parent,
                                           const char     *name);
SwFormula      *sw_compiler_jsonata       (SwCompiler     *self,
                                           const SwNode   *parent,
                                           const char     *name,
                                           const char     *prefix);
SwFormula      *sw_compiler_value         (SwCompiler     *self,
                                           const SwNode   *parent,
                                           const char     *name,
                                           const char     *prefix);
SwQuantity      sw_compiler_quantity      (SwCompiler     *self,
                                           const SwNode   *parent,
                                           const char     *name,
                                           const char     *path_name);
double          sw_compiler_number        (SwCompiler     *self,
                                           const SwNode   *parent,
                                           const char     *name,
                                           double          minimum,
                                           double          fallback);
SwStep         *sw_compiler_target        (SwCompiler     *self,
                                           const SwTarget *target,
                                           const char     *field);
SwResultTarget  sw_compiler_result_target (SwCompiler     *self,
                                           const SwNode   *parent);
SwStage        *sw_compiler_stage         (SwCompiler     *self,
                                           SwScope        *scope);

void          sw_compiler_state    (SwCompiler *self);
SwTaskPlan   *sw_compiler_task     (SwCompiler *self);
SwChoicePlan *sw_compiler_choice   (SwCompiler *self);
SwMapPlan    *sw_compiler_map      (SwCompiler *self);
void          sw_compiler_handlers (SwCompiler *self);
void          sw_compiler_map_objects (SwCompiler *self,
                                       SwMapPlan  *plan);

void sw_task_plan_free      (SwTaskPlan   *self);
void sw_choice_plan_free    (SwChoicePlan *self);
void sw_map_plan_free       (SwMapPlan    *self);
void sw_map_plan_clear_objects (SwMapPlan *self);
void sw_step_clear_handlers (SwStep       *self);
void sw_quantity_clear      (SwQuantity   *self);

G_END_DECLS
