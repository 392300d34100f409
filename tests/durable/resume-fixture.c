/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resume-fixture.h"

#include "script-performer.h"

#include <glib/gstdio.h>

#include "json/sw-text.h"

static void
open_store (ResumeFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->store = sw_store_open (self->path, &error);
  g_assert_no_error (error);
}

static void
set_up (ResumeFixture *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("stepwright-resume-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "executions.db", NULL);
  open_store (self);
}

static void
drop (ResumeFixture *self)
{
  g_clear_object (&self->runner);
  g_clear_pointer (&self->performer, sw_performer_unref);
  g_clear_object (&self->store);
}

/* The program ends, and another begins: all is dropped but the file. */
void
resume_restart (ResumeFixture *self)
{
  drop (self);
  open_store (self);
}

static void
tear_down (ResumeFixture *self,
           gconstpointer  data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  drop (self);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
on_kept (const GError *error,
         gpointer      data)
{
  *(gboolean *) data = TRUE;
}

/* Iterates until nothing more happens by itself. */
void
resume_settle (ResumeFixture *self)
{
  guint quiet = 0;

  while (quiet < 3)
    {
      gboolean kept = FALSE;

      sw_runner_when_kept (self->runner, on_kept, &kept);
      while (!kept)
        g_main_context_iteration (NULL, TRUE);
      quiet++;
      while (g_main_context_iteration (NULL, FALSE))
        quiet = 0;
    }
}

SwProgram *
resume_compile (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  SwProgram *program = sw_program_new (model, &error);

  g_assert_no_error (error);
  return program;
}

void
resume_set_performer (ResumeFixture *self,
                      const char    *row)
{
  g_autofree char *text = g_strdup_printf ("{\"A\": {%s}}", row);
  g_auto (SwValue) script = SW_VALUE_INIT;

  g_clear_pointer (&self->performer, sw_performer_unref);
  g_assert_true (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &script, NULL));
  self->performer = script_performer_new (script, NULL, NULL, NULL);
}

void
resume_begin (ResumeFixture            *self,
              const char               *definition,
              const SwExecutionOptions *options)
{
  g_autoptr (SwProgram) program = resume_compile (definition);

  self->runner = sw_runner_new_durable (program, options, self->performer, self->store, "run",
                                        SW_VALUE_INIT);
  sw_runner_start (self->runner);
}

void
resume_take_up (ResumeFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->runner = sw_runner_new_resumed (self->store, 1, self->performer, &error);
  g_assert_no_error (error);
}

char *
resume_dup_definition (const char *resource)
{
  return g_strdup_printf ("{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", "
                          "\"Resource\": \"%s\", %s\"End\": true}}}",
                          resource,
                          g_str_equal (resource, TOKEN)
                              ? "\"Parameters\": {\"T.$\": \"$$.Task.Token\"}, "
                              : "");
}

static gboolean
expect_aborted (const SwStoreExecution *row,
                gpointer                data)
{
  g_assert_cmpint (row->status, ==, SW_EXECUTION_ABORTED);
  g_assert_cmpstr (row->cause, ==, data);
  g_assert_cmpint (row->stop, >=, row->start);
  return TRUE;
}

void
resume_check_aborted (ResumeFixture *self,
                      const char    *cause)
{
  const SwStoreFilter filter = { .id = 1 };

  g_assert_true (sw_store_flush (self->store, NULL));
  g_assert_true (sw_store_foreach_execution (self->store, &filter, expect_aborted,
                                             (gpointer) cause, NULL));
}

void
resume_interrupt (ResumeFixture *self)
{
  const SwExecutionOptions options = { .name = "one" };

  resume_set_performer (self, "\"how\": \"later\"");
  resume_begin (self, TIMEOUT, &options);
  resume_settle (self);
  resume_restart (self);
}

static gboolean
count_event (const SwStoreEvent *event,
             gpointer            data)
{
  *(guint *) data += 1;
  return TRUE;
}

guint
resume_count_events (ResumeFixture *self)
{
  guint count = 0;

  g_assert_true (
      sw_store_foreach_event (self->store, 1, 0, FALSE, 0, count_event, &count, NULL));
  return count;
}

char *
resume_dup_events (ResumeFixture *self)
{
  g_auto (SwValue) value = sw_history_to_value (
      sw_execution_get_history (sw_runner_get_execution (self->runner)), TRUE);

  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

/* Adds the test /resume/GROUP/NAME. */
void
resume_add (const char     *group,
            const char     *name,
            gconstpointer   data,
            ResumeTestFunc  run)
{
  g_autofree char *path = g_strdup_printf ("/resume/%s/%s", group, name);

  g_test_add (path, ResumeFixture, data, set_up, run, tear_down);
}
