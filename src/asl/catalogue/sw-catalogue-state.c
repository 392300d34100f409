/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue-private.h"
#include "asl/sw-text-private.h"

/* New states that call an integration. */

/* As AWS's designer gives them to Lambda Invoke */
#define BACK_OFF \
  "'IntervalSeconds': 1, 'MaxAttempts': 3, 'BackoffRate': 2, 'JitterStrategy': 'FULL'"

/* A token that got lost is noticed after a day, and not after the year that an execution lasts. */
#define TOKEN_TIMEOUT ", 'TimeoutSeconds': 86400"

static const char *
get_parameters (const SwIntegration *self,
                SwPatterns           pattern,
                SwQueryLanguage      language)
{
  gboolean jsonata = language == SW_QUERY_JSONATA;
  const char *with_token = jsonata ? self->token_jsonata : self->token_jsonpath;

  if (pattern == SW_PATTERN_TOKEN && with_token != NULL)
    return with_token;

  return jsonata && self->jsonata != NULL ? self->jsonata : self->jsonpath;
}

static void
append_retry (GString             *text,
              const SwIntegration *self)
{
  g_auto (GStrv) errors = g_strsplit (self->retry, " ", -1);

  g_string_append (text, ", 'Retry': [{ 'ErrorEquals': [");
  for (guint i = 0; errors[i] != NULL; i++)
    g_string_append_printf (text, "%s'%s.%s'", i > 0 ? ", " : "", self->service->prefix,
                            errors[i]);
  g_string_append (text, "], " BACK_OFF " }]");
}

/**
 * sw_integration_dup_state:
 * @self: an integration that a Task can call
 * @pattern: one of its patterns
 * @language: what the state is written in
 *
 * Writes a Task that calls @self, filled with stand-ins where only the person knows, so that it is
 * valid at once: Resource, Parameters or Arguments, and what AWS's designer adds of OutputPath,
 * Output and Retry. A state that waits for a token does not take its output from the call's answer,
 * hands the token on where the call takes data, and waits for a day at most.
 *
 * Returns: (transfer full): the state as JSON, with two spaces of indent, without Next or End
 */
char *
sw_integration_dup_state (const SwIntegration *self,
                          SwPatterns           pattern,
                          SwQueryLanguage      language)
{
  gboolean jsonata = language == SW_QUERY_JSONATA;
  g_autofree char *arn = NULL;
  GString *text;
  g_autofree char *quoted = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  arn = sw_integration_dup_arn (self, pattern);
  text = g_string_new (NULL);
  g_string_append_printf (text, "{ 'Type': 'Task', 'Resource': '%s'", arn);
  if (jsonata && self->output != NULL && pattern != SW_PATTERN_TOKEN)
    g_string_append_printf (text, ", 'Output': '%s'", self->output);
  if (!jsonata && self->output_path != NULL && pattern != SW_PATTERN_TOKEN)
    g_string_append_printf (text, ", 'OutputPath': '%s'", self->output_path);
  g_string_append_printf (text, ", '%s': { %s }", jsonata ? "Arguments" : "Parameters",
                          get_parameters (self, pattern, language));
  if (pattern == SW_PATTERN_TOKEN)
    g_string_append (text, TOKEN_TIMEOUT);
  if (self->retry != NULL)
    append_retry (text, self);
  g_string_append (text, " }");
  quoted = g_string_free (text, FALSE);

  return sw_text_expand (quoted);
}
