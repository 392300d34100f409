/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/rewriter/sw-rewriter.h"
#include "json/sw-text.h"
#include "random-document.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* Documents a test; -m slow tries many more. */
#define ROUNDS (g_test_slow () ? 30000u : 800u)

/* What a step is to do, in terms of the tree before it. Nodes belong to that tree. */
typedef struct
{
  const SwNode *changed;   /* gets the value, or the name */
  const SwNode *removed;   /* also when it is moved */
  const SwNode *container; /* gets a new child */
  const SwNode *next;      /* before this one; NULL: at the end */
  const char *name; /* new name of the changed or the new child; NULL: it keeps what it has */
  SwValue       value;     /* of the new child, or new one of the changed */
} Change;

typedef struct
{
  GRand   *random;
  SwTree  *tree;
  GPtrArray *nodes; /* SwNode, all of the tree */
} Case;

static SwValue convert (const SwNode *node,
                        const Change *change);

static void
add_child (SwValue    *container,
           const char *name,
           SwValue     take_value)
{
  if (sw_value_is (*container, SW_TYPE_ARRAY))
    sw_value_append (container, take_value);
  else
    sw_value_set_member (container, name, take_value);
}

static void
add_children (SwValue      *container,
              const SwNode *node,
              const Change *change)
{
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    {
      const char *name =
          child == change->changed && change->name != NULL ? change->name : child->name;

      if (node == change->container && child == change->next)
        add_child (container, change->name, sw_value_ref (change->value));
      if (child != change->removed)
        add_child (container, name, convert (child, change));
    }

  if (node == change->container && change->next == NULL)
    add_child (container, change->name, sw_value_ref (change->value));
}

/* The value that the document is to have after the change, by the tree and not by the text */
static SwValue
convert (const SwNode *node,
         const Change *change)
{
  SwValue container;

  if (node == change->changed && change->name == NULL)
    return sw_value_ref (change->value);
  if (node->kind != SW_NODE_ARRAY && node->kind != SW_NODE_OBJECT)
    return sw_node_to_value (node);

  container = node->kind == SW_NODE_ARRAY ? sw_value_new_array (0) : sw_value_new_object (0);
  add_children (&container, node, change);
  return container;
}

static const SwNode *
get_next_node (const SwNode *node)
{
  if (node->first != NULL)
    return node->first;
  while (node != NULL && node->next == NULL)
    node = node->parent;

  return node != NULL ? node->next : NULL;
}

static GPtrArray *
list_nodes (const SwTree *tree)
{
  GPtrArray *nodes = g_ptr_array_new ();

  for (const SwNode *node = sw_tree_get_root (tree); node != NULL; node = get_next_node (node))
    g_ptr_array_add (nodes, (gpointer) node);

  return nodes;
}

static const SwNode *
pick_node (Case *test)
{
  return g_ptr_array_index (test->nodes,
                            g_rand_int_range (test->random, 0, (gint32) test->nodes->len));
}

/* A random array or object, or the root */
static const SwNode *
pick_container (Case       *test,
                SwNodeKind  kind)
{
  for (guint i = 0; i < 50; i++)
    {
      const SwNode *node = pick_node (test);

      if (node->kind == kind)
        return node;
    }

  return NULL;
}

static const SwNode *
pick_child (Case         *test,
            const SwNode *container)
{
  gint32 index = g_rand_int_range (test->random, 0, (gint32) container->count + 1);
  const SwNode *child = container->first;

  while (child != NULL && index-- > 0)
    child = child->next;

  return child;
}

static gboolean
is_within (const SwNode *node,
           const SwNode *part)
{
  for (; node != NULL; node = node->parent)
    if (node == part)
      return TRUE;

  return FALSE;
}

static gboolean
try_set (Case       *test,
         SwRewriter *rewriter,
         Change     *change)
{
  g_autoptr (GString) json = random_value (test->random, RANDOM_DEFAULT);
  g_autofree char *pointer = NULL;

  change->changed = pick_node (test);
  pointer = sw_node_dup_pointer (change->changed);
  g_assert_true (sw_value_from_text (json->str, -1, SW_TEXT_DEFAULT, &change->value, NULL));
  return sw_rewriter_set (rewriter, pointer, json->str, NULL);
}

