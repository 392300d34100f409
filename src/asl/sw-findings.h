/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-diagnostic.h"

G_BEGIN_DECLS

/* The ONE table of what the checker can find in a definition: a row per rule, with its code, its
 * severity, and a sentence on why it matters and how to mend it. Errors of syntax are not in it:
 * their messages say all of that. */

typedef enum
{
  /* What AWS says */
  SW_FINDING_NOT_AN_OBJECT,
  SW_FINDING_MISSING_FIELD,
  SW_FINDING_MISSING_ALTERNATIVE,
  SW_FINDING_EXCLUSIVE_FIELDS,
  SW_FINDING_UNSUPPORTED_FIELD,
  SW_FINDING_OTHER_LANGUAGE,
  SW_FINDING_MACHINE_LANGUAGE,
  SW_FINDING_WRONG_TYPE,
  SW_FINDING_NUMBER_RANGE,
  SW_FINDING_VALUE_CHOICE,
  SW_FINDING_EMPTY,
  SW_FINDING_STATES_ALL,
  SW_FINDING_RULE_SHAPE,
  SW_FINDING_RULE_OPERATOR,
  SW_FINDING_TIMESTAMP,
  SW_FINDING_RESOURCE,
  SW_FINDING_EXPRESS,
  SW_FINDING_CREDENTIALS,
  SW_FINDING_PATH,
  SW_FINDING_REFERENCE_PATH,
  SW_FINDING_TEMPLATE_PATH,
  SW_FINDING_TEMPLATE_CONFLICT,
  SW_FINDING_NO_DOLLAR,
  SW_FINDING_STATIC_RESULT,
  SW_FINDING_JSONATA_DELIMITERS,
  SW_FINDING_JSONATA_SYNTAX,
  SW_FINDING_JSONATA_NAME,
  SW_FINDING_MISSING_TARGET,
  SW_FINDING_UNREACHABLE,
  SW_FINDING_NO_END,
  SW_FINDING_STATE_NAME,
  SW_FINDING_DUPLICATE_STATE,
  SW_FINDING_LABEL,
  SW_FINDING_DUPLICATE_LABEL,
  SW_FINDING_NESTED,
  SW_FINDING_VARIABLE_NAME,
  SW_FINDING_RESERVED_VARIABLE,
  SW_N_FINDINGS
} SwFinding;

typedef struct
{
  const char *kind; /* the rule's own name, unique: "missing-target" */
  SwSeverity  severity;
  const char *code; /* AWS's, or ours with SW_DIAGNOSTIC_PREFIX */
  const char *help; /* one sentence, to translate */
} SwFindingInfo;

const SwFindingInfo *sw_finding_get_info (SwFinding           finding);
const SwFindingInfo *sw_findings_find    (const char         *kind);
const char          *sw_diagnostic_get_help (const SwDiagnostic *diagnostic);

G_END_DECLS
