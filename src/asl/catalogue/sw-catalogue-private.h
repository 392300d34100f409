/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/catalogue/sw-catalogue.h"

G_BEGIN_DECLS

/* Shorthands for the tables of the catalogue. They are written once, when the catalogue is first
 * read: each integration is told its service. */

#define TEXT SW_PARAMETER_TEXT
#define NUMBER SW_PARAMETER_NUMBER
#define BOOLEAN SW_PARAMETER_BOOLEAN
#define ARRAY SW_PARAMETER_ARRAY
#define OBJECT SW_PARAMETER_OBJECT
#define ANY SW_PARAMETER_ANY

#define REQUEST SW_PATTERN_REQUEST
#define SYNC SW_PATTERN_SYNC
#define SYNC_2 SW_PATTERN_SYNC_2
#define TOKEN SW_PATTERN_TOKEN

/* What calls of the SDK have in common: they answer, or wait for a token */
#define SDK .patterns = REQUEST | TOKEN, .pattern = REQUEST

#define MUST(NAME, TYPE, HELP) { NAME, TYPE, TRUE, HELP, NULL }
#define MAY(NAME, TYPE, HELP) { NAME, TYPE, FALSE, HELP, NULL }
#define ONE_OF(NAME, VALUES, HELP) { NAME, TEXT, FALSE, HELP, VALUES }
#define MUST_ONE_OF(NAME, VALUES, HELP) { NAME, TEXT, TRUE, HELP, VALUES }

/* A row's parameters are in the table called as its action. */
#define TAKES(table) .parameters = table, .n_parameters = G_N_ELEMENTS (table)
#define HOLDS(table) .integrations = table, .n_integrations = G_N_ELEMENTS (table)

/* Stand-ins for what only the person knows, well formed, so that a new state is valid at once */
#define ACCOUNT "us-east-1:123456789012"
#define ROLE "'arn:aws:iam::123456789012:role/ROLE_NAME'"
#define TOKEN_PATH "'TaskToken.$': '$$.Task.Token'"
#define TOKEN_JSONATA "'TaskToken': '{% $states.context.Task.Token %}'"

extern SwService sw_services_compute[];
extern const guint sw_n_services_compute;
extern SwService sw_services_data[];
extern const guint sw_n_services_data;
extern SwService sw_services_messages[];
extern const guint sw_n_services_messages;
extern SwService sw_services_analytics[];
extern const guint sw_n_services_analytics;
extern SwService sw_services_learning[];
extern const guint sw_n_services_learning;
extern SwService sw_services_sdk[];
extern const guint sw_n_services_sdk;
extern SwService sw_services_sdk_data[];
extern const guint sw_n_services_sdk_data;

G_END_DECLS
