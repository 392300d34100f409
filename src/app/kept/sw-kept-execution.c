/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/kept/sw-kept-execution.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/runs/record/sw-visit-list.h"
#include "app/runs/sw-run-header.h"
#include "engine/execution/sw-redrive.h"
#include "json/sw-text.h"

/* The member of its input by which an execution that a task has started says by whom (AWS's
 * documentation) */
#define STARTED_BY "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID"

struct _SwKeptExecution
{
  GObject parent_instance;

  gint64             id;       /* in the store; 0: it is not kept */
  char              *arn;
  char              *name;
  char              *machine;  /* its name */
  char              *origin;   /* who drives it: "run", "designer", "server" */
  char              *file;     /* path of its definition; NULL: it has none */
  char              *revision; /* of its definition in the store, or NULL */
  char              *starter;  /* machine of the execution that has started it; NULL: nobody says */
  char              *words;    /* what a search looks through, folded */
  gboolean           express;
  SwExecutionStatus  status;
  guint              redrives;
  gint64             start;    /* microseconds since the epoch */
  gint64             stop;     /* likewise; 0: it runs */
};

enum
{
  PROP_0,
  PROP_STATUS
};

G_DEFINE_FINAL_TYPE (SwKeptExecution, sw_kept_execution, G_TYPE_OBJECT)

static void
sw_kept_execution_finalize (GObject *object)
{
  SwKeptExecution *self = SW_KEPT_EXECUTION (object);

  g_free (self->arn);
  g_free (self->name);
  g_free (self->machine);
  g_free (self->origin);
  g_free (self->file);
  g_free (self->revision);
  g_free (self->starter);
  g_free (self->words);
  G_OBJECT_CLASS (sw_kept_execution_parent_class)->finalize (object);
}