static gboolean
try_insert_member (Case       *test,
                   SwRewriter *rewriter,
                   Change     *change)
{
  g_autoptr (GString) json = random_value (test->random, RANDOM_DEFAULT);
  g_autofree char *name = random_name (test->random);
  g_autofree char *pointer = NULL;
  const SwNode *object = pick_container (test, SW_NODE_OBJECT);

  if (object == NULL || sw_node_get_member (object, name) != NULL)
    return FALSE;

  change->container = object;
  change->next = pick_child (test, object);
  change->name = g_intern_string (name);
  pointer = sw_node_dup_pointer (object);
  g_assert_true (sw_value_from_text (json->str, -1, SW_TEXT_DEFAULT, &change->value, NULL));
  if (change->next == NULL && object->last != NULL && g_rand_boolean (test->random))
    return sw_rewriter_insert_member (rewriter, pointer, name, json->str, NULL, object->last->name,
                                      NULL);

  return sw_rewriter_insert_member (rewriter, pointer, name, json->str,
                                    change->next != NULL ? change->next->name : NULL, NULL, NULL);
}

static gboolean
try_insert_element (Case       *test,
                    SwRewriter *rewriter,
                    Change     *change)
{
  g_autoptr (GString) json = random_value (test->random, RANDOM_DEFAULT);
  g_autofree char *pointer = NULL;
  const SwNode *array = pick_container (test, SW_NODE_ARRAY);

  if (array == NULL)
    return FALSE;

  change->container = array;
  change->next = pick_child (test, array);
  pointer = sw_node_dup_pointer (array);
  g_assert_true (sw_value_from_text (json->str, -1, SW_TEXT_DEFAULT, &change->value, NULL));
  return sw_rewriter_insert_element (rewriter, pointer,
                                     change->next != NULL ? change->next->index : array->count,
                                     json->str, NULL);
}

static gboolean
try_remove (Case       *test,
            SwRewriter *rewriter,
            Change     *change)
{
  g_autofree char *pointer = NULL;

  change->removed = pick_node (test);
  if (change->removed->parent == NULL)
    return FALSE;

  pointer = sw_node_dup_pointer (change->removed);
  return sw_rewriter_remove (rewriter, pointer, NULL);
}

static gboolean
try_rename (Case       *test,
            SwRewriter *rewriter,
            Change     *change)
{
  g_autofree char *name = random_name (test->random);
  g_autofree char *pointer = NULL;

  change->changed = pick_node (test);
  if (change->changed->name == NULL || sw_node_get_member (change->changed->parent, name) != NULL)
    return FALSE;

  change->name = g_intern_string (name);
  pointer = sw_node_dup_pointer (change->changed);
  return sw_rewriter_rename (rewriter, pointer, name, NULL);
}

static gboolean
try_move (Case       *test,
          SwRewriter *rewriter,
          Change     *change)
{
  const SwNode *node = pick_node (test);
  const SwNode *target;
  g_autofree char *pointer = NULL;
  g_autofree char *to = NULL;
  guint index;

  if (node->parent == NULL)
    return FALSE;
  target = g_rand_boolean (test->random) ? node->parent : pick_container (test, node->parent->kind);
  if (target == NULL || is_within (target, node))
    return FALSE;
  if (target != node->parent && node->name != NULL
      && sw_node_get_member (target, node->name) != NULL)
    return FALSE;

  change->removed = node;
  change->container = target;
  change->next = pick_child (test, target);
  change->name = node->name;
  change->value = sw_node_to_value (node);
  pointer = sw_node_dup_pointer (node);
  to = sw_node_dup_pointer (target);
  if (node->name != NULL)
    return sw_rewriter_move_member (rewriter, pointer, to,
                                    change->next != NULL ? change->next->name : NULL, NULL, NULL);

  index = change->next != NULL ? change->next->index : target->count;
  if (target == node->parent && index > node->index)
    index--;
  return sw_rewriter_move_element (rewriter, pointer, to, index, NULL);
}

/* Every part of the document that the step does not mean keeps its bytes. */
static void
assert_others_untouched (const Case    *test,
                         const Change  *change,
                         const SwEdits *edits)
{
  for (guint i = 0; i < test->nodes->len; i++)
    {
      const SwNode *node = g_ptr_array_index (test->nodes, i);
      SwSpan span = sw_node_get_full_span (node);

      if ((change->changed != NULL
           && (is_within (node, change->changed) || is_within (change->changed, node)))
          || (change->removed != NULL
              && (is_within (node, change->removed) || is_within (change->removed, node)))
          || (change->container != NULL && is_within (change->container, node)))
        continue;

      for (guint j = 0; j < sw_edits_get_count (edits); j++)
        {
          const SwEdit *edit = sw_edits_get (edits, j);

          g_assert_true (edit->span.end <= span.start || edit->span.start >= span.end);
        }
    }
}

