/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-problem.h"

#include <glib/gi18n.h>

#include "json/tree/sw-tree.h"

struct _SwProblem
{
  GObject       parent_instance;

  SwDiagnostic *diagnostic;
  guint         line;
  guint         column;
  char         *location;
};

G_DEFINE_FINAL_TYPE (SwProblem, sw_problem, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MESSAGE,
  PROP_ICON_NAME,
  PROP_LOCATION,
  PROP_CSS_CLASSES,
  PROP_SEVERITY_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sw_problem_finalize (GObject *object)
{
  SwProblem *self = SW_PROBLEM (object);

  sw_diagnostic_free (self->diagnostic);
  g_free (self->location);
  G_OBJECT_CLASS (sw_problem_parent_class)->finalize (object);
}

static const char *const *
get_css_classes (SwProblem *self)
{
  static const char *const error[] = { "error", NULL };
  static const char *const warning[] = { "warning", NULL };
  static const char *const hint[] = { "accent", NULL };
  static const char *const *const classes[] = {
    [SW_SEVERITY_ERROR] = error,
    [SW_SEVERITY_WARNING] = warning,
    [SW_SEVERITY_HINT] = hint,
  };

  return classes[self->diagnostic->severity];
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
      g_value_set_string (value, self->diagnostic->message);
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
    case PROP_SEVERITY_LABEL:
      g_value_set_string (value, sw_severity_get_label (self->diagnostic->severity));
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
  properties[PROP_SEVERITY_LABEL]
      = g_param_spec_string ("severity-label", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_problem_init (SwProblem *self)
{
}

/* The innermost state that a JSON pointer leads into, or NULL */
static char *
dup_state_name (const char *pointer)
{
  g_auto (GStrv) names = pointer != NULL ? sw_pointer_split (pointer) : NULL;
  const char *found = NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], "States") && names[i + 1] != NULL)
      found = names[++i];
  return g_strdup (found);
}

static char *
dup_location (SwProblem *self)
{
  g_autofree char *state = dup_state_name (self->diagnostic->pointer);

  if (state != NULL)
    /* translators: where a problem is: the name of a state, line:column */
    return g_strdup_printf (_("%s · %u:%u"), state, self->line, self->column);
  /* translators: where a problem is: line:column */
  return g_strdup_printf (_("%u:%u"), self->line, self->column);
}

/**
 * sw_problem_new:
 * @diagnostic: what was found; copied
 * @line: where its span begins, from 1
 * @column: likewise
 *
 * Returns: (transfer full): the diagnostic as a list's item
 */
SwProblem *
sw_problem_new (const SwDiagnostic *diagnostic,
                guint               line,
                guint               column)
{
  SwProblem *self = g_object_new (SW_TYPE_PROBLEM, NULL);

  self->diagnostic = sw_diagnostic_copy (diagnostic);
  self->line = line;
  self->column = column;
  self->location = dup_location (self);
  return self;
}

/**
 * sw_problem_get_diagnostic:
 *
 * Returns: (transfer none): what was found
 */
const SwDiagnostic *
sw_problem_get_diagnostic (SwProblem *self)
{
  return self->diagnostic;
}

/**
 * sw_problem_get_severity:
 *
 * Returns: how grave it is
 */
SwSeverity
sw_problem_get_severity (SwProblem *self)
{
  return self->diagnostic->severity;
}

/**
 * sw_problem_get_message:
 *
 * Returns: (transfer none): what is wrong, in a sentence
 */
const char *
sw_problem_get_message (SwProblem *self)
{
  return self->diagnostic->message;
}

/**
 * sw_problem_get_pointer:
 *
 * Returns: (nullable): the JSON pointer of the part that is meant
 */
const char *
sw_problem_get_pointer (SwProblem *self)
{
  return self->diagnostic->pointer;
}

/**
 * sw_problem_get_span:
 *
 * Returns: bytes of the text the problem was found in
 */
SwSpan
sw_problem_get_span (SwProblem *self)
{
  return self->diagnostic->span;
}

/**
 * sw_severity_get_icon_name:
 *
 * Returns: (transfer none): a symbolic icon
 */
const char *
sw_severity_get_icon_name (SwSeverity severity)
{
  static const char *const names[] = {
    [SW_SEVERITY_ERROR] = "dialog-error-symbolic",
    [SW_SEVERITY_WARNING] = "dialog-warning-symbolic",
    [SW_SEVERITY_HINT] = "dialog-information-symbolic",
  };

  return names[severity];
}

/**
 * sw_severity_get_label:
 *
 * Returns: (transfer none): what assistive technology says before a message
 */
const char *
sw_severity_get_label (SwSeverity severity)
{
  static const char *const labels[]
      = { [SW_SEVERITY_ERROR] = N_("Error"), [SW_SEVERITY_WARNING] = N_("Warning"),
          [SW_SEVERITY_HINT] = N_("Hint") };

  return _(labels[severity]);
}

/**
 * sw_problem_get_icon_name:
 *
 * Returns: (transfer none): name of the symbolic icon of its severity
 */
const char *
sw_problem_get_icon_name (SwProblem *self)
{
  return sw_severity_get_icon_name (self->diagnostic->severity);
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
  return self->diagnostic->severity == other->diagnostic->severity
         && sw_span_length (self->diagnostic->span) == sw_span_length (other->diagnostic->span)
         && g_strcmp0 (self->diagnostic->message, other->diagnostic->message) == 0
         && g_strcmp0 (self->diagnostic->pointer, other->diagnostic->pointer) == 0;
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
  SwDiagnostic *diagnostic = self->diagnostic;
  char *location = self->location;

  self->diagnostic = other->diagnostic;
  self->location = other->location;
  self->line = other->line;
  self->column = other->column;
  other->diagnostic = diagnostic;
  other->location = location;
  if (moved)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCATION]);
}
