/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-budget.h"
#include "asl/check/sw-check-private.h"
#include "json/sw-style.h"
#include "json/sw-text.h"

#include <string.h>

/* What can be said of any string of a definition: ARNs that do not fit together, and the size of
 * what is written out. Secrets have a file of their own. */

static const char *const partitions[] = {
  "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", NULL,
};

/* Which partition the regions are of whose names begin so; all others are of "aws". */
static const struct
{
  const char *region;
  const char *partition;
} regions[] = {
  { "cn-", "aws-cn" },          { "us-gov-", "aws-us-gov" },  { "us-isob-", "aws-iso-b" },
  { "us-isof-", "aws-iso-f" },  { "us-iso-", "aws-iso" },     { "eu-isoe-", "aws-iso-e" },
  { "eusc-", "aws-eusc" },
};

typedef struct
{
  SwCheck    *check;
  const char *partition; /* of the first ARN; one of `partitions`, or NULL */
  guint       line;      /* where that is */
} SwArns;

static const char *
find_partition (const char *name)
{
  for (guint i = 0; partitions[i] != NULL; i++)
    if (strcmp (partitions[i], name) == 0)
      return partitions[i];

  return NULL;
}

/* us-east-1, ap-southeast-2, us-gov-west-1: letters, at least two hyphens, digits at the end */
static gboolean
is_region (const char *region)
{
  gsize letters = strspn (region, "abcdefghijklmnopqrstuvwxyz-");
  guint hyphens = 0;

  for (gsize i = 0; i < letters; i++)
    hyphens += region[i] == '-';

  return hyphens >= 2 && region[0] != '-' && region[letters - 1] == '-'
         && region[letters] != '\0'
         && region[letters + strspn (region + letters, "0123456789")] == '\0';
}

static gboolean
is_account (const char *account)
{
  return strcmp (account, "aws") == 0
         || (strlen (account) == 12 && strspn (account, "0123456789") == 12);
}

static const char *
get_partition_of (const char *region)
{
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    if (g_str_has_prefix (region, regions[i].region))
      return regions[i].partition;

  return "aws";
}

static void
check_place (SwArns *self,
             SwNode *node,
             char  **parts)
{
  const char *region = parts[3];
  const char *account = parts[4];

  if (*region != '\0' && !is_region (region))
    sw_check_add (self->check, SW_FINDING_ARN_REGION, node, node->span,
                  "\"%s\" is no region of AWS, such as us-east-1", region);
  else if (*account != '\0' && !is_account (account))
    sw_check_add (self->check, SW_FINDING_ARN_ACCOUNT, node, node->span,
                  "\"%s\" is no account of AWS: those have 12 digits", account);
  else if (*region != '\0' && strcmp (get_partition_of (region), parts[1]) != 0)
    sw_check_add (self->check, SW_FINDING_ARN_PARTITION, node, node->span,
                  "The region %s is in the partition %s, not %s", region, get_partition_of (region),
                  parts[1]);
}

/* A string that begins like an ARN. Of one that is put together from parts nothing is said. */
static void
check_arn (SwArns *self,
           SwNode *node)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  const char *partition;
  guint column;

  if (!sw_node_has_prefix (node, "arn:") || sw_check_is_unknown (node))
    return;

  text = sw_node_dup_string (node, NULL);
  parts = g_strsplit (text, ":", 6);
  if (g_strv_length (parts) < 6 || strpbrk (text, " {}<>*$") != NULL)
    return;

  partition = find_partition (parts[1]);
  if (partition == NULL)
    sw_check_add (self->check, SW_FINDING_ARN_PARTITION, node, node->span,
                  "There is no partition \"%s\"; most ARNs begin with arn:aws:", parts[1]);
  else if (self->partition != NULL && self->partition != partition)
    sw_check_add (self->check, SW_FINDING_ARN_PARTITION, node, node->span,
                  "This ARN is of the partition %s, the one in line %u of %s: no execution reaches "
                  "both",
                  partition, self->line, self->partition);
  else
    check_place (self, node, parts);

  if (self->partition == NULL && partition != NULL)
    {
      self->partition = partition;
      sw_tree_locate (node->tree, node->span.start, &self->line, &column);
    }
}

/* What is written out in a payload: every name and every value that is no expression, in bytes */
static gsize
measure_literals (SwNode *root)
{
  gsize bytes = 0;

  for (const SwNode *node = root; node != NULL; node = sw_node_get_following (node, root))
    {
      gboolean query = node->name != NULL && g_str_has_suffix (node->name, ".$");
      gboolean expression = sw_node_has_prefix (node, "{%");
      gsize length;

      sw_node_get_literal (node, &length);
      bytes += node->name_length;
      if (!query && !expression)
        bytes += length;
    }

  return bytes;
}

static void
check_payload (SwCheck *check,
               SwNode  *member)
{
  const SwField *field =
      member->name != NULL ? sw_fields_find_in (SW_FIELD_SET_STATE, member->name) : NULL;
  gsize bytes;

  if (field == NULL || (field->kind != SW_FIELD_TEMPLATE && field->kind != SW_FIELD_JSON)
      || sw_span_length (member->span) <= SW_PAYLOAD_MAX_BYTES)
    return;

  bytes = measure_literals (member);
  if (bytes > SW_PAYLOAD_MAX_BYTES)
    sw_check_add (check, SW_FINDING_PAYLOAD_SIZE, member, member->key,
                  "\"%s\" has %" G_GSIZE_FORMAT " bytes written out, and data has at most %d",
                  member->name, bytes, SW_PAYLOAD_MAX_BYTES);
}

static void
check_budgets (SwCheck *check)
{
  const SwTree *tree = sw_model_get_tree (check->model);
  SwNode *root = sw_model_get_root (check->model)->node;
  SwNode *deep;
  g_autofree char *long_text = sw_budget_dup_size_excess (tree);
  g_autofree char *deep_text = sw_budget_dup_depth_excess (tree, &deep);

  if (long_text != NULL)
    sw_check_add (check, SW_FINDING_DEFINITION_SIZE, root, sw_check_get_span (root), "%s",
                  long_text);
  if (deep_text != NULL)
    sw_check_add (check, SW_FINDING_DEFINITION_DEPTH, deep, sw_check_get_span (deep), "%s",
                  deep_text);
}

static void
check_sizes (SwCheck *check)
{
  GPtrArray *states = sw_model_get_states (check->model);
  gsize length;

  sw_tree_get_text (sw_model_get_tree (check->model), &length);
  if (length <= SW_PAYLOAD_MAX_BYTES)
    return;

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);

      for (SwNode *member = state->node->first; member != NULL; member = member->next)
        if (state->node->kind == SW_NODE_OBJECT)
          check_payload (check, member);
    }
}

/* Judges the strings of the whole definition. */
void
sw_check_texts (SwCheck *check)
{
  SwNode *root = sw_tree_get_root (sw_model_get_tree (check->model));
  SwArns arns = { .check = check };

  for (SwNode *node = root; node != NULL; node = (SwNode *) sw_node_get_following (node, root))
    if (node->kind == SW_NODE_STRING)
      {
        check_arn (&arns, node);
        sw_check_secret (check, node);
      }
  check_budgets (check);
  check_sizes (check);
}
