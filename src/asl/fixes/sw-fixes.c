/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes-private.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* Finding fixes. */

/**
 * sw_fix_free:
 *
 * Frees a fix and its edits.
 */
void
sw_fix_free (SwFix *self)
{
  g_free (self->title);
  sw_edits_unref (self->edits);
  g_free (self);
}

/* Of a list at most one fix is safe: the first that claims to be. */
void
sw_fixing_add (SwFixing    *self,
               SwFixSafety  safety,
               char        *title,
               SwEdits     *take_edits)
{
  const SwFix *first = self->fixes->len > 0 ? g_ptr_array_index (self->fixes, 0) : NULL;
  SwFix *fix = g_new0 (SwFix, 1);

  fix->title = title;
  fix->edits = take_edits;
  fix->safe = safety == SW_FIX_SAFE && (first == NULL || !first->safe);
  g_ptr_array_insert (self->fixes, fix->safe ? 0 : -1, fix);
}

/**
 * sw_fixing_add_text:
 * @title: (transfer full): what the fix does, for a menu
 * @span: bytes that it replaces
 * @text: what stands there then
 */
void
sw_fixing_add_text (SwFixing    *self,
                    SwFixSafety  safety,
                    char        *title,
                    SwSpan       span,
                    const char  *text)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();

  sw_edits_add (edits, span, text, -1);
  sw_fixing_add (self, safety, title, g_steal_pointer (&edits));
}

/* Nothing where the rewriter changed nothing: the steps could not be done, as the text is broken
 * there. */
void
sw_fixing_add_rewrite (SwFixing    *self,
                       SwFixSafety  safety,
                       char        *title,
                       SwRewriter  *take_rewriter)
{
  g_autoptr (SwRewriter) rewriter = take_rewriter;
  g_autoptr (SwEdits) edits = sw_rewriter_finish (rewriter);

  if (sw_edits_get_count (edits) > 0)
    sw_fixing_add (self, safety, title, g_steal_pointer (&edits));
  else
    g_free (title);
}

/* JSON in place of the value NODE */
void
sw_fixing_add_set (SwFixing    *self,
                   SwFixSafety  safety,
                   char        *title,
                   SwNode      *node,
                   const char  *json)
{
  g_autofree char *pointer = sw_node_dup_pointer (node);
  SwRewriter *rewriter = sw_rewriter_new (self->tree);

  sw_rewriter_set (rewriter, pointer, json, NULL);
  sw_fixing_add_rewrite (self, safety, title, rewriter);
}

/**
 * sw_fixing_replace:
 * @json: what is to stand in place of the underlined value, which the title shows
 */
void
sw_fixing_replace (SwFixing    *self,
                   SwFixSafety  safety,
                   const char  *json)
{
  sw_fixing_add_set (self, safety, g_strdup_printf (_ ("Replace by %s"), json), self->node, json);
}

/**
 * sw_fixing_replace_text:
 * @text: what the underlined value is to say
 */
void
sw_fixing_replace_text (SwFixing    *self,
                        SwFixSafety  safety,
                        const char  *text)
{
  g_autofree char *json = sw_ops_dup_json_string (text);

  sw_fixing_replace (self, safety, json);
}

/* A new member at the end of OBJECT */
void
sw_fixing_add_member (SwFixing    *self,
                      SwFixSafety  safety,
                      char        *title,
                      SwNode      *object,
                      const char  *name,
                      const char  *json)
{
  g_autofree char *pointer = sw_node_dup_pointer (object);
  SwRewriter *rewriter = sw_rewriter_new (self->tree);

  sw_rewriter_insert_member (rewriter, pointer, name, json, NULL, NULL, NULL);
  sw_fixing_add_rewrite (self, safety, title, rewriter);
}

/**
 * sw_fixing_add_rename:
 * @title: (transfer full): what the fix does, for a menu
 * @member: of an object
 * @name: what it is called then
 */
void
sw_fixing_add_rename (SwFixing    *self,
                      SwFixSafety  safety,
                      char        *title,
                      SwNode      *member,
                      const char  *name)
{
  g_autofree char *pointer = sw_node_dup_pointer (member);
  SwRewriter *rewriter = sw_rewriter_new (self->tree);

  sw_rewriter_rename (rewriter, pointer, name, NULL);
  sw_fixing_add_rewrite (self, safety, title, rewriter);
}

/**
 * sw_fixing_add_remove:
 * @title: (transfer full): what the fix does, for a menu
 * @node: the member or element that goes
 */
void
sw_fixing_add_remove (SwFixing    *self,
                      SwFixSafety  safety,
                      char        *title,
                      SwNode      *node)
{
  g_autofree char *pointer = sw_node_dup_pointer (node);
  SwRewriter *rewriter = sw_rewriter_new (self->tree);

  sw_rewriter_remove (rewriter, pointer, NULL);
  sw_fixing_add_rewrite (self, safety, title, rewriter);
}

/* What an operation answered; NULL where it refused */
void
sw_fixing_add_result (SwFixing    *self,
                      SwFixSafety  safety,
                      char        *title,
                      SwOpsResult *take_result)
{
  g_autoptr (SwOpsResult) result = take_result;

  if (result != NULL && sw_edits_get_count (result->edits) > 0)
    sw_fixing_add (self, safety, title, sw_edits_ref (result->edits));
  else
    g_free (title);
}

