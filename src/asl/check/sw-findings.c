/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-findings.h"

#include "asl/check/sw-check.h"

#include <glib/gi18n.h>
#include <string.h>

/* AWS's codes; not all are in its documentation */
#define SCHEMA "SCHEMA_VALIDATION_FAILED"
#define TARGET "MISSING_TRANSITION_TARGET"

#define OURS SW_DIAGNOSTIC_PREFIX

#define ERROR SW_SEVERITY_ERROR
#define WARNING SW_SEVERITY_WARNING
#define HINT SW_SEVERITY_HINT

static const SwFindingInfo infos[] = {
  [SW_FINDING_NOT_AN_OBJECT] = { "not-an-object", ERROR, SCHEMA,
    N_ ("A definition is one JSON object with StartAt and States.") },
  [SW_FINDING_MISSING_FIELD] = { "missing-field", ERROR, SCHEMA,
    N_ ("Add what is missing; nothing else can take its place.") },
  [SW_FINDING_MISSING_ALTERNATIVE] = { "missing-alternative", ERROR, SCHEMA,
    N_ ("One of these fields must stand here; choose one and add it.") },
  [SW_FINDING_EXCLUSIVE_FIELDS] = { "exclusive-fields", ERROR, SCHEMA,
    N_ ("These fields exclude each other; keep one and remove the others.") },
  [SW_FINDING_UNSUPPORTED_FIELD] = { "unsupported-field", ERROR, SCHEMA,
    N_ ("There is no such field here; look for a slip in its name, or remove it.") },
  [SW_FINDING_OTHER_LANGUAGE] = { "other-language", ERROR, SCHEMA,
    N_ ("It belongs to the other query language; use its counterpart, or set QueryLanguage.") },
  [SW_FINDING_MACHINE_LANGUAGE] = { "machine-language", ERROR, SCHEMA,
    N_ ("A JSONata state machine has no JSONPath states; set JSONata per state instead.") },
  [SW_FINDING_WRONG_TYPE] = { "wrong-type", ERROR, SCHEMA,
    N_ ("A value of another JSON type must stand here.") },
  [SW_FINDING_NUMBER_RANGE] = { "number-range", ERROR, SCHEMA,
    N_ ("The number is outside of what the service takes.") },
  [SW_FINDING_VALUE_CHOICE] = { "value-choice", ERROR, SCHEMA,
    N_ ("Only the listed words may stand here, written exactly so.") },
  [SW_FINDING_EMPTY] = { "empty", ERROR, SCHEMA, N_ ("At least one item must stand in it.") },
  [SW_FINDING_STATES_ALL] = { "states-all", ERROR, SCHEMA,
    N_ ("States.ALL stands for every error, so it stands alone, in the last retrier or catcher.") },
  [SW_FINDING_RULE_SHAPE] = { "rule-shape", ERROR, SCHEMA,
    N_ ("A rule has one condition: a comparison, or And, Or or Not with others inside.") },
  [SW_FINDING_RULE_OPERATOR] = { "rule-operator", ERROR, SCHEMA,
    N_ ("Say how the variable is to be compared, and with what.") },
  [SW_FINDING_TIMESTAMP] = { "timestamp", ERROR, SCHEMA,
    N_ ("Write date, T, time and a zone, such as 2026-03-14T01:59:00Z.") },
  [SW_FINDING_RESOURCE] = { "resource", ERROR, SCHEMA,
    N_ ("Write the ARN of a function, an activity or a service integration.") },
  [SW_FINDING_EXPRESS] = { "express", ERROR, SCHEMA,
    N_ ("Express executions cannot wait for jobs, callbacks or activities; use STANDARD.") },
  [SW_FINDING_CREDENTIALS] = { "credentials", ERROR, SCHEMA,
    N_ ("Credentials name the role to assume, as RoleArn.") },
  [SW_FINDING_PATH] = { "path", ERROR, SCHEMA,
    N_ ("A path begins with $ and goes on with .name or [index].") },
  [SW_FINDING_REFERENCE_PATH] = { "reference-path", ERROR, SCHEMA,
    N_ ("Here a path must lead to exactly one place: no wildcards, slices or filters.") },
  [SW_FINDING_TEMPLATE_PATH] = { "template-path", ERROR, SCHEMA,
    N_ ("A member whose name ends with .$ holds a path or an intrinsic function.") },
  [SW_FINDING_TEMPLATE_CONFLICT] = { "template-conflict", ERROR, SCHEMA,
    N_ ("Both members make the same one; remove one of them.") },
  [SW_FINDING_NO_DOLLAR] = { "no-dollar", WARNING, "NO_DOLLAR",
    N_ ("If the value is meant to be evaluated, end the member's name with .$.") },
  [SW_FINDING_STATIC_RESULT] = { "static-result", WARNING, "PASS_RESULT_IS_STATIC",
    N_ ("Result is never evaluated; put what is to be evaluated into Parameters.") },
  [SW_FINDING_JSONATA_DELIMITERS] = { "jsonata-delimiters", ERROR, SCHEMA,
    N_ ("An expression stands between {% and %}, with nothing outside of them.") },
  [SW_FINDING_JSONATA_SYNTAX] = { "jsonata-syntax", ERROR, "INVALID_JSONATA_EXPRESSION",
    N_ ("The expression cannot be read from the marked place on.") },
  [SW_FINDING_JSONATA_NAME] = { "jsonata-name", ERROR, "UNSUPPORTED_JSONATA_EXPRESSION",
    N_ ("Step Functions offers $states and variables; $states.errorOutput only in a Catch.") },
  [SW_FINDING_MISSING_TARGET] = { "missing-target", ERROR, TARGET,
    N_ ("Name a state of the same StartAt and States; states elsewhere cannot be reached.") },
  [SW_FINDING_UNREACHABLE] = { "unreachable", ERROR, TARGET,
    N_ ("Nothing leads to this state; connect it, or delete it.") },
  [SW_FINDING_NO_END] = { "no-end", ERROR, "MISSING_END_STATE",
    N_ ("Some state must end the state machine: Succeed, Fail, or one with \"End\": true.") },
  [SW_FINDING_STATE_NAME] = { "state-name", ERROR, "INVALID_STATE_NAME",
    N_ ("A state's name has 1 to 80 characters; say the rest in its Comment.") },
  [SW_FINDING_DUPLICATE_STATE] = { "duplicate-state", ERROR, "DUPLICATE_STATE_NAME",
    N_ ("Names are unique in the whole state machine, branches and maps included; rename one.") },
  [SW_FINDING_LABEL] = { "label", ERROR, "INVALID_LABEL_NAME",
    N_ ("A label becomes part of an ARN: at most 40 characters, without spaces or marks.") },
  [SW_FINDING_DUPLICATE_LABEL] = { "duplicate-label", ERROR, "DUPLICATE_LABEL_NAME",
    N_ ("Labels are unique in the whole state machine; change one of them.") },
  [SW_FINDING_NESTED] = { "nested", ERROR, "TOO_DEEPLY_NESTED",
    N_ ("Move the inner part into a state machine of its own.") },
  [SW_FINDING_VARIABLE_NAME] = { "variable-name", ERROR, "INVALID_VARIABLE_NAME",
    N_ ("A variable's name is a letter, then letters, digits and underscores.") },
  [SW_FINDING_RESERVED_VARIABLE] = { "reserved-variable", ERROR, "RESERVED_VARIABLE_NAME",
    N_ ("$states belongs to the service; choose another name.") },
  [SW_FINDING_DUPLICATE_MEMBER] = { "duplicate-member", WARNING, OURS "DUPLICATE_MEMBER",
    N_ ("Of members of one name only the last counts; rename or remove the others.") },
  [SW_FINDING_VARIABLE_UNASSIGNED] = { "variable-unassigned", WARNING, OURS "VARIABLE_UNASSIGNED",
    N_ ("Reading it fails the execution; assign it in a state before, or mend its name.") },
  [SW_FINDING_VARIABLE_MAYBE_UNASSIGNED] = { "variable-maybe-unassigned", WARNING,
    OURS "VARIABLE_MAYBE_UNASSIGNED",
    N_ ("On some way here it has no value, and reading it fails; assign it on that way too.") },
  [SW_FINDING_UNKNOWN_FUNCTION] = { "unknown-function", WARNING, OURS "UNKNOWN_FUNCTION",
    N_ ("Neither JSONata nor Step Functions has it, so calling it fails; mend its name.") },
  [SW_FINDING_RULE_NEVER] = { "rule-never-matches", WARNING, OURS "RULE_NEVER_MATCHES",
    N_ ("Rules are tried in order; move this one up, mend its condition, or delete it.") },
  [SW_FINDING_NO_DEFAULT] = { "no-default", WARNING, OURS "NO_DEFAULT",
    N_ ("Add a Default, even if it leads to a Fail state that says what is wrong.") },
  [SW_FINDING_ERROR_TAKEN] = { "error-taken", WARNING, OURS "ERROR_TAKEN",
    N_ ("The first retrier or catcher that names an error takes it; remove the name here.") },
  [SW_FINDING_ERROR_TERMINAL] = { "error-terminal", WARNING, OURS "ERROR_TERMINAL",
    N_ ("No retry helps against this error; remove the name, and mend what causes it.") },
  [SW_FINDING_ERROR_UNKNOWN] = { "error-unknown", WARNING, OURS "ERROR_UNKNOWN",
    N_ ("An error of this name never comes; mend it, as upper and lower case count.") },
  [SW_FINDING_ERROR_IMPOSSIBLE] = { "error-impossible", WARNING, OURS "ERROR_IMPOSSIBLE",
    N_ ("Only a Choice, Parallel or Map gives this error; handle it around those.") },
  [SW_FINDING_NEVER_REACHED] = { "never-reached", WARNING, OURS "NEVER_REACHED",
    N_ ("Only rules, Defaults or catchers that are never taken lead here; mend those.") },
  [SW_FINDING_ENDLESS] = { "endless", WARNING, OURS "ENDLESS",
    N_ ("It goes on until an error or a quota stops the execution; add a way out.") },
  [SW_FINDING_CALLBACK_TIMEOUT] = { "callback-timeout", WARNING, OURS "CALLBACK_TIMEOUT",
    N_ ("Nobody notices a lost answer; add TimeoutSeconds, or HeartbeatSeconds.") },
  [SW_FINDING_CALLBACK_TOKEN] = { "callback-token", WARNING, OURS "CALLBACK_TOKEN",
    N_ ("Pass $$.Task.Token, or $states.context.Task.Token, to whom is to send it back.") },
  [SW_FINDING_HEARTBEAT] = { "heartbeat", WARNING, OURS "HEARTBEAT",
    N_ ("The timeout comes first, so that the heartbeat has no effect; make it smaller.") },
  [SW_FINDING_DURATION] = { "duration", WARNING, OURS "DURATION",
    N_ ("The quota ends it before; write a smaller number.") },
  [SW_FINDING_CONCURRENCY] = { "concurrency", HINT, OURS "CONCURRENCY",
    N_ ("For more, set the Map's mode to DISTRIBUTED.") },
  [SW_FINDING_PATH_IN_JSONATA] = { "path-in-jsonata", WARNING, OURS "PATH_IN_JSONATA",
    N_ ("In JSONata only {% … %} is evaluated; this is taken literally.") },
  [SW_FINDING_JSONATA_IN_PATH] = { "jsonata-in-path", WARNING, OURS "JSONATA_IN_PATH",
    N_ ("In JSONPath {% … %} is taken literally; set the state's QueryLanguage to JSONata.") },
  [SW_FINDING_PATH_UNREAD] = { "path-unread", WARNING, OURS "PATH_UNREAD",
    N_ ("AWS may take it; to run it here, write it as in [?(@.kind == 'home' && @.n > 1)].") },
  [SW_FINDING_ARN_PARTITION] = { "arn-partition", WARNING, OURS "ARN_PARTITION",
    N_ ("Partitions such as aws, aws-cn and aws-us-gov do not see each other; use one.") },
  [SW_FINDING_ARN_REGION] = { "arn-region", WARNING, OURS "ARN_REGION",
    N_ ("Put the region's code there; ${placeholders} are filled in when it is deployed.") },
  [SW_FINDING_ARN_ACCOUNT] = { "arn-account", WARNING, OURS "ARN_ACCOUNT",
    N_ ("Put the account's number there; ${placeholders} are filled in when it is deployed.") },
  [SW_FINDING_SECRET] = { "secret", WARNING, OURS "SECRET",
    N_ ("Keep it in AWS Secrets Manager or a connection, and put a reference here.") },
  [SW_FINDING_DEFINITION_SIZE] = { "definition-size", ERROR, OURS "DEFINITION_SIZE",
    N_ ("The service refuses it; move parts into state machines of their own.") },
  [SW_FINDING_DEFINITION_DEPTH] = { "definition-depth", ERROR, OURS "DEFINITION_DEPTH",
    N_ ("Not AWS's bound but ours: move the inner part to where it nests less to run it here.") },
  [SW_FINDING_PAYLOAD_SIZE] = { "payload-size", WARNING, OURS "PAYLOAD_SIZE",
    N_ ("The state fails with States.DataLimitExceeded; keep the data in Amazon S3.") },
  [SW_FINDING_NO_VALUE] = { "placeholder-value", HINT, SW_CHECK_NO_VALUE,
    N_ ("Give it a value in the tasks file to check and run with it.") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (infos) == SW_N_FINDINGS);

/**
 * sw_finding_get_info:
 *
 * Returns: (transfer none): the row of the table
 */
const SwFindingInfo *
sw_finding_get_info (SwFinding finding)
{
  g_return_val_if_fail (finding < SW_N_FINDINGS, NULL);

  return &infos[finding];
}

/**
 * sw_finding_get_index:
 * @info: a row of the table
 *
 * Returns: which
 */
SwFinding
sw_finding_get_index (const SwFindingInfo *info)
{
  return (SwFinding) (info - infos);
}

/**
 * sw_findings_find:
 * @kind: (nullable): a diagnostic's kind
 *
 * Returns: (transfer none) (nullable): the row called so; %NULL for kinds of the parsers of text
 */
const SwFindingInfo *
sw_findings_find (const char *kind)
{
  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (infos); i++)
    if (strcmp (infos[i].kind, kind) == 0)
      return &infos[i];

  return NULL;
}

/**
 * sw_diagnostic_get_help:
 * @diagnostic: any finding
 *
 * One sentence on what the rule is and how to mend it, for a person, beside the message, which is
 * AWS's own where AWS says it.
 *
 * Returns: (nullable): translated; %NULL for errors of syntax, whose messages say it all
 */
const char *
sw_diagnostic_get_help (const SwDiagnostic *diagnostic)
{
  const SwFindingInfo *info = sw_findings_find (diagnostic->kind);

  return info != NULL ? _ (info->help) : NULL;
}
