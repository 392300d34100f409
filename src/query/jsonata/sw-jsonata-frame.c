/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-eval.h"

/* Scopes of variables. A closure holds the frame it was made in, and the frame the closure. */

struct _SwJsonataFrame
{
  guint           ref_count;
  guint           n;
  guint           allocated;
  SwJsonataFrame *parent;
  SwJsonataEval  *e;
  SwJsonataFrame *previous; /* in e->frames */
  SwJsonataFrame *next;
  struct
  {
    SwString *name;
    SwValue   value;
  } *bindings;
};

/**
 * sw_js_frame_new:
 *
 * Makes a scope of variables inside @parent.
 *
 * Returns: (transfer full): the frame
 */
SwJsonataFrame *
sw_js_frame_new (SwJsonataEval  *e,
                 SwJsonataFrame *parent)
{
  SwJsonataFrame *self = g_new0 (SwJsonataFrame, 1);

  self->ref_count = 1;
  self->e = e;
  self->parent = parent != NULL ? sw_js_frame_ref (parent) : NULL;
  self->next = e->frames;
  if (self->next != NULL)
    self->next->previous = self;
  e->frames = self;

  return self;
}

/**
 * sw_js_frame_ref:
 *
 * Returns: (transfer full): @self
 */
SwJsonataFrame *
sw_js_frame_ref (SwJsonataFrame *self)
{
  self->ref_count++;
  return self;
}

static void
frame_forget (SwJsonataFrame *self)
{
  guint n = self->n;

  self->n = 0;
  for (guint i = 0; i < n; i++)
    {
      sw_string_unref (self->bindings[i].name);
      sw_value_clear (&self->bindings[i].value);
    }
}

/**
 * sw_js_frame_unref:
 *
 * Gives up one reference. A chain of frames is taken apart in a loop, however long.
 */
void
sw_js_frame_unref (SwJsonataFrame *self)
{
  while (self != NULL && --self->ref_count == 0)
    {
      SwJsonataFrame *parent = self->parent;

      frame_forget (self);
      if (self->previous != NULL)
        self->previous->next = self->next;
      else if (self->e != NULL)
        self->e->frames = self->next;
      if (self->next != NULL)
        self->next->previous = self->previous;
      g_free (self->bindings);
      g_free (self);
      self = parent;
    }
}

/**
 * sw_js_frame_bind:
 *
 * Gives a variable of this frame a value.
 */
void
sw_js_frame_bind (SwJsonataFrame *self,
                  SwString       *name,
                  SwValue         value)
{
  for (guint i = 0; i < self->n; i++)
    if (sw_string_equal (self->bindings[i].name, name))
      {
        sw_value_set (&self->bindings[i].value, sw_value_ref (value));
        return;
      }

  if (self->n == self->allocated)
    {
      self->allocated = MAX (4, self->allocated * 2);
      self->bindings = g_realloc_n (self->bindings, self->allocated, sizeof *self->bindings);
    }
  self->bindings[self->n].name = sw_string_ref (name);
  self->bindings[self->n].value = sw_value_ref (value);
  self->n++;
}

static SwValue
native_value (const SwJsonataNative *native)
{
  SwJsonataFunction *function = g_new0 (SwJsonataFunction, 1);

  function->kind = SW_JF_NATIVE;
  function->native = native;

  return sw_js_function_new (function);
}

/**
 * sw_js_frame_lookup:
 *
 * Finds a variable: in the frames from the innermost out, in the bindings handed in, among the
 * functions.
 *
 * Returns: (transfer full): its value, or UNDEFINED
 */
SwValue
sw_js_frame_lookup (SwJsonataEval  *e,
                    SwJsonataFrame *self,
                    SwString       *name)
{
  const SwJsonataNative *native;
  SwValue value = SW_VALUE_INIT;

  for (; self != NULL; self = self->parent)
    for (guint i = 0; i < self->n; i++)
      if (sw_string_equal (self->bindings[i].name, name))
        return sw_value_ref (self->bindings[i].value);

  if (sw_value_is (e->scope->bindings, SW_TYPE_OBJECT))
    value = sw_value_get_member_string (e->scope->bindings, name);
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    return sw_value_ref (value);

  native = sw_js_find_native (name);

  return native != NULL ? native_value (native) : SW_VALUE_INIT;
}

/**
 * sw_js_frame_from_tuple:
 *
 * Makes a frame of the bindings that a tuple carries.
 *
 * Returns: (transfer full): the frame
 */
SwJsonataFrame *
sw_js_frame_from_tuple (SwJsonataEval  *e,
                        SwJsonataFrame *parent,
                        SwValue         tuple)
{
  SwJsonataFrame *frame = sw_js_frame_new (e, parent);

  for (guint i = 0; i < sw_value_get_length (tuple); i++)
    sw_js_frame_bind (frame, sw_value_get_key (tuple, i), sw_value_get_member_at (tuple, i));

  return frame;
}

/**
 * sw_js_frames_clear:
 *
 * Frees the frames of an evaluation that is over. Closures hold the frames that hold them: every
 * frame's bindings are taken away, then nothing holds anything.
 */
void
sw_js_frames_clear (SwJsonataEval *e)
{
  for (SwJsonataFrame *frame = e->frames; frame != NULL; frame = frame->next)
    sw_js_frame_ref (frame);
  for (SwJsonataFrame *frame = e->frames; frame != NULL; frame = frame->next)
    frame_forget (frame);
  while (e->frames != NULL)
    {
      SwJsonataFrame *frame = e->frames;

      /* one that a function in the result still holds lives on, empty and on its own */
      e->frames = frame->next;
      if (frame->next != NULL)
        frame->next->previous = NULL;
      frame->next = frame->previous = NULL;
      frame->e = NULL;
      sw_js_frame_unref (frame);
    }
}
