/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* The catalogue: the services a Task can call, and what is to be known of each call: the patterns
 * it supports, its parameters, what a new state with it looks like, the errors it can fail with.
 * Palette, completion, hover cards, inspector and checker read it.
 *
 * Optimised integrations ("lambda:invoke") are all here. Of the thousands of calls of the SDK
 * ("aws-sdk:s3:getObject") the often used ones are; the others are named by rule.
 *
 * Everything is static and constant. The texts for people are to be translated with _(). */

/* How Step Functions waits for a call: what stands behind the action in the ARN */
typedef enum
{
  SW_PATTERN_REQUEST = 1 << 0, /* nothing: goes on with the service's answer */
  SW_PATTERN_SYNC = 1 << 1,    /* .sync: waits for the job to end */
  SW_PATTERN_SYNC_2 = 1 << 2,  /* .sync:2: as .sync, with parsed output */
  SW_PATTERN_TOKEN = 1 << 3,   /* .waitForTaskToken: waits for someone to return the token */
} SwPatterns;

/* The kind of service, to sort and search by */
typedef enum
{
  SW_SERVICE_COMPUTE,
  SW_SERVICE_DATABASE,
  SW_SERVICE_MESSAGES,
  SW_SERVICE_FLOW,
  SW_SERVICE_STORAGE,
  SW_SERVICE_ANALYTICS,
  SW_SERVICE_LEARNING,
  SW_SERVICE_DEVELOPMENT,
  SW_SERVICE_MANAGEMENT,
  SW_SERVICE_NETWORK,
  SW_SERVICE_N_GROUPS
} SwServiceGroup;

typedef enum
{
  SW_PARAMETER_ANY, /* taken as it is; an object that the API wants as text is made text */
  SW_PARAMETER_TEXT,
  SW_PARAMETER_NUMBER,
  SW_PARAMETER_BOOLEAN,
  SW_PARAMETER_ARRAY,
  SW_PARAMETER_OBJECT,
} SwParameterType;

/* A member of Parameters or Arguments */
typedef struct
{
  const char      *name;
  SwParameterType  type;
  gboolean         required;
  const char      *help;   /* one sentence, to translate */
  const char      *values; /* "NONE TOTAL": the texts there are; NULL: any */
} SwParameter;

typedef struct _SwService SwService;
typedef struct _SwIntegration SwIntegration;

struct _SwService
{
  const char           *key;    /* as in the ARN: "lambda", "elasticmapreduce"; of the SDK "s3" */
  const char           *name;   /* a proper name: "AWS Lambda" */
  const char           *shortly; /* "Lambda": begins the names of new states */
  const char           *icon;   /* which symbol stands for it: the same for "states" and "sfn" */
  const char           *prefix; /* of its errors: "Lambda", as in Lambda.ServiceException */
  const char           *errors; /* any call can fail with, without the prefix, spaces between */
  SwServiceGroup        group;
  gboolean              sdk;    /* its ARNs read arn:aws:states:::aws-sdk:KEY:ACTION */
  SwIntegration        *integrations;
  guint                 n_integrations;
};

struct _SwIntegration
{
  const SwService   *service;
  const char        *action;   /* "invoke" */
  const char        *title;    /* for a palette, to translate; NULL: service and action */
  const char        *name;     /* of a new state; NULL: likewise */
  const char        *help;     /* one sentence, to translate */
  SwPatterns         patterns; /* those there are */
  SwPatterns         pattern;  /* the one a new state has */
  gboolean           in_map;   /* for ItemReader or ResultWriter, not for a Task's Resource */
  const SwParameter *parameters; /* required ones first */
  guint              n_parameters;
  const char        *jsonpath; /* a new state's Parameters: members of JSON with ' for " */
  const char        *jsonata;  /* … its Arguments; NULL: as jsonpath */
  const char        *token_jsonpath; /* the same where it waits for a token; NULL: as jsonpath */
  const char        *token_jsonata;
  const char        *output_path; /* a new state's OutputPath, or NULL */
  const char        *output;   /* a new state's Output in JSONata, or NULL */
  const char        *retry;    /* errors a new state retries, without prefix; or NULL */
  const char        *errors;   /* as the service's, of this call alone; or NULL */
};

/* What an ARN says: arn:PARTITION:states:::[aws-sdk:]SERVICE:ACTION[.PATTERN] */
typedef struct
{
  char       *service; /* "lambda" */
  char       *action;  /* "invoke" */
  gboolean    sdk;
  SwPatterns  pattern;
} SwResource;

const SwService     *sw_services_get_all        (guint               *count);
const SwService     *sw_services_find           (const char          *key,
                                                 gboolean             sdk);
char                *sw_service_dup_short_name  (const char          *key,
                                                 gboolean             sdk);
const char          *sw_service_group_get_title (SwServiceGroup       group);

gboolean             sw_resource_parse          (const char          *arn,
                                                 SwResource          *resource);
void                 sw_resource_clear          (SwResource          *resource);

const SwIntegration *sw_catalogue_find          (const char          *arn);
char                *sw_catalogue_dup_title     (const char          *arn);
char               **sw_catalogue_dup_errors    (const char          *arn);

char                *sw_integration_dup_id      (const SwIntegration *self);
char                *sw_integration_dup_title   (const SwIntegration *self);
char                *sw_integration_dup_name    (const SwIntegration *self);
char                *sw_integration_dup_arn     (const SwIntegration *self,
                                                 SwPatterns           pattern);
char                *sw_integration_dup_state   (const SwIntegration *self,
                                                 SwPatterns           pattern,
                                                 SwQueryLanguage      language);
const char          *sw_pattern_get_suffix      (SwPatterns           pattern);
const char          *sw_pattern_get_help        (SwPatterns           pattern);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwResource, sw_resource_clear)

G_END_DECLS
