/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is known of AWS's services: services/KEY.json, made by make-services.py from botocore's
 * models and read when a service is first asked for. All of it is constant and lives as long as the
 * program. */

typedef enum
{
  SW_AWS_JSON,
  SW_AWS_QUERY,
  SW_AWS_EC2,
  SW_AWS_REST_JSON,
  SW_AWS_REST_XML,
} SwAwsProtocol;

typedef enum
{
  SW_SHAPE_STRING,
  SW_SHAPE_BLOB,      /* bytes: the text that they are, Base64 where they are none */
  SW_SHAPE_OPAQUE,    /* bytes that are never a text: Base64 */
  SW_SHAPE_INTEGER,
  SW_SHAPE_NUMBER,
  SW_SHAPE_BOOLEAN,
  SW_SHAPE_DOCUMENT,  /* any JSON */
  SW_SHAPE_TIME,      /* in the form that the protocol has for times */
  SW_SHAPE_TIME_ISO,
  SW_SHAPE_TIME_UNIX, /* seconds since the epoch */
  SW_SHAPE_TIME_HTTP,
  SW_SHAPE_STRUCTURE,
  SW_SHAPE_LIST,
  SW_SHAPE_MAP,
} SwShapeKind;

/* Where a member travels */
typedef enum
{
  SW_PLACE_BODY,
  SW_PLACE_HEADER,
  SW_PLACE_HEADERS, /* a map: all headers with this prefix */
  SW_PLACE_PATH,
  SW_PLACE_QUERY,
  SW_PLACE_STATUS,
} SwMemberPlace;

typedef struct _SwShape SwShape;

typedef struct
{
  const char    *name;
  const char    *wire;      /* its name on the wire */
  const char    *answered;  /* its name in EC2's answers */
  const SwShape *shape;
  SwMemberPlace        place;
  gboolean       flattened; /* of a list or map in XML: no element around its elements */
  gboolean       attribute; /* an attribute in XML */
  gboolean       payload;   /* it is the whole body */
  gboolean       stream;    /* bytes of any length; a text in an output */
  gboolean       token;     /* of idempotency: made up where it is left out */
} SwMember;

struct _SwShape
{
  SwShapeKind    kind;
  SwMember      *members;    /* of a structure */
  guint          n_members;
  const SwShape *element;    /* of a list, or the value of a map */
  const char    *name;       /* of a list's elements, in XML and queries; or NULL */
  const char    *key_name;   /* of a map's entries; or NULL */
  const char    *value_name;
  gboolean       flattened;
};

typedef struct
{
  const char    *name;    /* "PutItem" */
  const char    *method;
  const char    *uri;     /* "/functions/{FunctionName}/invocations?x" */
  const SwShape *input;   /* or NULL */
  const SwShape *output;  /* or NULL */
  const char    *wrapper; /* the element around an answer's members, or NULL */
  const char    *root;    /* the element around a request's members, or NULL */
  gboolean       checksum; /* it needs one of the body */
} SwAwsOperation;

typedef struct _SwAwsService SwAwsService;

struct _SwAwsService
{
  const char    *id;       /* "DynamoDB" */
  const char    *key;      /* "dynamodb", as in arn:aws:states:::aws-sdk:KEY:ACTION */
  const char    *prefix;   /* "DynamoDb", of its error names there */
  const char    *endpoint; /* ENDPOINT.REGION.amazonaws.com */
  const char    *signing;  /* its name in a signature; NULL: nothing is signed */
  SwAwsProtocol  protocol;
  const char    *json;     /* "1.0"; NULL but for SW_AWS_JSON */
  const char    *target;   /* of X-Amz-Target, likewise */
  const char    *version;  /* "2012-08-10" */
  const char    *region;   /* of a service with one endpoint for all regions, or NULL */
};

const SwAwsService   *sw_aws_service_find           (const char         *key);
const SwAwsOperation *sw_aws_service_find_operation (const SwAwsService *self,
                                                     const char         *action);
const char           *sw_aws_service_find_error     (const SwAwsService *self,
                                                     const char         *code);
gboolean              sw_aws_operation_only_reads   (const SwAwsOperation *self);
const SwMember       *sw_shape_find_member          (const SwShape      *self,
                                                     const char         *name,
                                                     gsize               length);

G_END_DECLS
