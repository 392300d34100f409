/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/kept/sw-keeping.h"

#include <glib/gi18n.h>

/* So often it is tried to take the store over from another program, seconds */
#define TRY_AGAIN 2
/* Between two looks whether something was written, milliseconds */
#define TICK 400

struct _SwKeeping
{
  GObject parent_instance;

  SwStore *store;   /* to write or to read; NULL: none is open */
  char    *refusal; /* why it could not be opened to write; NULL: it was, or was not asked for */
  guint    waiting; /* source that tries again; 0: none */
  guint    n_followers;
  guint    tick;    /* source; 0: nobody follows */
};

enum
{
  PROP_0,
  PROP_STORE,
  PROP_TROUBLE,
  PROP_REFUSAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint written, taken_over;

G_DEFINE_FINAL_TYPE (SwKeeping, sw_keeping, G_TYPE_OBJECT)

static void
notify_trouble (SwKeeping *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static void
take_store (SwKeeping *self,
            SwStore   *take_store)
{
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  self->store = take_store;
  if (take_store != NULL)
    g_signal_connect_object (take_store, "notify::trouble", G_CALLBACK (notify_trouble), self,
                             G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORE]);
  notify_trouble (self);
}

static void
sw_keeping_dispose (GObject *object)
{
  SwKeeping *self = SW_KEEPING (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->store);
  g_clear_pointer (&self->refusal, g_free);
  G_OBJECT_CLASS (sw_keeping_parent_class)->dispose (object);
}

static void
sw_keeping_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SwKeeping *self = SW_KEEPING (object);

  switch (id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, sw_keeping_get_trouble (self));
      break;
    case PROP_REFUSAL:
      g_value_set_string (value, self->refusal);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sw_keeping_class_init (SwKeepingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = sw_keeping_dispose;
  object_class->get_property = sw_keeping_get_property;
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, SW_TYPE_STORE, readable);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, readable);
  properties[PROP_REFUSAL] = g_param_spec_string ("refusal", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  taken_over = g_signal_new ("taken-over", SW_TYPE_KEEPING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 0);
  written = g_signal_new ("written", SW_TYPE_KEEPING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                          G_TYPE_NONE, 0);
}

static void
sw_keeping_init (SwKeeping *self)
{
}

/**
 * sw_keeping_get:
 *
 * Returns: (transfer none): that of the program
 */
SwKeeping *
sw_keeping_get (void)
{
  static SwKeeping *keeping;

  if (keeping == NULL)
    keeping = g_object_new (SW_TYPE_KEEPING, NULL);
  return keeping;
}

static void
set_refusal (SwKeeping *self,
             char      *take_refusal)
{
  g_autofree char *refusal = take_refusal;

  if (g_set_str (&self->refusal, refusal))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFUSAL]);
}

/* Why there is no store to write: ERROR says it, or who has it */
static char *
dup_refusal (SwKeeping    *self,
             const GError *error)
{
  if (error != NULL)
    return g_strdup_printf (_("Runs are not kept: %s"), error->message);
  if (!sw_store_is_driven (self->store))
    return g_strdup_printf (_("Runs are not kept: “%s” cannot be written"),
                            sw_store_get_path (self->store));
  if (sw_store_get_holder (self->store) != NULL)
    /* translators: %s is another program, such as “stepwright (process 4711)” */
    return g_strdup_printf (_("Runs are not kept: %s keeps the executions"),
                            sw_store_get_holder (self->store));
  return g_strdup (_("Runs are not kept: another program keeps the executions"));
}

static void
try_to_write (SwKeeping  *self,
              GError    **error)
{
  SwStore *opened;

  if (self->store != NULL)
    {
      sw_store_take_over (self->store, error);
      return;
    }
  opened = sw_store_open (NULL, error);
  if (opened != NULL)
    take_store (self, opened);
}

static gboolean
try_again (gpointer data)
{
  SwKeeping *self = data;

  sw_keeping_open (self);
  return self->waiting != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * sw_keeping_open:
 *
 * Opens the store to write, where it is not open yet.
 *
 * Returns: (transfer none) (nullable): the store; %NULL where runs cannot be kept: `refusal` says
 *   why. It is tried again by itself from then on
 */
SwStore *
sw_keeping_open (SwKeeping *self)
{
  g_autoptr (GError) error = NULL;

  if (self->store != NULL && !sw_store_get_read_only (self->store))
    return self->store;
  try_to_write (self, &error);
  if (self->store != NULL && !sw_store_get_read_only (self->store))
    {
      g_clear_handle_id (&self->waiting, g_source_remove);
      if (self->refusal != NULL)
        {
          set_refusal (self, NULL);
          g_signal_emit (self, taken_over, 0);
        }
      return self->store;
    }
  set_refusal (self, dup_refusal (self, error));
  if (self->waiting == 0)
    self->waiting = g_timeout_add_seconds (TRY_AGAIN, try_again, self);
  return NULL;
}

/**
 * sw_keeping_look:
 *
 * Opens the store to look at it, where it is not open to write. Who writes it is found out anew.
 *
 * Returns: (transfer none) (nullable): the store; %NULL where nothing was ever kept, or where it
 *   cannot be read
 */
SwStore *
sw_keeping_look (SwKeeping *self)
{
  g_autofree char *path = sw_store_dup_default_path ();

  if (self->store != NULL && (!sw_store_get_read_only (self->store) || self->refusal != NULL))
    return self->store;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    take_store (self, sw_store_open_to_read (path, NULL));
  return self->store;
}

/**
 * sw_keeping_get_store:
 *
 * Returns: (nullable): the store, as far as it is open: to write, or to look at it
 */
SwStore *
sw_keeping_get_store (SwKeeping *self)
{
  return self->store;
}

static gboolean
tick_cb (gpointer data)
{
  SwKeeping *self = data;

  /* What was not there to be looked at may be by now. */
  if (self->store == NULL)
    sw_keeping_look (self);
  if (self->store != NULL && sw_store_has_changed (self->store))
    g_signal_emit (self, written, 0);
  return G_SOURCE_CONTINUE;
}

/**
 * sw_keeping_follow:
 * @follow: begin, or end as often as it was begun
 *
 * Has `written` emitted.
 */
void
sw_keeping_follow (SwKeeping *self,
                   gboolean   follow)
{
  self->n_followers += follow ? 1 : -1;
  if (self->n_followers == 0)
    g_clear_handle_id (&self->tick, g_source_remove);
  else if (self->tick == 0)
    {
      sw_keeping_look (self);
      self->tick = g_timeout_add (TICK, tick_cb, self);
    }
}

/**
 * sw_keeping_get_trouble:
 *
 * Returns: (nullable): why what has happened cannot be written at present, in a few words
 */
const char *
sw_keeping_get_trouble (SwKeeping *self)
{
  return self->store != NULL ? sw_store_get_trouble (self->store) : NULL;
}

/**
 * sw_keeping_get_refusal:
 *
 * Returns: (nullable): why runs are not kept, in a sentence
 */
const char *
sw_keeping_get_refusal (SwKeeping *self)
{
  return self->refusal;
}

/**
 * sw_keeping_retry:
 *
 * Tries at once to write what waits.
 */
void
sw_keeping_retry (SwKeeping *self)
{
  if (self->store != NULL)
    sw_store_retry (self->store);
}

/**
 * sw_keeping_close:
 *
 * Writes what waits, and lets go of the store, at the end of the program.
 */
void
sw_keeping_close (SwKeeping *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  take_store (self, NULL);
}
