/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-service.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "aws/sw-aws-resources.h"

/* A service as it was read. Names point into the document. */
typedef struct
{
  SwAwsService  public;
  JsonParser   *parser;
  JsonObject   *errors;
  JsonObject   *told;       /* "operations" */
  GHashTable   *operations; /* of those asked for: name -> SwAwsOperation */
  JsonArray    *shapes;
  SwShape     **made;       /* of `shapes`, those asked for */
} Service;

/* The names by which optimised integrations call services that SDK integrations call otherwise */
static const struct
{
  const char *optimised, *key;
} aliases[] = {
  { "states", "sfn" },
  { "events", "eventbridge" },
  { "elasticmapreduce", "emr" },
  { "emr-containers", "emrcontainers" },
  { "emr-serverless", "emrserverless" },
};

static const char *const protocols[] = { "json", "query", "ec2", "rest-json", "rest-xml" };

static const SwShape *find_shape (Service  *self,
                                  JsonNode *told);

static const char *
text_of (JsonObject *object,
         const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static gboolean
flag_of (JsonObject *object,
         const char *member)
{
  return json_object_has_member (object, member);
}

static const SwShape *
find_scalar (const char *letter)
{
  static const struct
  {
    const char *letter;
    SwShape     shape;
  } scalars[] = {
    { "s", { SW_SHAPE_STRING } },     { "x", { SW_SHAPE_BLOB } },
    { "y", { SW_SHAPE_OPAQUE } },
    { "i", { SW_SHAPE_INTEGER } },    { "n", { SW_SHAPE_NUMBER } },
    { "b", { SW_SHAPE_BOOLEAN } },    { "d", { SW_SHAPE_DOCUMENT } },
    { "t", { SW_SHAPE_TIME } },       { "ti", { SW_SHAPE_TIME_ISO } },
    { "tu", { SW_SHAPE_TIME_UNIX } }, { "th", { SW_SHAPE_TIME_HTTP } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (scalars); i++)
    if (g_str_equal (letter, scalars[i].letter))
      return &scalars[i].shape;
  g_return_val_if_reached (&scalars[0].shape);
}

static SwMemberPlace
place_of (const char *letter)
{
  static const char letters[] = "-hHuqs"; /* by SwMemberPlace */

  return letter != NULL ? (SwMemberPlace) (strchr (letters, *letter) - letters) : SW_PLACE_BODY;
}

static void
read_member (Service    *self,
             const char *name,
             JsonNode   *told,
             SwMember   *member)
{
  JsonObject *row = JSON_NODE_HOLDS_OBJECT (told) ? json_node_get_object (told) : NULL;

  member->name = member->wire = member->answered = name;
  member->shape = find_shape (self, row != NULL ? json_object_get_member (row, "t") : told);
  if (row == NULL)
    return;
  member->wire = json_object_get_string_member_with_default (row, "n", name);
  member->answered = json_object_get_string_member_with_default (row, "r", member->wire);
  member->place = place_of (text_of (row, "l"));
  member->flattened = flag_of (row, "f");
  member->attribute = flag_of (row, "a");
  member->payload = flag_of (row, "p");
  member->stream = flag_of (row, "s");
  member->token = flag_of (row, "k");
}

static void
read_structure (Service    *self,
                JsonObject *members,
                SwShape    *shape)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *told;

  shape->kind = SW_SHAPE_STRUCTURE;
  shape->members = g_new0 (SwMember, json_object_get_size (members));
  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &told))
    read_member (self, name, told, &shape->members[shape->n_members++]);
}

static void
read_shape (Service    *self,
            JsonObject *told,
            SwShape    *shape)
{
  shape->flattened = flag_of (told, "f");
  if (flag_of (told, "m"))
    read_structure (self, json_object_get_object_member (told, "m"), shape);
  else if (flag_of (told, "l"))
    {
      shape->kind = SW_SHAPE_LIST;
      shape->name = text_of (told, "n");
      shape->element = find_shape (self, json_object_get_member (told, "l"));
    }
  else
    {
      shape->kind = SW_SHAPE_MAP;
      shape->key_name = text_of (told, "kn");
      shape->value_name = text_of (told, "vn");
      shape->element = find_shape (self, json_object_get_member (told, "v"));
    }
}

/* A shape may hold itself: it is known before its parts are read. */
static const SwShape *
find_shape (Service  *self,
            JsonNode *told)
{
  guint index;

  if (told == NULL)
    return NULL;
  if (json_node_get_value_type (told) == G_TYPE_STRING)
    return find_scalar (json_node_get_string (told));
  index = (guint) json_node_get_int (told);
  if (self->made[index] == NULL)
    {
      self->made[index] = g_new0 (SwShape, 1);
      read_shape (self, json_array_get_object_element (self->shapes, index), self->made[index]);
    }
  return self->made[index];
}

static SwAwsProtocol
protocol_of (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    if (g_str_equal (name, protocols[i]))
      return (SwAwsProtocol) i;
  g_return_val_if_reached (SW_AWS_JSON);
}

static Service *
service_new (JsonParser *take_parser)
{
  JsonObject *root = json_node_get_object (json_parser_get_root (take_parser));
  Service *self = g_new0 (Service, 1);

  self->parser = take_parser;
  self->public = (SwAwsService) {
    .id = text_of (root, "id"),
    .key = text_of (root, "key"),
    .prefix = text_of (root, "prefix"),
    .endpoint = text_of (root, "endpoint"),
    .signing = text_of (root, "signing"),
    .protocol = protocol_of (text_of (root, "protocol")),
    .json = text_of (root, "json"),
    .target = text_of (root, "target"),
    .version = text_of (root, "version"),
    .region = text_of (root, "region"),
  };
  self->errors = json_object_get_object_member (root, "errors");
  self->told = json_object_get_object_member (root, "operations");
  self->operations = g_hash_table_new (g_str_hash, g_str_equal);
  self->shapes = json_object_get_array_member (root, "shapes");
  self->made = g_new0 (SwShape *, json_array_get_length (self->shapes));
  return self;
}

