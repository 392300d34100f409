/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-problem.h"

#include <glib/gi18n.h>

struct _SwProblem
{
  GObject      parent_instance;

  SwDiagnostic diagnostic; /* its strings are owned here */
  guint        line;
  char        *location;
};

G_DEFINE_FINAL_TYPE (SwProblem, sw_problem, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MESSAGE,
  PROP_ICON_NAME,
  PROP_LOCATION,
  PROP_CSS_CLASSES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sw_problem_finalize (GObject *object)
{
  SwProblem *self = SW_PROBLEM (object);

  g_free (self->diagnostic.message);
  g_free (self->diagnostic.pointer);
  g_free (self->location);
  G_OBJECT_CLASS (sw_problem_parent_class)->finalize (object);
}

static const char *const *
get_css_classes (SwProblem *self)
{
  static const char *const error[] = { "error", NULL };
  static const char *const warning[] = { "warning", NULL };
  static const char *const hint[] = { "dim-label", NULL };
  static const char *const *const classes[] = {
    [SW_SEVERITY_ERROR] = error,
    [SW_SEVERITY_WARNING] = warning,
    [SW_SEVERITY_HINT] = hint,
  };

  return classes[self->diagnostic.severity];
}

static void
sw_problem_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SwProblem *self = SW_PROBLEM (object);

  switch (prop_id)
    {
    case PROP_MESSAGE:
      g_value_set_string (value, self->diagnostic.message);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, sw_problem_get_icon_name (self));
      break;
    case PROP_LOCATION:
      g_value_set_string (value, self->location);
      break;
    case PROP_CSS_CLASSES:
      g_value_set_boxed (value, get_css_classes (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_problem_class_init (SwProblemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sw_problem_finalize;
  object_class->get_property = sw_problem_get_property;

  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOCATION] = g_param_spec_string ("location", NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CSS_CLASSES] = g_param_spec_boxed ("css-classes", NULL, NULL, G_TYPE_STRV,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_problem_init (SwProblem *self)
{
}

/**
 * sw_problem_new:
 * @diagnostic: what was found; copied
 * @line: where its span begins, from 1
 *
 * Returns: (transfer full): the diagnostic as a list's item
 */
SwProblem *
sw_problem_new (const SwDiagnostic *diagnostic,
                guint               line)
{
  SwProblem *self = g_object_new (SW_TYPE_PROBLEM, NULL);

  self->diagnostic = *diagnostic;
  self->diagnostic.message = g_strdup (diagnostic->message);
  self->diagnostic.pointer = g_strdup (diagnostic->pointer);
  self->line = line;
  /* translators: where a problem is in the code */
  self->location = g_strdup_printf (_("Line %u"), line);
  return self;
}

SwSeverity
sw_problem_get_severity (SwProblem *self)
{
  return self->diagnostic.severity;
}

const char *
sw_problem_get_message (SwProblem *self)
{
  return self->diagnostic.message;
}

/**
 * sw_problem_get_pointer:
 *
 * Returns: (nullable): the JSON pointer of the part that is meant
 */
const char *
sw_problem_get_pointer (SwProblem *self)
{
  return self->diagnostic.pointer;
}

/**
 * sw_problem_get_span:
 *
 * Returns: bytes of the text the problem was found in
 */
SwSpan
sw_problem_get_span (SwProblem *self)
{
  return self->diagnostic.span;
}

guint
sw_problem_get_line (SwProblem *self)
{
  return self->line;
}

const char *
sw_problem_get_icon_name (SwProblem *self)
{
  switch (self->diagnostic.severity)
    {
    case SW_SEVERITY_ERROR:
      return "dialog-error-symbolic";
    case SW_SEVERITY_WARNING:
      return "dialog-warning-symbolic";
    case SW_SEVERITY_HINT:
      return "dialog-information-symbolic";
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * sw_problem_is_same:
 *
 * Returns: whether both say the same, wherever they stand
 */
gboolean
sw_problem_is_same (SwProblem *self,
                    SwProblem *other)
{
  return self->diagnostic.severity == other->diagnostic.severity
         && sw_span_length (self->diagnostic.span) == sw_span_length (other->diagnostic.span)
         && g_strcmp0 (self->diagnostic.message, other->diagnostic.message) == 0
         && g_strcmp0 (self->diagnostic.pointer, other->diagnostic.pointer) == 0;
}

/**
 * sw_problem_replace:
 * @other: the same problem, found in a later text; what it holds is taken from it
 *
 * Becomes the problem of the later text, so that who shows it need not know.
 */
void
sw_problem_replace (SwProblem *self,
                    SwProblem *other)
{
  gboolean moved = g_strcmp0 (self->location, other->location) != 0;
  SwDiagnostic diagnostic = self->diagnostic;
  char *location = self->location;

  self->diagnostic = other->diagnostic;
  self->location = other->location;
  self->line = other->line;
  other->diagnostic = diagnostic;
  other->location = location;
  if (moved)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCATION]);
}
