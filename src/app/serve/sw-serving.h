/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "app/kept/sw-kept-execution.h"
#include "server/sw-api.h"

G_BEGIN_DECLS

/* SwServing: the server of this program: off until a person switches it on, and gone with the
 * program. It offers the machines of documents that are open, as they were saved last, and those that
 * clients create. Those, and executions, are kept with the runs of the program.
 *
 * Properties, both notify: `active` (boolean, writable), `address` (string, NULL while it is off). */
#define SW_TYPE_SERVING (sw_serving_get_type ())
G_DECLARE_FINAL_TYPE (SwServing, sw_serving, SW, SERVING, GObject)

SwServing  *sw_serving_new            (void);
gboolean    sw_serving_start          (SwServing   *self,
                                       GError     **error);
void        sw_serving_stop           (SwServing   *self);
const char *sw_serving_get_address    (SwServing   *self);
void        sw_serving_offer          (SwServing   *self,
                                       SwDocument  *document);
void        sw_serving_resume         (SwServing   *self);
GListModel *sw_serving_get_executions (SwServing   *self);
SwKeptExecution *sw_serving_dup_execution (SwServing *self,
                                           const char *arn);
char       *sw_serving_dup_history    (SwServing   *self,
                                       const char  *arn,
                                       char       **machine,
                                       char       **definition);
gboolean    sw_serving_has            (SwServing   *self,
                                       const char  *arn);
/* What became of a question: REFUSAL is NULL where it went well. */
typedef void (*SwServingAnswered) (const char *refusal,
                                   gpointer    data);

void        sw_serving_redrive        (SwServing         *self,
                                       const char        *arn,
                                       SwServingAnswered  answered,
                                       gpointer           data);
void        sw_serving_stop_execution (SwServing         *self,
                                       const char        *arn,
                                       SwServingAnswered  answered,
                                       gpointer           data);
char       *sw_serving_dup_name       (SwDocument  *document);

G_END_DECLS