static Service *
service_load (const char *key)
{
  g_autofree char *path = g_strdup_printf ("/io/github/stepwright/aws/%s.json", key);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *data;

  text = g_resource_lookup_data (sw_aws_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (text == NULL)
    return NULL;
  data = g_bytes_get_data (text, &length);
  if (!json_parser_load_from_data (parser, data, (gssize) length, NULL))
    g_return_val_if_reached (NULL);
  return service_new (g_steal_pointer (&parser));
}

/**
 * sw_aws_service_find:
 * @key: as in an ARN of an SDK integration, "sfn", or of an optimised one, "states"
 *
 * Returns: (nullable): the service; %NULL for one that the tables do not have
 */
const SwAwsService *
sw_aws_service_find (const char *key)
{
  static GHashTable *known;
  Service *self;

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (key, aliases[i].optimised))
      key = aliases[i].key;
  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (known, key);
  if (self == NULL)
    self = service_load (key);
  if (self == NULL)
    return NULL;
  g_hash_table_insert (known, (gpointer) self->public.key, self);
  return &self->public;
}

/* "putItem" is PutItem, "listObjectsV2" is ListObjectsV2: letters alike in any case */
static const char *
find_name (JsonObject *operations,
           const char *action)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, operations);
  while (json_object_iter_next (&iter, &name, NULL))
    if (g_ascii_strcasecmp (name, action) == 0)
      return name;
  return NULL;
}

/**
 * sw_aws_service_find_operation:
 * @action: as in an ARN, "putItem"
 *
 * Returns: (nullable): the operation; %NULL for one that the tables do not have
 */
const SwAwsOperation *
sw_aws_service_find_operation (const SwAwsService *self,
                               const char         *action)
{
  Service *service = (Service *) self;
  const char *name = find_name (service->told, action);
  SwAwsOperation *operation;
  JsonObject *told;

  if (name == NULL)
    return NULL;
  operation = g_hash_table_lookup (service->operations, name);
  if (operation != NULL)
    return operation;
  told = json_object_get_object_member (service->told, name);
  operation = g_new0 (SwAwsOperation, 1);
  *operation = (SwAwsOperation) {
    .name = name,
    .method = json_object_get_string_member_with_default (told, "m", "POST"),
    .uri = json_object_get_string_member_with_default (told, "u", "/"),
    .input = find_shape (service, json_object_get_member (told, "i")),
    .output = find_shape (service, json_object_get_member (told, "o")),
    .wrapper = text_of (told, "w"),
    .root = text_of (told, "x"),
    .checksum = flag_of (told, "c"),
  };
  g_hash_table_insert (service->operations, (gpointer) name, operation);
  return operation;
}

/**
 * sw_aws_service_find_error:
 * @code: of an answer, "NotFound"
 *
 * Returns: (nullable): the name of the modelled error that has this code, "NotFoundException"; or
 *   %NULL where the model has none
 */
const char *
sw_aws_service_find_error (const SwAwsService *self,
                           const char         *code)
{
  const Service *service = (const Service *) self;
  g_autofree char *longer = g_strconcat (code, "Exception", NULL);
  JsonObjectIter iter;
  const char *wire;
  JsonNode *told;

  /* Some servers send the error's name in place of its code, or that name without its end. */
  json_object_iter_init (&iter, service->errors);
  while (json_object_iter_next (&iter, &wire, &told))
    {
      const char *name
          = json_node_get_value_type (told) == G_TYPE_STRING ? json_node_get_string (told) : wire;

      if (g_str_equal (wire, code) || g_str_equal (name, code) || g_str_equal (name, longer))
        return name;
    }
  return NULL;
}

/**
 * sw_aws_operation_only_reads:
 *
 * Returns: whether it may be sent a second time without an effect of its own
 */
gboolean
sw_aws_operation_only_reads (const SwAwsOperation *self)
{
  static const char *const verbs[]
      = { "Get", "List", "Describe", "BatchGet", "Query", "Scan", "Head" };

  /* What is taken from a queue of work is gone. */
  if (g_str_equal (self->name, "GetActivityTask"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_has_prefix (self->name, verbs[i]))
      return TRUE;
  return FALSE;
}

/* Whether two names differ in the style of writing alone: "TableName", "tableName", "table_name" */
static gboolean
names_match (const char *name,
             const char *told,
             gsize       length)
{
  const char *end = told + length;

  for (;; name++, told++)
    {
      while (*name == '_' || *name == '-')
        name++;
      while (told < end && (*told == '_' || *told == '-'))
        told++;
      if (*name == '\0' || told == end)
        return *name == '\0' && told == end;
      if (g_ascii_tolower (*name) != g_ascii_tolower (*told))
        return FALSE;
    }
}

/**
 * sw_shape_find_member:
 * @name: in any style of writing
 * @length: bytes
 *
 * Returns: (nullable): the member of a structure that is meant: exactly this one where there is
 *   one, else the first that differs in style alone
 */
const SwMember *
sw_shape_find_member (const SwShape *self,
                      const char    *name,
                      gsize          length)
{
  for (guint i = 0; i < self->n_members; i++)
    if (strlen (self->members[i].name) == length
        && memcmp (self->members[i].name, name, length) == 0)
      return &self->members[i];
  for (guint i = 0; i < self->n_members; i++)
    if (names_match (self->members[i].name, name, length))
      return &self->members[i];
  return NULL;
}