static void
assert_step (Case         *test,
             SwRewriter   *rewriter,
             const Change *change)
{
  g_autoptr (SwEdits) edits = sw_rewriter_finish (rewriter);
  gsize length, new_length, undone_length;
  const char *text = sw_tree_get_text (test->tree, &length);
  g_autofree char *after = sw_edits_apply (edits, text, length, &new_length);
  g_autoptr (SwEdits) undo = sw_edits_invert (edits, text);
  g_autofree char *undone = sw_edits_apply (undo, after, new_length, &undone_length);
  g_autoptr (SwTree) tree = sw_tree_parse (after, (gssize) new_length);
  g_auto (SwValue) found = sw_node_to_value (sw_tree_get_root (tree));
  g_auto (SwValue) expected = convert (sw_tree_get_root (test->tree), change);
  g_autofree char *found_text = sw_value_to_text (found, SW_TEXT_DEFAULT, NULL);
  g_autofree char *expected_text = sw_value_to_text (expected, SW_TEXT_DEFAULT, NULL);

  if (!sw_tree_is_valid (tree) || strcmp (found_text, expected_text) != 0)
    g_error ("before:\n%s\nafter:\n%s\nexpected:\n%s", text, after, expected_text);

  g_assert_cmpmem (undone, undone_length, text, length);
  g_assert_cmpstr (sw_tree_get_text (sw_rewriter_get_tree (rewriter), NULL), ==, after);
  assert_others_untouched (test, change, edits);
}

typedef gboolean (*TryFunc) (Case       *test,
                             SwRewriter *rewriter,
                             Change     *change);

static void
run_steps (gconstpointer data)
{
  TryFunc try_step = *(const TryFunc *) data;
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint done = 0;

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text = random_document (random, RANDOM_PLACEHOLDERS);
      g_autoptr (SwTree) tree = sw_tree_parse (text->str, (gssize) text->len);
      g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tree);
      g_autoptr (GPtrArray) nodes = list_nodes (tree);
      Case test = { random, tree, nodes };
      Change change = { .value = SW_VALUE_INIT };

      g_assert_true (sw_tree_is_valid (tree));
      if (try_step (&test, rewriter, &change))
        {
          assert_step (&test, rewriter, &change);
          done++;
        }
      sw_value_clear (&change.value);
    }

  g_assert_cmpuint (done, >, ROUNDS / 5);
}

static void
test_formatting_changes_no_value_and_settles_at_once (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text = random_document (random, RANDOM_PLACEHOLDERS);
      g_autoptr (SwTree) tree = sw_tree_parse (text->str, (gssize) text->len);
      guint unit = (guint) g_rand_int_range (random, 0, 5);
      g_autoptr (SwEdits) edits = sw_tree_format (tree, unit);
      g_autofree char *after = sw_edits_apply (edits, text->str, text->len, NULL);
      g_autoptr (SwTree) formatted = sw_tree_parse (after, -1);
      g_autoptr (SwEdits) again = sw_tree_format (formatted, unit);
      g_auto (SwValue) value = sw_node_to_value (sw_tree_get_root (tree));
      g_auto (SwValue) value_after = sw_node_to_value (sw_tree_get_root (formatted));

      g_assert_true (sw_tree_is_valid (formatted));
      g_assert_true (sw_value_equal (value, value_after));
      if (sw_edits_get_count (again) != 0)
        g_error ("formats again:\n%s", after);
    }
}

static void
test_tree_and_text_agree_on_valid_documents (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text = random_document (random, RANDOM_DEFAULT);
      g_autoptr (SwTree) tree = sw_tree_parse (text->str, (gssize) text->len);
      g_auto (SwValue) by_tree = sw_node_to_value (sw_tree_get_root (tree));
      g_auto (SwValue) by_text = SW_VALUE_INIT;
      g_auto (SwValue) again = SW_VALUE_INIT;
      g_autofree char *printed = NULL;
      g_autofree char *printed_tree = sw_value_to_text (by_tree, SW_TEXT_DEFAULT, NULL);
      g_autofree char *pretty = NULL;

      g_assert_true (sw_tree_is_valid (tree));
      g_assert_true (sw_value_from_text (text->str, (gssize) text->len, SW_TEXT_REPORT_DUPLICATES,
                                         &by_text, NULL));
      printed = sw_value_to_text (by_text, SW_TEXT_DEFAULT, NULL);
      g_assert_cmpstr (printed, ==, printed_tree);
      g_assert_true (sw_value_equal (by_text, by_tree));
      g_assert_cmpuint (sw_value_get_text_length (by_text), ==, strlen (printed));

      pretty = sw_value_to_text (by_text, SW_TEXT_PRETTY, NULL);
      g_assert_true (sw_value_from_text (pretty, -1, SW_TEXT_DEFAULT, &again, NULL));
      g_assert_true (sw_value_equal (by_text, again));
    }
}

