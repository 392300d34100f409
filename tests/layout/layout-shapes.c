/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-fixture.h"

/* What a shape is made of */
typedef struct
{
  guint deepest;    /* containers in each other */
  guint containers; /* in a hundred blocks, where they may be */
  guint rules;      /* a Choice has at most … */
  guint branches;   /* … and a Parallel */
  guint inside;     /* states a container has at most, in percent of what is left */
} Habit;

static const Habit habits[] = {
  [SHAPE_FLAT] = { 0, 0, 4, 4, 0 },
  [SHAPE_MIXED] = { 3, 15, 4, 4, 0 },
  [SHAPE_NESTED] = { 6, 45, 4, 4, 60 },
  [SHAPE_WIDE] = { 2, 12, 12, 10, 0 },
};

typedef struct
{
  GString *out;
  GRand   *rand;
  guint    budget;  /* states still to be written */
  guint    written; /* states so far */
  guint    names;   /* given out */
  guint    depth;
  guint    handler; /* that the scope's Tasks catch to, or 0 */
  const Habit *habit;
} Maker;

static gboolean
chance (Maker  *self,
        double  probability)
{
  return g_rand_double (self->rand) < probability;
}

static guint
below (Maker *self,
       guint  limit)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) limit);
}

static guint
new_name (Maker *self)
{
  return ++self->names;
}

/* Begins the state of number @name; to be followed by its other members and a brace. */
static void
begin_state (Maker      *self,
             guint       name,
             const char *type)
{
  char last = self->out->str[self->out->len - 1];
  g_string_append_printf (self->out, "%s\n\"State %u\": {\"Type\": \"%s\"",
                          last == '{' ? "" : ",", name, type);
  self->budget -= MIN (self->budget, 1);
  self->written++;
}

static void
end_state (Maker *self,
           guint  next)
{
  if (next)
    g_string_append_printf (self->out, ", \"Next\": \"State %u\"}", next);
  else
    g_string_append (self->out, ", \"End\": true}");
}

static void
write_catch (Maker *self,
             guint  handler)
{
  g_string_append_printf (self->out, ", \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"],"
                                     " \"Next\": \"State %u\"}]",
                          handler);
}

static void
write_task (Maker *self,
            guint  name,
            guint  next)
{
  begin_state (self, name, "Task");
  g_string_append (self->out, ", \"Resource\": \"arn:aws:states:::lambda:invoke\"");
  if (self->handler && chance (self, 0.35))
    write_catch (self, self->handler);
  end_state (self, next);
}

static void
write_plain (Maker *self,
             guint  name,
             guint  next)
{
  if (chance (self, 0.6))
    {
      write_task (self, name, next);
      return;
    }
  gboolean wait = chance (self, 0.4);
  begin_state (self, name, wait ? "Wait" : "Pass");
  if (wait)
    g_string_append (self->out, ", \"Seconds\": 5");
  end_state (self, next);
}

static void
write_rule (Maker *self,
            guint  number,
            guint  target)
{
  g_string_append_printf (self->out, "%s{\"Variable\": \"$.value\", \"NumericEquals\": %u,"
                                     " \"Next\": \"State %u\"}",
                          number ? ", " : "", number, target);
}

static void
write_diamond (Maker *self,
               guint  name,
               guint  next)
{
  guint rules = 1 + below (self, self->habit->rules);
  g_autofree guint *first = g_new (guint, rules);

  begin_state (self, name, "Choice");
  g_string_append (self->out, ", \"Choices\": [");
  for (guint i = 0; i < rules; i++)
    write_rule (self, i, first[i] = new_name (self));
  g_string_append_printf (self->out, "], \"Default\": \"State %u\"}", next ? next : first[0]);
  for (guint i = 0; i < rules; i++)
    {
      guint after = chance (self, 0.5) ? new_name (self) : 0;
      write_plain (self, first[i], after ? after : next);
      if (after)
        write_task (self, after, next);
    }
}

static void
write_poll (Maker *self,
            guint  name,
            guint  next)
{
  guint task = new_name (self);
  guint choice = new_name (self);
  guint done = next ? next : new_name (self);

  begin_state (self, name, "Wait");
  g_string_append (self->out, ", \"Seconds\": 30");
  end_state (self, task);
  write_task (self, task, choice);
  begin_state (self, choice, "Choice");
  g_string_append_printf (self->out,
                          ", \"Choices\": [{\"Variable\": \"$.status\","
                          " \"StringEquals\": \"RUNNING\", \"Next\": \"State %u\"}],"
                          " \"Default\": \"State %u\"}",
                          name, done);
  if (!next)
    {
      begin_state (self, done, "Succeed");
      g_string_append_c (self->out, '}');
    }
}

static void write_scope (Maker *self,
                         guint  budget,
                         guint  handler);

static void
write_container (Maker *self,
                 guint  name,
                 guint  next)
{
  guint outer_handler = self->handler;
  guint branches = 2 + below (self, self->habit->branches - 1);
  gboolean parallel = chance (self, 0.5);

  begin_state (self, name, parallel ? "Parallel" : "Map");
  guint outer_budget = self->budget;
  guint wanted = MAX (3 + below (self, 12), outer_budget * self->habit->inside / 100);
  guint inner = MIN (outer_budget, wanted);
  guint before = self->written;
  g_string_append (self->out, parallel ? ", \"Branches\": [" : ", \"ItemProcessor\": ");
  self->depth++;
  for (guint i = 0; i < (parallel ? branches : 1); i++)
    {
      g_string_append (self->out, i ? ", {" : "{");
      write_scope (self, MAX (1, inner / (parallel ? branches : 1)), 0);
      g_string_append_c (self->out, '}');
    }
  self->depth--;
  if (parallel)
    g_string_append_c (self->out, ']');
  self->budget = outer_budget - MIN (outer_budget, self->written - before);
  self->handler = outer_handler;
  end_state (self, next);
}

