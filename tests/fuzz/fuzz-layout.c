/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "layout-fixture.h"
#include "layout-metrics.h"

#include <string.h>

/* The bytes are turned into a machine: how many states, of which types, and where each leads. It is
 * laid out in both directions, and must have none of the faults that layout-metrics.h counts. */

const char *const fuzz_seeds[] = {
  "\006\001\001\002\003\002\001\002\004\005\003\001\004\002\005",
  "\014\002\003\001\002\003\004\001\005\003\006\002\007\004\002\001\002\003\005\006\007\010\011\012",
  "\003\004\001\002\001\003\005\002\001\001\002\002\003\003",
  "\027abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  NULL,
};

typedef struct
{
  const uint8_t *data;
  size_t         size;
  GString       *out;
  guint          names;
} Reader;

static guint
take (Reader *self,
      guint   limit)
{
  if (self->size == 0)
    return 0;
  self->size--;
  return *self->data++ % limit;
}

static void
write_target (Reader     *self,
              const char *format,
              guint       first,
              guint       count)
{
  g_autofree char *name = g_strdup_printf ("S%u", first + take (self, count));
  g_auto (GStrv) parts = g_strsplit (format, "@", 2);
  g_string_append_printf (self->out, "%s\"%s\"%s", parts[0], name, parts[1]);
}

static void
write_targets (Reader     *self,
               const char *member,
               const char *format,
               guint       first,
               guint       count,
               guint       n)
{
  g_string_append_printf (self->out, ",\"%s\":[", member);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (self->out, i ? ",{" : "{");
      write_target (self, format, first, count);
      g_string_append_c (self->out, '}');
    }
  g_string_append_c (self->out, ']');
}

static void write_scope (Reader *self,
                         guint   depth);

static void
write_lanes (Reader *self,
             guint   depth)
{
  guint lanes = 1 + take (self, 3);

  g_string_append (self->out, ",\"Branches\":[");
  for (guint i = 0; i < lanes; i++)
    {
      g_string_append (self->out, i ? ",{" : "{");
      write_scope (self, depth + 1);
      g_string_append_c (self->out, '}');
    }
  g_string_append_c (self->out, ']');
}

static void
write_state (Reader *self,
             guint   name,
             guint   first,
             guint   count,
             guint   depth)
{
  static const char *const types[] = { "Pass", "Choice", "Task", "Parallel", "Fail" };
  guint type = take (self, depth < 2 ? 5 : 3);

  g_string_append_printf (self->out, "%s\"S%u\":{\"Type\":\"%s\"", name > first ? "," : "", name,
                          types[type]);
  if (type == 1)
    {
      write_targets (self, "Choices", "\"Variable\":\"$.x\",\"NumericEquals\":1,\"Next\":@", first,
                     count, 1 + take (self, 4));
      write_target (self, ",\"Default\":@", first, count);
    }
  if (type == 2 || type == 3)
    write_targets (self, "Catch", "\"ErrorEquals\":[\"States.ALL\"],\"Next\":@", first, count,
                   take (self, 3));
  if (type == 3)
    write_lanes (self, depth);
  if (type != 1 && type != 4)
    {
      if (take (self, 5))
        write_target (self, ",\"Next\":@", first, count);
      else
        g_string_append (self->out, ",\"End\":true");
    }
  g_string_append_c (self->out, '}');
}

static void
write_scope (Reader *self,
             guint   depth)
{
  guint count = 1 + take (self, depth ? 4 : 24);
  guint first = self->names;

  self->names += count;
  g_string_append_printf (self->out, "\"StartAt\":\"S%u\",\"States\":{", first);
  for (guint i = 0; i < count; i++)
    write_state (self, first + i, first, count, depth);
  g_string_append_c (self->out, '}');
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GString) out = g_string_new ("{");
  Reader reader = { data, size, out, 0 };

  write_scope (&reader, 0);
  g_string_append_c (out, '}');
  g_autoptr (SwGraph) graph = fixture_graph_new (out->str);
  for (int direction = SW_DIRECTION_DOWN; direction <= SW_DIRECTION_RIGHT; direction++)
    {
      SwLayoutOptions options = { .direction = direction, .scale = 1 };
      g_autoptr (SwLayout) layout = sw_layout_new (graph, &options, NULL);
      LayoutFaults faults = layout_faults_count (layout);
      g_autofree char *text = layout_faults_dup_text (&faults);
      if (layout_faults_sum (&faults) > 0)
        g_error ("%s in %s", text, out->str);
    }
  return 0;
}
