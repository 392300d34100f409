/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-spot.h"

#include <glib/gi18n.h>

#include "json/sw-string-cursor.h"
#include "layout/picture/sw-emblem.h"

#define INDENT 18 /* pixels per level */

struct _SwSpot
{
  GObject                  parent_instance;

  char                    *title;
  char                    *detail;
  char                    *pointer;     /* of a state, or NULL */
  const char              *icon_name;   /* static, or NULL */
  const char *const       *css_classes; /* static, or NULL */
  SwStateType              type;
  const char              *symbol;      /* static, or NULL */
  gboolean                 has_type;
  guint                    depth;
  SwSpan                   span;
  GFile                   *file;        /* the place is in another file, or NULL */
};

G_DEFINE_FINAL_TYPE (SwSpot, sw_spot, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DETAIL,
  PROP_HAS_DETAIL,
  PROP_INDENT,
  PROP_STATE_TYPE,
  PROP_SYMBOL,
  PROP_HAS_TYPE,
  PROP_ICON_NAME,
  PROP_HAS_ICON,
  PROP_CSS_CLASSES,
  N_PROPS
};

static void
sw_spot_finalize (GObject *object)
{
  SwSpot *self = SW_SPOT (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->pointer);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (sw_spot_parent_class)->finalize (object);
}

static void
sw_spot_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  SwSpot *self = SW_SPOT (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_HAS_DETAIL:
      g_value_set_boolean (value, self->detail != NULL);
      break;
    case PROP_INDENT:
      g_value_set_int (value, (int) self->depth * INDENT);
      break;
    case PROP_STATE_TYPE:
      g_value_set_uint (value, self->type);
      break;
    case PROP_SYMBOL:
      g_value_set_string (value, self->symbol);
      break;
    case PROP_HAS_TYPE:
      g_value_set_boolean (value, self->has_type);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_HAS_ICON:
      g_value_set_boolean (value, self->icon_name != NULL);
      break;
    case PROP_CSS_CLASSES:
      g_value_set_boxed (value, self->css_classes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_spot_class_init (SwSpotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamSpec *properties[N_PROPS] = {
    [PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags),
    [PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags),
    [PROP_HAS_DETAIL] = g_param_spec_boolean ("has-detail", NULL, NULL, FALSE, flags),
    [PROP_INDENT] = g_param_spec_int ("indent", NULL, NULL, 0, G_MAXINT16, 0, flags),
    [PROP_STATE_TYPE] = g_param_spec_uint ("state-type", NULL, NULL, 0, SW_STATE_N_TYPES - 1,
                                           SW_STATE_UNKNOWN, flags),
    [PROP_SYMBOL] = g_param_spec_string ("symbol", NULL, NULL, NULL, flags),
    [PROP_HAS_TYPE] = g_param_spec_boolean ("has-type", NULL, NULL, FALSE, flags),
    [PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags),
    [PROP_HAS_ICON] = g_param_spec_boolean ("has-icon", NULL, NULL, FALSE, flags),
    [PROP_CSS_CLASSES] = g_param_spec_boxed ("css-classes", NULL, NULL, G_TYPE_STRV, flags),
  };

  object_class->finalize = sw_spot_finalize;
  object_class->get_property = sw_spot_get_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_spot_init (SwSpot *self)
{
}

/**
 * sw_spot_new:
 * @title: what stands there
 * @detail: (nullable): a second, smaller line
 * @span: bytes of the document's text as last read, to be selected
 *
 * Returns: (transfer full): a place in the code
 */
SwSpot *
sw_spot_new (const char *title,
             const char *detail,
             SwSpan      span)
{
  SwSpot *self = g_object_new (SW_TYPE_SPOT, NULL);

  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->span = span;
  return self;
}

/* "Task", and of a state inside a Parallel which branch it is in */
static char *
dup_state_detail (const SwState *state)
{
  const char *type = sw_state_type_get_name (state->type);

  if (type == NULL)
    type = _("No type");
  if (state->scope->kind != SW_SCOPE_BRANCH)
    return g_strdup (type);
  /* translators: the type of a state and the branch it is in: "Pass · Branch 2" */
  return g_strdup_printf (_("%s · Branch %u"), type, state->scope->index + 1);
}

/**
 * sw_spot_new_state:
 * @state: of the model as last read
 *
 * Returns: (transfer full): the state's name, indented by its nesting, with the tile of its type
 */
SwSpot *
sw_spot_new_state (const SwState *state)
{
  g_autofree char *detail = dup_state_detail (state);
  SwStringCursor name;
  SwSpot *self;

  sw_string_cursor_init_name (&name, state->node);
  self = sw_spot_new (state->name, detail, (SwSpan) { name.at, name.limit });
  self->pointer = g_strdup (state->pointer);
  self->type = state->type;
  self->symbol = sw_emblem_for_state (state);
  self->has_type = TRUE;
  self->depth = state->scope->depth;
  return self;
}

/**
 * sw_spot_new_code:
 * @line: of the code, without its indentation
 * @icon_name: (nullable): a static string
 *
 * Returns: (transfer full): a line of code
 */
SwSpot *
sw_spot_new_code (const char *line,
                  const char *detail,
                  const char *icon_name,
                  SwSpan      span)
{
  static const char *const classes[] = { "monospace", NULL };
  SwSpot *self = sw_spot_new (line, detail, span);

  self->icon_name = icon_name;
  self->css_classes = classes;
  return self;
}

/**
 * sw_spot_new_file:
 * @file: another file than the document's
 *
 * Returns: (transfer full): a place in a file beside the definition
 */
SwSpot *
sw_spot_new_file (const char *title,
                  const char *detail,
                  GFile      *file)
{
  SwSpot *self = sw_spot_new_code (title, detail, "text-x-generic-symbolic", (SwSpan) { 0, 0 });

  self->file = g_object_ref (file);
  return self;
}

/**
 * sw_spot_get_span:
 *
 * Returns: bytes of the text that was read when the spot was made
 */
SwSpan
sw_spot_get_span (SwSpot *self)
{
  return self->span;
}

/**
 * sw_spot_get_file:
 *
 * Returns: (nullable): the other file it is in
 */
GFile *
sw_spot_get_file (SwSpot *self)
{
  return self->file;
}
