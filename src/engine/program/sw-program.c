/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-budget.h"
#include "asl/check/sw-findings.h"
#include "engine/program/sw-compiler.h"

G_DEFINE_QUARK (sw-program-error-quark, sw_program_error)

/**
 * sw_compiler_stage:
 *
 * Compiles the entry of a scope. Its states are compiled by their serial numbers, not from here.
 *
 * Returns: the stage; the program owns it
 */
SwStage *
sw_compiler_stage (SwCompiler *self,
                   SwScope    *scope)
{
  SwStage *stage = g_new0 (SwStage, 1);

  g_ptr_array_add (self->program->stages, stage);
  stage->scope = scope;
  stage->start = sw_compiler_target (self, &scope->start, "StartAt");
  if (stage->start == NULL)
    sw_compiler_refuse (self, scope->node, "SCHEMA_VALIDATION_FAILED",
                        "These fields are required: [StartAt]");
  return stage;
}

static void
compile_states (SwCompiler *self,
                GPtrArray  *states)
{
  for (guint i = 0; i < states->len && self->error == NULL; i++)
    {
      self->state = g_ptr_array_index (states, i);
      self->step = &self->program->steps[i];
      sw_compiler_state (self);
    }
  self->state = NULL;
}

/* The machine's own fields. A state's number is its place in the table of steps. */
static void
compile_machine (SwCompiler *self)
{
  SwScope *root = sw_model_get_root (self->program->model);
  GPtrArray *states = sw_model_get_states (self->program->model);

  self->program->n_steps = states->len;
  self->program->steps = g_new0 (SwStep, states->len);
  for (guint i = 0; i < states->len; i++)
    self->program->steps[i].state = g_ptr_array_index (states, i);

  sw_compiler_stage (self, root);
  self->program->timeout = sw_compiler_number (self, root->node, "TimeoutSeconds", 1, 0);
  compile_states (self, states);
}

/* What is no definition, or more than one may be */
static gboolean
check_budgets (SwTree  *tree,
               GError **error)
{
  g_autofree char *long_text = sw_budget_dup_size_excess (tree);
  g_autofree char *deep_text = NULL;
  SwNode *deep;

  if (long_text != NULL)
    {
      g_set_error (error, SW_PROGRAM_ERROR, SW_PROGRAM_ERROR_INVALID, "%s: %s",
                   sw_finding_get_info (SW_FINDING_DEFINITION_SIZE)->code, long_text);
      return FALSE;
    }
  deep_text = sw_budget_dup_depth_excess (tree, &deep);
  if (deep_text != NULL)
    {
      guint line, column;

      sw_tree_locate (tree, deep->span.start, &line, &column);
      g_set_error (error, SW_PROGRAM_ERROR, SW_PROGRAM_ERROR_UNSUPPORTED,
                   "%s: %s, at line %u, column %u",
                   sw_finding_get_info (SW_FINDING_DEFINITION_DEPTH)->code, deep_text, line, column);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_syntax (SwModel  *model,
              GError  **error)
{
  SwTree *tree = sw_model_get_tree (model);
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);
  const SwDiagnostic *first = NULL;

  for (guint i = diagnostics->len; i-- > 0;)
    if (((SwDiagnostic *) diagnostics->pdata[i])->severity == SW_SEVERITY_ERROR)
      first = diagnostics->pdata[i];

  if (first != NULL)
    {
      guint line, column;

      sw_tree_locate (tree, first->span.start, &line, &column);
      g_set_error (error, SW_PROGRAM_ERROR, SW_PROGRAM_ERROR_INVALID,
                   "%s: %s at line %u, column %u", first->code, first->message, line, column);
      return FALSE;
    }
  if (sw_model_get_root (model)->node == NULL)
    {
      g_set_error (error, SW_PROGRAM_ERROR, SW_PROGRAM_ERROR_INVALID,
                   "SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object");
      return FALSE;
    }
  return check_budgets (tree, error);
}

/**
 * sw_program_new:
 * @model: a definition; the program keeps a reference
 *
 * Compiles a definition for running.
 *
 * Returns: (transfer full): the program, or %NULL with @error set to the first mistake found
 */
SwProgram *
sw_program_new (SwModel  *model,
                GError  **error)
{
  g_autoptr (SwProgram) program = NULL;
  SwCompiler compiler = { 0 };

  if (!check_syntax (model, error))
    return NULL;

  program = g_new0 (SwProgram, 1);
  g_ref_count_init (&program->count);
  program->model = sw_model_ref (model);
  program->stages = g_ptr_array_new_with_free_func (g_free);
  compiler.program = program;
  compile_machine (&compiler);
  if (compiler.error != NULL)
    {
      g_propagate_error (error, compiler.error);
      return NULL;
    }
  return g_steal_pointer (&program);
}

/**
 * sw_program_ref:
 *
 * Returns: (transfer full): @self
 */
SwProgram *
sw_program_ref (SwProgram *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_program_unref:
 *
 * Gives up a reference.
 */
void
sw_program_unref (SwProgram *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  for (guint i = 0; i < self->n_steps; i++)
    sw_step_clear (&self->steps[i]);
  g_free (self->steps);
  g_ptr_array_unref (self->stages);
  sw_model_unref (self->model);
  g_free (self);
}

/**
 * sw_program_get_model:
 *
 * Returns: the definition the program was compiled from; borrowed
 */
SwModel *
sw_program_get_model (const SwProgram *self)
{
  return self->model;
}

/**
 * sw_program_get_root:
 *
 * Returns: the machine's own stage
 */
SwStage *
sw_program_get_root (const SwProgram *self)
{
  return g_ptr_array_index (self->stages, 0);
}