static void (*const finders[SW_N_FINDINGS]) (SwFixing *fixing) = {
  [SW_FINDING_UNSUPPORTED_FIELD] = sw_fix_unsupported_field,
  [SW_FINDING_OTHER_LANGUAGE] = sw_fix_other_language,
  [SW_FINDING_MISSING_FIELD] = sw_fix_missing_field,
  [SW_FINDING_MISSING_ALTERNATIVE] = sw_fix_missing_alternative,
  [SW_FINDING_EXCLUSIVE_FIELDS] = sw_fix_exclusive_fields,
  [SW_FINDING_WRONG_TYPE] = sw_fix_wrong_type,
  [SW_FINDING_NUMBER_RANGE] = sw_fix_number_range,
  [SW_FINDING_VALUE_CHOICE] = sw_fix_value_choice,
  [SW_FINDING_EMPTY] = sw_fix_empty,
  [SW_FINDING_STATES_ALL] = sw_fix_states_all,
  [SW_FINDING_TIMESTAMP] = sw_fix_timestamp,
  [SW_FINDING_PATH] = sw_fix_path,
  [SW_FINDING_REFERENCE_PATH] = sw_fix_path,
  [SW_FINDING_TEMPLATE_PATH] = sw_fix_template_path,
  [SW_FINDING_TEMPLATE_CONFLICT] = sw_fix_template_conflict,
  [SW_FINDING_NO_DOLLAR] = sw_fix_no_dollar,
  [SW_FINDING_STATIC_RESULT] = sw_fix_static_result,
  [SW_FINDING_JSONATA_DELIMITERS] = sw_fix_jsonata_delimiters,
  [SW_FINDING_JSONATA_NAME] = sw_fix_jsonata_name,
  [SW_FINDING_MISSING_TARGET] = sw_fix_missing_target,
  [SW_FINDING_UNREACHABLE] = sw_fix_unreachable,
  [SW_FINDING_NO_END] = sw_fix_no_end,
  [SW_FINDING_STATE_NAME] = sw_fix_state_name,
  [SW_FINDING_DUPLICATE_STATE] = sw_fix_duplicate_state,
  [SW_FINDING_LABEL] = sw_fix_label,
  [SW_FINDING_DUPLICATE_LABEL] = sw_fix_duplicate_label,
  [SW_FINDING_DUPLICATE_MEMBER] = sw_fixes_find_syntax,
  [SW_FINDING_VARIABLE_UNASSIGNED] = sw_fix_variable,
  [SW_FINDING_UNKNOWN_FUNCTION] = sw_fix_function,
  [SW_FINDING_RULE_NEVER] = sw_fix_rule_never,
  [SW_FINDING_NO_DEFAULT] = sw_fix_no_default,
  [SW_FINDING_ERROR_TAKEN] = sw_fix_error_taken,
  [SW_FINDING_ERROR_TERMINAL] = sw_fix_error_needless,
  [SW_FINDING_ERROR_UNKNOWN] = sw_fix_error_unknown,
  [SW_FINDING_ERROR_IMPOSSIBLE] = sw_fix_error_needless,
  [SW_FINDING_NEVER_REACHED] = sw_fix_unreachable,
  [SW_FINDING_CALLBACK_TIMEOUT] = sw_fix_callback_timeout,
  [SW_FINDING_HEARTBEAT] = sw_fix_heartbeat,
  [SW_FINDING_DURATION] = sw_fix_duration,
  [SW_FINDING_CONCURRENCY] = sw_fix_concurrency,
  [SW_FINDING_PATH_IN_JSONATA] = sw_fix_path_in_jsonata,
  [SW_FINDING_JSONATA_IN_PATH] = sw_fix_jsonata_in_path,
  [SW_FINDING_ARN_PARTITION] = sw_fix_arn_partition,
};

/* Of fixes in YAML only those stay after which the text is YAML. */
static void
drop_broken (SwFixing *fixing)
{
  gsize length;
  const char *text = sw_tree_get_text (fixing->tree, &length);

  for (guint i = fixing->fixes->len; i-- > 0;)
    {
      const SwFix *fix = g_ptr_array_index (fixing->fixes, i);
      gsize changed_length;
      g_autofree char *changed = sw_edits_apply (fix->edits, text, length, &changed_length);
      g_autoptr (SwTree) after =
          sw_tree_parse_as (changed, (gssize) changed_length, SW_SYNTAX_YAML);

      if (!sw_tree_is_valid (after))
        g_ptr_array_remove_index (fixing->fixes, i);
    }
}

/**
 * sw_fixes_find:
 * @model: the model the diagnostic was found in
 * @diagnostic: a finding of sw_check() on @model, or of its tree
 *
 * How the finding can be mended. Nothing is changed; the edits are against the model's text, so
 * they are to be thrown away when the text changes.
 *
 * Returns: (transfer full) (element-type SwFix): the best first; empty where there is no fix
 */
GPtrArray *
sw_fixes_find (SwModel            *model,
               const SwDiagnostic *diagnostic)
{
  SwTree *tree = sw_model_get_tree (model);
  const SwFindingInfo *info = sw_findings_find (diagnostic->kind);
  void (*find) (SwFixing *fixing) = sw_fixes_find_syntax;
  gsize length;
  SwFixing fixing = {
    .model = model,
    .tree = tree,
    .text = sw_tree_get_text (tree, &length),
    .diagnostic = diagnostic,
    .node = sw_tree_find_at (tree, diagnostic->span.start),
    .owner = diagnostic->pointer != NULL ? sw_tree_resolve (tree, diagnostic->pointer) : NULL,
    .fixes = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_fix_free),
  };

  if (diagnostic->kind == NULL || diagnostic->span.start > length)
    return fixing.fixes;
  if (info != NULL)
    find = finders[sw_finding_get_index (info)];
  /* What mends the syntax splices JSON. */
  if (find == sw_fixes_find_syntax && sw_tree_get_syntax (tree) != SW_SYNTAX_JSON)
    find = NULL;
  if (find != NULL)
    find (&fixing);
  if (sw_tree_get_syntax (tree) != SW_SYNTAX_JSON)
    drop_broken (&fixing);

  return fixing.fixes;
}
