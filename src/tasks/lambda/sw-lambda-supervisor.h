/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

/* Has all that a function starts end with it, where no sandbox around it does that. */
void sw_lambda_supervise     (pid_t        owner);
void sw_lambda_supervise_end (GSubprocess *supervisor);