static void
write_block (Maker *self,
             guint  name,
             guint  next)
{
  guint dice = below (self, 100);

  if (self->depth < self->habit->deepest && dice < self->habit->containers)
    write_container (self, name, next);
  else if (dice < self->habit->containers + 15 && self->budget > 4)
    write_diamond (self, name, next);
  else if (dice < self->habit->containers + 23 && self->budget > 4)
    write_poll (self, name, next);
  else
    write_plain (self, name, next);
}

static void
write_handler (Maker *self)
{
  guint failed = new_name (self);

  begin_state (self, self->handler, "Pass");
  end_state (self, failed);
  begin_state (self, failed, "Fail");
  g_string_append_c (self->out, '}');
}

/* The members of an object with StartAt and States; with a handler if @handler is not 0 */
static void
write_scope (Maker *self,
             guint  budget,
             guint  handler)
{
  guint name = new_name (self);

  self->budget = budget;
  self->handler = handler;
  g_string_append_printf (self->out, "\"StartAt\": \"State %u\", \"States\": {", name);
  if (handler)
    write_handler (self);
  while (name)
    {
      guint next = self->budget > 6 ? new_name (self) : 0;
      write_block (self, name, next);
      name = next;
    }
  g_string_append_c (self->out, '}');
}

/* A state in the middle of a shape that needs no more than a table of targets */
static void
write_choice (Maker       *self,
              guint        name,
              const guint *targets,
              guint        n_targets)
{
  begin_state (self, name, "Choice");
  g_string_append (self->out, ", \"Choices\": [");
  for (guint i = 0; i < n_targets; i++)
    write_rule (self, i, targets[i]);
  g_string_append (self->out, "]}");
}

static void
write_tangle (Maker *self,
              guint  n,
              Shape  shape)
{
  for (guint i = 1; i < n; i++)
    {
      guint random[] = { 1 + below (self, n), 1 + below (self, n), 1 + below (self, n) };
      guint loops[] = { i, MAX (1, i - MIN (i, 7)), i + 1 };
      write_choice (self, i, shape == SHAPE_TANGLE ? random : loops, 3);
    }
  begin_state (self, n, "Succeed");
  g_string_append_c (self->out, '}');
}

static void
write_fan (Maker *self,
           guint  n)
{
  g_autofree guint *targets = g_new (guint, n);
  for (guint i = 0; i + 1 < n; i++)
    targets[i] = i + 2;
  write_choice (self, 1, targets, n - 1);
  for (guint i = 2; i <= n; i++)
    {
      begin_state (self, i, "Pass");
      end_state (self, 0);
    }
}

static void
write_hub (Maker *self,
           guint  n)
{
  g_autofree guint *targets = g_new (guint, n);
  for (guint i = 0; i + 3 < n; i++)
    targets[i] = i + 4;
  write_choice (self, 1, targets, n - 3);
  for (guint i = 4; i <= n; i++)
    {
      begin_state (self, i, "Task");
      g_string_append (self->out, ", \"Resource\": \"r\"");
      write_catch (self, 2);
      end_state (self, 3);
    }
  begin_state (self, 2, "Fail");
  g_string_append_c (self->out, '}');
  begin_state (self, 3, "Pass");
  end_state (self, 0);
}

static void
write_chain (Maker *self,
             guint  n)
{
  for (guint i = 1; i <= n; i++)
    {
      begin_state (self, i, "Pass");
      end_state (self, i < n ? i + 1 : 0);
    }
}

static void
write_table_shape (Maker *self,
                   Shape  shape,
                   guint  n)
{
  g_string_append (self->out, "\"StartAt\": \"State 1\", \"States\": {");
  if (shape == SHAPE_FAN)
    write_fan (self, n);
  else if (shape == SHAPE_HUB)
    write_hub (self, MAX (n, 4));
  else if (shape == SHAPE_CHAIN)
    write_chain (self, n);
  else
    write_tangle (self, n, shape);
  g_string_append_c (self->out, '}');
}

/**
 * fixture_generate:
 * @shape: what it is like
 * @n_states: about how many states, those inside containers too
 * @seed: of the chances
 *
 * Returns: (transfer full): a definition
 */
char *
fixture_generate (Shape shape,
                  guint n_states,
                  guint seed)
{
  Maker self = { .out = g_string_new ("{"), .rand = g_rand_new_with_seed (seed) };

  if (shape < G_N_ELEMENTS (habits))
    {
      self.habit = &habits[shape];
      write_scope (&self, n_states, n_states >= 8 ? new_name (&self) : 0);
    }
  else
    write_table_shape (&self, shape, n_states);
  g_string_append (self.out, "}\n");
  g_rand_free (self.rand);
  return g_string_free (self.out, FALSE);
}

const char *
fixture_shape_get_name (Shape shape)
{
  static const char *const names[] = { "flat", "mixed", "nested", "wide", "tangle", "chain", "fan", "hub", "loops" };
  return names[shape];
}
