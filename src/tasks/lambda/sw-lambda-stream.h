/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SwLambdaStream: a result that a function sends in pieces, read from the connection itself: libsoup
 * drops what comes behind the last piece, and there the function says whether it failed. */
typedef struct _SwLambdaStream SwLambdaStream;

/* The whole has come. BODY: the pieces, NULL where they are more than the limit. REPORT: of an error
 * that came behind them, else NULL */
typedef void (*SwLambdaStreamFunc) (GBytes   *body,
                                    GBytes   *report,
                                    gpointer  data);

SwLambdaStream *sw_lambda_stream_new    (GIOStream          *connection,
                                         gsize               limit,
                                         SwLambdaStreamFunc  came,
                                         gpointer            data);
void            sw_lambda_stream_free   (SwLambdaStream     *self);
void            sw_lambda_stream_answer (SwLambdaStream     *self,
                                         guint               status,
                                         const char         *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwLambdaStream, sw_lambda_stream_free)

G_END_DECLS
