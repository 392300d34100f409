/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"

#include <string.h>

/* Strings of a form of their own: timestamps and ARNs. */

static void
error_at (SwCheck    *check,
          SwFinding   finding,
          SwNode     *node,
          const char *message)
{
  sw_check_add (check, finding, node, node->span, "%s", message);
}

static gboolean
read_digits (const char **cursor,
             guint        count,
             guint        low,
             guint        high)
{
  guint number = 0;

  for (guint i = 0; i < count; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      number = number * 10 + (guint) (**cursor - '0');
    }

  return number >= low && number <= high;
}

static gboolean
read_character (const char **cursor,
                char         character)
{
  if (**cursor != character)
    return FALSE;
  (*cursor)++;

  return TRUE;
}

/* 2026-03-14T01:59:00Z, perhaps with a fraction, perhaps with an offset in place of Z */
static gboolean
is_timestamp (const char *text)
{
  const char *p = text;
  guint day;

  if (!read_digits (&p, 4, 0, 9999) || !read_character (&p, '-') || !read_digits (&p, 2, 1, 12)
      || !read_character (&p, '-') || !read_digits (&p, 2, 1, 31))
    return FALSE;
  day = (guint) g_ascii_strtoull (p - 2, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) g_ascii_strtoull (p - 5, NULL, 10),
                         (GDateYear) g_ascii_strtoull (text, NULL, 10)))
    return FALSE;

  if (!read_character (&p, 'T') || !read_digits (&p, 2, 0, 23) || !read_character (&p, ':')
      || !read_digits (&p, 2, 0, 59) || !read_character (&p, ':') || !read_digits (&p, 2, 0, 60))
    return FALSE;
  if (*p == '.')
    {
      p++;
      if (!g_ascii_isdigit (*p))
        return FALSE;
      p += strspn (p, "0123456789");
    }
  if (*p == 'Z')
    return p[1] == '\0';
  if (*p != '+' && *p != '-')
    return FALSE;
  p++;

  return read_digits (&p, 2, 0, 23) && read_character (&p, ':') && read_digits (&p, 2, 0, 59)
         && *p == '\0';
}

/* recorded on AWS */
void
sw_check_timestamp (SwCheck *check,
                    SwNode  *node)
{
  g_autofree char *text = sw_node_dup_string (node, NULL);

  if (!is_timestamp (text))
    error_at (check, SW_FINDING_TIMESTAMP, node, "String does not match RFC3339 timestamp");
}

/* Patterns that Express machines lack. recorded on AWS: the first with a space at its end */
static const struct
{
  const char *pattern;
  const char *message;
} not_in_express[] = {
  { ".waitForTaskToken", "Express state machine does not support '.waitForTaskToken' service "
                         "integration " },
  { ".sync", "Express state machine does not support '.sync' service integration" },
  { ":activity:", "Express state machine does not support Activity ARN" },
};

/* Services whose integration never offers a pattern: measured on AWS by others in September 2026 */
static const char *const without_sync[] = {
  "lambda", "sns", "sqs", "dynamodb", "events", "apigateway", "aws-sdk", "http", NULL,
};
static const char *const without_token[] = {
  "athena",         "batch", "codebuild", "elasticmapreduce", "emr-containers",
  "emr-serverless", "glue",  "databrew",  "mediaconvert",     "sagemaker",
  "dynamodb",       "http",  NULL,
};

/* arn:aws:states:::SERVICE:ACTION with a pattern the service does not have, or without an action */
static gboolean
is_known_integration (const char *arn)
{
  g_auto (GStrv) parts = g_strsplit (arn, ":", 7);
  const char *service = parts[5];
  const char *action = service != NULL ? parts[6] : NULL;
  gboolean sync;

  if (action == NULL || *service == '\0' || *action == '\0')
    return FALSE;

  sync = g_str_has_suffix (action, ".sync") || g_str_has_suffix (action, ".sync:2");
  if (sync && g_strv_contains (without_sync, service))
    return FALSE;
  if (g_str_has_suffix (action, ".sync:2") && strcmp (service, "states") != 0)
    return FALSE;

  return !g_str_has_suffix (action, ".waitForTaskToken")
         || !g_strv_contains (without_token, service);
}

/* FUNCTION_NAME, perhaps with :VERSION or :ALIAS */
static gboolean
is_function (const char *name)
{
  static const char *const allowed =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
  gsize length = strspn (name, allowed);
  const char *qualifier = name + length + 1;

  if (length == 0)
    return FALSE;
  if (name[length] == '\0')
    return TRUE;

  return name[length] == ':' && *qualifier != '\0'
         && (strcmp (qualifier, "$LATEST") == 0 || qualifier[strspn (qualifier, allowed)] == '\0');
}

/* arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE */
static gboolean
is_arn (char **parts)
{
  if (g_strv_length (parts) < 6 || strcmp (parts[0], "arn") != 0 || *parts[1] == '\0'
      || *parts[2] == '\0' || *parts[5] == '\0' || strchr (parts[5], '*') != NULL)
    return FALSE;
  if (strcmp (parts[2], "lambda") == 0 && g_str_has_prefix (parts[5], "function:"))
    return is_function (parts[5] + strlen ("function:"));

  return TRUE;
}

/* A Task's Resource. Which integrations exist is not judged, as AWS adds to them all the time. */
void
sw_check_resource (SwCheck *check,
                   SwNode  *node)
{
  g_autofree char *text = sw_node_dup_string (node, NULL);
  g_auto (GStrv) parts = g_strsplit (text, ":", 6);

  if (!is_arn (parts))
    {
      error_at (check, SW_FINDING_RESOURCE, node, "Value is not a valid resource ARN");
      return;
    }

  if (strcmp (parts[2], "states") == 0 && *parts[3] == '\0' && !is_known_integration (text))
    {
      error_at (check, SW_FINDING_RESOURCE, node,
                "The resource provided ARN is not recognized. The value is not a valid resource "
                "ARN, or the resource is not available in this region.");
      return;
    }

  for (guint i = 0; check->type == SW_MACHINE_EXPRESS && i < G_N_ELEMENTS (not_in_express); i++)
    if (strstr (text, not_in_express[i].pattern) != NULL)
      error_at (check, SW_FINDING_EXPRESS, node, not_in_express[i].message);
}
