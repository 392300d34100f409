/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SwAlarm: something to be done at a time of day, however long the computer sleeps until then and
 * whoever sets its clock. (g_timeout_add() counts the time it is awake.) All alarms of a main
 * context share one timer of the kernel; those due at the same moment come in the order of their
 * times. An alarm that has gone off is freed. */
typedef struct _SwAlarm SwAlarm;

typedef void (*SwAlarmFunc) (gpointer data);

SwAlarm *sw_alarm_new   (gint64       due,
                         SwAlarmFunc  func,
                         gpointer     data);
void     sw_alarm_free  (SwAlarm     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwAlarm, sw_alarm_free)

G_END_DECLS
