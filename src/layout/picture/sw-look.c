/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue.h"
#include "asl/sw-variables.h"
#include "json/sw-placeholders.h"
#include "layout/picture/sw-look.h"

#include <string.h>

static const SwLook looks[SW_STATE_N_TYPES] = {
  { SW_STATE_UNKNOWN,
    "M4.9 5.6 C4.9 3 6.2 1.4 8.2 1.4 C10.3 1.4 11.7 2.7 11.7 4.7 C11.7 7.3 9.1 7.4 9.1 9.9 H6.9 "
    "C6.9 6.6 9.5 6.5 9.5 4.8 C9.5 4 9 3.4 8.2 3.4 C7.3 3.4 6.9 4.1 6.9 5.6 Z "
    "M6.9 11.6 H9.1 V14 H6.9 Z",
    "#77767b", "#9a9996" },
  { SW_STATE_TASK, "M9.5 0.8 L3 9.2 H7.2 L6.2 15.2 L13 6.6 H8.6 Z", "#1c71d8", "#3584e4" },
  { SW_STATE_PASS, "M1 6.7 H8.6 V2.9 L15 8 L8.6 13.1 V9.3 H1 Z", "#5e5c64", "#77767b" },
  { SW_STATE_CHOICE, "M8 0.8 L15.2 8 L8 15.2 L0.8 8 Z M8 4.2 L4.2 8 L8 11.8 L11.8 8 Z",
    "#c64600", "#d0560f" },
  { SW_STATE_WAIT,
    "M3 1 H13 V3 C13 5.6 10.6 7 9.6 8 C10.6 9 13 10.4 13 13 V15 H3 V13 C3 10.4 5.4 9 6.4 8 "
    "C5.4 7 3 5.6 3 3 Z",
    "#986a44", "#a5754c" },
  { SW_STATE_SUCCEED, "M1.6 8.6 L3.7 6.4 L6.6 9.2 L12.3 3 L14.4 5 L6.7 13.4 Z", "#1f8a58",
    "#26a269" },
  { SW_STATE_FAIL,
    "M3.6 1.6 L8 6 L12.4 1.6 L14.4 3.6 L10 8 L14.4 12.4 L12.4 14.4 L8 10 L3.6 14.4 L1.6 12.4 "
    "L6 8 L1.6 3.6 Z",
    "#c01c28", "#d4323e" },
  { SW_STATE_PARALLEL, "M1.8 2 H4.8 V14 H1.8 Z M6.5 2 H9.5 V14 H6.5 Z M11.2 2 H14.2 V14 H11.2 Z",
    "#813d9c", "#9a51b8" },
  { SW_STATE_MAP,
    "M1.4 2.2 H4.4 V5.2 H1.4 Z M6 2.2 H14.6 V5.2 H6 Z M1.4 6.5 H4.4 V9.5 H1.4 Z "
    "M6 6.5 H14.6 V9.5 H6 Z M1.4 10.8 H4.4 V13.8 H1.4 Z M6 10.8 H14.6 V13.8 H6 Z",
    "#1a7f8f", "#2190a4" },
};

static const SwPalette palettes[] = {
  {
      .canvas = "#fafafa",
      .card = "#ffffff",
      .card_border = "#d3d1ce",
      .on_tile = "#ffffff",
      .text = "#2b2b2f",
      .dim_text = "#66656b",
      .edge = "#77767b",
      .catch_edge = "#c01c28",
      .label = "#f0efee",
      .label_border = "#d3d1ce",
      .container = "#3d38460a",
      .container_border = "#bdbbb8",
      .lane = "#ffffff99",
      .lane_border = "#c0bfbc",
      .terminal = "#5e5c64",
      .on_terminal = "#ffffff",
      .slot = "#9a9996",
      .added = "#26a269",
      .removed = "#c01c28",
      .changed = "#b5730c",
  },
  {
      .canvas = "#222226",
      .card = "#36363a",
      .card_border = "#505055",
      .on_tile = "#ffffff",
      .text = "#f2f2f3",
      .dim_text = "#b4b4b8",
      .edge = "#a3a2a8",
      .catch_edge = "#ff8078",
      .label = "#2e2e32",
      .label_border = "#55555b",
      .container = "#ffffff0a",
      .container_border = "#5e5c64",
      .lane = "#0000001f",
      .lane_border = "#5e5c64",
      .terminal = "#9a9996",
      .on_terminal = "#1d1d20",
      .slot = "#8a898f",
      .added = "#57e389",
      .removed = "#ff7b63",
      .changed = "#f8c24a",
  },
};

