/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/serve/sw-served-execution.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_STATUS,
  N_PROPS
};

struct _SwServedExecution
{
  GObject parent_instance;

  char              *arn;
  char              *title;
  char              *subtitle;
  SwExecutionStatus  status;
};

static GParamSpec *properties[N_PROPS];

static const char *const words[] = {
  [SW_EXECUTION_RUNNING] = N_ ("Running"),     [SW_EXECUTION_SUCCEEDED] = N_ ("Succeeded"),
  [SW_EXECUTION_FAILED] = N_ ("Failed"),       [SW_EXECUTION_TIMED_OUT] = N_ ("Timed out"),
  [SW_EXECUTION_ABORTED] = N_ ("Stopped"),
};

G_DEFINE_FINAL_TYPE (SwServedExecution, sw_served_execution, G_TYPE_OBJECT)

static void
sw_served_execution_finalize (GObject *object)
{
  SwServedExecution *self = SW_SERVED_EXECUTION (object);

  g_free (self->arn);
  g_free (self->title);
  g_free (self->subtitle);
  G_OBJECT_CLASS (sw_served_execution_parent_class)->finalize (object);
}

static void
sw_served_execution_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  SwServedExecution *self = SW_SERVED_EXECUTION (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_STATUS:
      g_value_set_string (value, _(words[self->status]));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
sw_served_execution_class_init (SwServedExecutionClass *klass)
{
  static const char *const names[] = { NULL, "title", "subtitle", "status" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sw_served_execution_finalize;
  object_class->get_property = sw_served_execution_get_property;
  for (guint i = PROP_TITLE; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_served_execution_init (SwServedExecution *self)
{
}

/**
 * sw_served_execution_new:
 * @info: what the server tells of it
 *
 * Returns: (transfer full): the row's object
 */
SwServedExecution *
sw_served_execution_new (const SwApiExecutionInfo *info)
{
  SwServedExecution *self = g_object_new (SW_TYPE_SERVED_EXECUTION, NULL);
  g_autoptr (GDateTime) started = g_date_time_new_from_unix_local_usec (info->started);
  g_autofree char *time = g_date_time_format (started, "%X");

  self->arn = g_strdup (info->arn);
  self->title = g_strdup (info->name);
  /* translators: name of a state machine, and the time of day when it was started */
  self->subtitle = g_strdup_printf (_("%s, started %s"), info->machine, time);
  self->status = info->status;
  return self;
}

/**
 * sw_served_execution_set_status:
 *
 * Says how the execution stands now.
 */
void
sw_served_execution_set_status (SwServedExecution *self,
                                SwExecutionStatus  status)
{
  if (self->status == status)
    return;
  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/**
 * sw_served_execution_get_status:
 *
 * Returns: how the execution stands
 */
SwExecutionStatus
sw_served_execution_get_status (SwServedExecution *self)
{
  return self->status;
}

/**
 * sw_served_execution_get_arn:
 *
 * Returns: its ARN
 */
const char *
sw_served_execution_get_arn (SwServedExecution *self)
{
  return self->arn;
}