static void
sw_kept_execution_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_STATUS)
    g_value_set_int (value, SW_KEPT_EXECUTION (object)->status);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sw_kept_execution_class_init (SwKeptExecutionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sw_kept_execution_finalize;
  object_class->get_property = sw_kept_execution_get_property;
  g_object_class_install_property (
      object_class, PROP_STATUS,
      g_param_spec_int ("status", NULL, NULL, 0, G_MAXINT, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
}

static void
sw_kept_execution_init (SwKeptExecution *self)
{
}

/* The machine out of "arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME" in an input, which is
 * JSON text */
static char *
dup_starter (const char *input)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_auto (GStrv) parts = NULL;

  if (input == NULL || strstr (input, STARTED_BY) == NULL
      || !sw_value_from_text (input, -1, SW_TEXT_DEFAULT, &value, NULL)
      || !sw_value_is (sw_value_get_member (value, STARTED_BY), SW_TYPE_STRING))
    return NULL;
  parts = g_strsplit (sw_value_get_text (sw_value_get_member (value, STARTED_BY), NULL), ":", -1);
  return g_strv_length (parts) > 7 ? g_strdup (parts[6]) : NULL;
}

/* What its origin has left there: the file, the input; and the type of the machine */
static void
read_settings (SwKeptExecution *self,
               const char      *settings)
{
  static const char *const wanted[] = { "\"file\"", "\"express\"", STARTED_BY };
  g_auto (SwValue) value = SW_VALUE_INIT;
  gboolean found = FALSE;
  SwValue about;

  for (guint i = 0; settings != NULL && i < G_N_ELEMENTS (wanted); i++)
    found = found || strstr (settings, wanted[i]) != NULL;
  if (!found || !sw_value_from_text (settings, -1, SW_TEXT_DEFAULT, &value, NULL))
    return;
  about = sw_value_get_member (value, "about");
  self->file = g_strdup (sw_value_get_text (sw_value_get_member (about, "file"), NULL));
  self->starter
      = dup_starter (sw_value_get_text (sw_value_get_member (about, "input"), NULL));
  self->express = sw_value_get_boolean (
      sw_value_get_member (sw_value_get_member (value, "options"), "express"));
}

/**
 * sw_kept_execution_new:
 * @row: of the store, or made up like one: `machine_arn` may be a name alone
 *
 * Returns: (transfer full): an execution for a list
 */
SwKeptExecution *
sw_kept_execution_new (const SwStoreExecution *row)
{
  SwKeptExecution *self = g_object_new (SW_TYPE_KEPT_EXECUTION, NULL);
  const char *machine = strrchr (row->machine_arn, ':');
  g_autofree char *words = NULL;

  self->id = row->id;
  self->arn = g_strdup (row->arn);
  self->name = g_strdup (row->name);
  self->machine = g_strdup (machine != NULL ? machine + 1 : row->machine_arn);
  self->origin = g_strdup (row->origin);
  read_settings (self, row->settings);
  self->revision = g_strdup (row->revision);
  self->status = row->status;
  self->redrives = row->redrives;
  self->start = row->start;
  self->stop = row->stop;
  words = g_strjoin ("\n", self->name, self->machine, self->starter != NULL ? self->starter : "",
                     self->file, NULL);
  self->words = g_utf8_casefold (words, -1);
  return self;
}

/* Redriven, it may stand as it did before. */
static void
set_standing (SwKeptExecution   *self,
              SwExecutionStatus  status,
              gint64             stop)
{
  if (self->status == status && self->stop == stop)
    return;
  self->stop = stop;
  self->status = status;
  g_object_notify (G_OBJECT (self), "status");
}

/**
 * sw_kept_execution_update:
 * @row: the same execution, as it stands now
 *
 * Returns: whether it stands otherwise than before
 */
gboolean
sw_kept_execution_update (SwKeptExecution        *self,
                          const SwStoreExecution *row)
{
  gboolean redriven = self->redrives != row->redrives;

  if (self->status == row->status && !redriven)
    return FALSE;
  self->redrives = row->redrives;
  set_standing (self, row->status, row->stop);
  return TRUE;
}

/**
 * sw_kept_execution_get_id:
 *
 * Returns: what it is found by in the store; 0: it is not kept
 */
gint64
sw_kept_execution_get_id (SwKeptExecution *self)
{
  return self->id;
}

/**
 * sw_kept_execution_get_arn:
 *
 * Returns: its ARN
 */
const char *
sw_kept_execution_get_arn (SwKeptExecution *self)
{
  return self->arn;
}

/**
 * sw_kept_execution_get_machine:
 *
 * Returns: the name of its state machine
 */
const char *
sw_kept_execution_get_machine (SwKeptExecution *self)
{
  return self->machine;
}

/**
 * sw_kept_execution_get_origin:
 *
 * Returns: who drives it: "run", "designer", "server"
 */
const char *
sw_kept_execution_get_origin (SwKeptExecution *self)
{
  return self->origin;
}

/**
 * sw_kept_execution_get_file:
 *
 * Returns: (nullable): path of its definition, where that was a file
 */
const char *
sw_kept_execution_get_file (SwKeptExecution *self)
{
  return self->file;
}

/**
 * sw_kept_execution_get_revision:
 *
 * Returns: (nullable): what its definition is found by in the store
 */
const char *
sw_kept_execution_get_revision (SwKeptExecution *self)
{
  return self->revision;
}

/**
 * sw_kept_execution_get_status:
 *
 * Returns: how it stands, as far as is known
 */
SwExecutionStatus
sw_kept_execution_get_status (SwKeptExecution *self)
{
  return self->status;
}

/**
 * sw_kept_execution_get_unredrivable:
 *
 * Returns: (nullable): why it cannot be redriven, as far as a list knows, for gettext(); %NULL: it can
 */
const char *
sw_kept_execution_get_unredrivable (SwKeptExecution *self)
{
  const SwRedriveFacts facts = { .status = self->status,
                                 .express = self->express,
                                 .start = self->start,
                                 .stop = self->stop };

  return sw_redrive_get_refusal (&facts, g_get_real_time ());
}

/**
 * sw_kept_execution_get_starter_machine:
 *
 * Returns: (nullable): the name of the state machine of which a task has started the execution, where
 *   its input says so
 */
const char *
sw_kept_execution_get_starter_machine (SwKeptExecution *self)
{
  return self->starter;
}

/**
 * sw_kept_execution_compare:
 *
 * Returns: below 0 where the execution comes before @row, the newest first; 0: they are the same
 */
int
sw_kept_execution_compare (SwKeptExecution        *self,
                           const SwStoreExecution *row)
{
  if (self->start != row->start)
    return self->start > row->start ? -1 : 1;
  return self->id == row->id ? 0 : self->id > row->id ? -1 : 1;
}

/**
 * sw_kept_execution_matches:
 * @folded: what is looked for, of g_utf8_casefold()
 *
 * Returns: whether it stands in the names of the execution, its machine or its file
 */
gboolean
sw_kept_execution_matches (SwKeptExecution *self,
                           const char      *folded)
{
  return strstr (self->words, folded) != NULL;
}

/* A name that nobody has chosen says nothing. */
static gboolean
has_name (SwKeptExecution *self)
{
  return !g_uuid_string_is_valid (self->name);
}

/**
 * sw_kept_execution_get_title:
 *
 * Returns: the name that somebody gave it, else that of its machine
 */
const char *
sw_kept_execution_get_title (SwKeptExecution *self)
{
  return has_name (self) ? self->name : self->machine;
}

/* The time of day, on other days than today the day, too */
static char *
dup_start (SwKeptExecution *self)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_local_usec (self->start);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (start == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (start) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (start) == g_date_time_get_day_of_year (now))
    return g_date_time_format (start, "%X");
  return g_date_time_format (start, "%x %X");
}

/**
 * sw_kept_execution_dup_subtitle:
 * @status: how it stands, in a word
 *
 * Returns: (transfer full): that, when it was started, how long it took, its machine where the title
 *   is not that, who started it, and how often it was redriven
 */
char *
sw_kept_execution_dup_subtitle (SwKeptExecution *self,
                                const char      *status)
{
  gint64 end = self->stop != 0 ? self->stop : g_get_real_time ();
  g_autofree char *start = dup_start (self);
  g_autofree char *duration = sw_duration_dup_text (MAX (0, end - self->start));
  g_autofree char *redrives = sw_redrives_dup_text (self->redrives);
  g_autoptr (GString) text = g_string_new (status);

  g_string_append_printf (text, " · %s · %s", start, duration);
  if (has_name (self))
    g_string_append_printf (text, " · %s", self->machine);
  if (self->starter != NULL)
    {
      g_string_append (text, " · ");
      /* translators: %s is the name of a state machine, of which a task has started this execution */
      g_string_append_printf (text, _("Started by %s"), self->starter);
    }
  if (redrives != NULL)
    g_string_append_printf (text, " · %s", redrives);
  return g_string_free_and_steal (g_steal_pointer (&text));
}