/**
 * sw_look_get:
 * @type: a type of state
 *
 * Gives the icon and the colours that stand for @type everywhere.
 *
 * Returns: (transfer none): never %NULL
 */
const SwLook *
sw_look_get (SwStateType type)
{
  g_return_val_if_fail (type < SW_STATE_N_TYPES, &looks[SW_STATE_UNKNOWN]);

  g_assert (looks[type].type == type);
  return &looks[type];
}

/**
 * sw_look_get_palette:
 * @dark: whether for a dark ground
 *
 * Gives the colours of all that does not depend on a state's type.
 *
 * Returns: (transfer none): never %NULL
 */
const SwPalette *
sw_look_get_palette (gboolean dark)
{
  return &palettes[dark ? 1 : 0];
}

static char *
capitalize (const char *text)
{
  char *copy = g_strdup (text);
  copy[0] = g_ascii_toupper (copy[0]);
  return copy;
}

/* "lambda:invoke.waitForTaskToken" or "aws-sdk:s3:getObject", what follows "arn:aws:states:::" */
static char *
dup_integration_name (const char *integration)
{
  g_auto (GStrv) parts = g_strsplit (integration, ":", -1);
  guint n = g_strv_length (parts);
  if (n < 2)
    return capitalize (integration);

  gboolean sdk = g_str_equal (parts[0], "aws-sdk") && n >= 3;
  g_autofree char *service = sw_service_dup_short_name (parts[sdk ? 1 : 0], sdk);
  g_autofree char *action = capitalize (parts[sdk ? 2 : 1]);
  action[strcspn (action, ".")] = '\0';
  return g_strdup_printf ("%s: %s", service, action);
}

/* What a resource is called that is one placeholder: "${Charge.Arn}" is "Charge"; or NULL */
static char *
dup_placeholder_name (const char *resource)
{
  gsize at = 0, length = strlen (resource);
  SwSpan span, name;

  if (!sw_placeholder_scan (resource, length, &at, &span, &name) || sw_span_length (span) != length)
    return NULL;
  length = sw_span_length (name);
  if (length > 4 && strncmp (resource + name.end - 4, ".Arn", 4) == 0)
    length -= 4;
  return g_strndup (resource + name.start, length);
}

static char *
dup_resource_name (const char *resource)
{
  g_auto (GStrv) parts = g_strsplit (resource, ":", 6);
  if (g_strv_length (parts) < 6 || !g_str_equal (parts[0], "arn"))
    return dup_placeholder_name (resource);
  if (g_str_equal (parts[2], "lambda"))
    return g_strdup ("Lambda: Invoke");
  if (!g_str_equal (parts[2], "states"))
    return sw_service_dup_short_name (parts[2], FALSE);
  if (g_str_has_prefix (parts[5], "activity:"))
    return g_strdup ("Activity");
  return dup_integration_name (parts[5]);
}

static gboolean
is_distributed (const SwState *state)
{
  return state->scopes != NULL && state->scopes->len > 0
         && sw_scope_is_isolated (g_ptr_array_index (state->scopes, 0));
}

/**
 * sw_look_dup_subtitle:
 * @state: a state
 *
 * Says in a few words what @state is: what a Task calls ("Lambda: Invoke", "S3: GetObject"), or the
 * name of its type.
 *
 * Returns: (transfer full): never %NULL
 */
char *
sw_look_dup_subtitle (const SwState *state)
{
  g_return_val_if_fail (state != NULL, NULL);

  if (state->type == SW_STATE_TASK && state->resource)
    {
      char *name = dup_resource_name (state->resource);
      if (name)
        return name;
    }
  if (state->type == SW_STATE_UNKNOWN)
    return g_strdup ("Unknown type");
  if (state->type == SW_STATE_MAP && is_distributed (state))
    return g_strdup ("Distributed Map");
  return g_strdup (sw_state_type_get_name (state->type));
}
