/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* SwErrorPicker: a button that offers names of errors, to be searched, with what each means; one
 * that is not on the list is taken as it is typed.
 *
 * Signals
 *   open                  the list is about to show: sw_error_picker_offer() fills it
 *   picked (name: string) */
#define SW_TYPE_ERROR_PICKER (sw_error_picker_get_type ())
G_DECLARE_FINAL_TYPE (SwErrorPicker, sw_error_picker, SW, ERROR_PICKER, AdwBin)

GtkWidget *sw_error_picker_new   (void);
void       sw_error_picker_offer (SwErrorPicker     *self,
                                  const SwState     *state,
                                  gboolean           to_retry,
                                  const char *const *taken);
void       sw_error_picker_offer_names (SwErrorPicker     *self,
                                        const char *const *names,
                                        const char *const *taken);

G_END_DECLS