static void
assert_same_as_peer (SwValue   value,
                     JsonNode *peer)
{
  if (JSON_NODE_HOLDS_OBJECT (peer))
    {
      g_autoptr (GList) members = json_object_get_members (json_node_get_object (peer));
      guint index = 0;

      g_assert_true (sw_value_is (value, SW_TYPE_OBJECT));
      g_assert_cmpuint (sw_value_get_length (value), ==,
                        json_object_get_size (json_node_get_object (peer)));
      for (GList *at = members; at != NULL; at = at->next, index++)
        {
          g_assert_cmpstr (sw_string_get_text (sw_value_get_key (value, index)), ==, at->data);
          assert_same_as_peer (sw_value_get_member_at (value, index),
                               json_object_get_member (json_node_get_object (peer), at->data));
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (peer))
    {
      g_assert_true (sw_value_is (value, SW_TYPE_ARRAY));
      g_assert_cmpuint (sw_value_get_length (value), ==,
                        json_array_get_length (json_node_get_array (peer)));
      for (guint i = 0; i < sw_value_get_length (value); i++)
        assert_same_as_peer (sw_value_get_element (value, i),
                             json_array_get_element (json_node_get_array (peer), i));
    }
  else if (JSON_NODE_HOLDS_NULL (peer))
    g_assert_true (sw_value_is (value, SW_TYPE_NULL));
  else if (json_node_get_value_type (peer) == G_TYPE_STRING)
    g_assert_cmpstr (sw_value_get_text (value, NULL), ==, json_node_get_string (peer));
  else if (json_node_get_value_type (peer) == G_TYPE_BOOLEAN)
    g_assert_true (sw_value_is (value, SW_TYPE_BOOLEAN)
                   && sw_value_get_boolean (value) == json_node_get_boolean (peer));
  else if (json_node_get_value_type (peer) == G_TYPE_INT64)
    {
      gint64 integer;

      g_assert_true (sw_value_get_integer (value, &integer));
      g_assert_cmpint (integer, ==, json_node_get_int (peer));
    }
  else
    g_assert_true (sw_value_get_number (value) == json_node_get_double (peer));
}

static void
test_text_and_json_glib_agree_on_tame_documents (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text = random_document (random, RANDOM_TAME);
      g_autoptr (JsonNode) peer = json_from_string (text->str, NULL);
      g_auto (SwValue) value = SW_VALUE_INIT;

      g_assert_nonnull (peer);
      g_assert_true (sw_value_from_text (text->str, -1, SW_TEXT_DEFAULT, &value, NULL));
      assert_same_as_peer (value, peer);
    }
}

/* Mutated JSON: both readers of ours have to say the same of it. */
static void
test_tree_and_text_agree_on_what_is_json (void)
{
  static const char alphabet[] = "{}[]:,\"\\/ \n\tabtfnu0123456789+-.eE'#\x01\x7f\xc3\x80\xff";
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < ROUNDS * 5; i++)
    {
      g_autoptr (GString) text = random_document (random, RANDOM_DEFAULT);
      g_autoptr (SwTree) tree = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (SwValue) value = SW_VALUE_INIT;
      gssize at = g_rand_int_range (random, 0, (gint32) text->len);
      gboolean json;

      if (g_rand_boolean (random))
        g_string_erase (text, at, 1);
      if (g_rand_boolean (random))
        g_string_insert_c (text, at, alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)]);

      tree = sw_tree_parse (text->str, (gssize) text->len);
      json = sw_value_from_text (text->str, (gssize) text->len, SW_TEXT_DEFAULT, &value, &error);
      if (json != sw_tree_is_valid (tree))
        g_error ("%s\n%s", text->str, error != NULL ? error->message : "is JSON");
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    TryFunc     try_step;
  } steps[] = {
    { "/json/random/set", try_set },
    { "/json/random/insert-member", try_insert_member },
    { "/json/random/insert-element", try_insert_element },
    { "/json/random/remove", try_remove },
    { "/json/random/rename", try_rename },
    { "/json/random/move", try_move },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_test_add_data_func (steps[i].path, &steps[i].try_step, run_steps);
  g_test_add_func ("/json/random/formatting-changes-no-value-and-settles-at-once",
                   test_formatting_changes_no_value_and_settles_at_once);
  g_test_add_func ("/json/random/tree-and-text-agree-on-valid-documents",
                   test_tree_and_text_agree_on_valid_documents);
  g_test_add_func ("/json/random/text-and-json-glib-agree-on-tame-documents",
                   test_text_and_json_glib_agree_on_tame_documents);
  g_test_add_func ("/json/random/tree-and-text-agree-on-what-is-json",
                   test_tree_and_text_agree_on_what_is_json);
  return g_test_run ();
}
