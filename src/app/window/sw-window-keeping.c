/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/kept/sw-keeping.h"

/* Banners over what prevents runs from being kept. */

/* What has happened waits in memory, and every run with it: nobody is to close the window on it. */
static void
trouble_cb (SwWindow *self)
{
  const char *trouble = sw_keeping_get_trouble (sw_keeping_get ());
  g_autofree char *title = NULL;

  if (trouble != NULL)
    /* translators: %s says why, such as “The disk is full” */
    title = g_strdup_printf (_("%s: runs wait until what happened can be written"), trouble);
  if (title != NULL)
    adw_banner_set_title (self->trouble_banner, title);
  adw_banner_set_revealed (self->trouble_banner, title != NULL);
}

static void
refusal_cb (SwWindow *self)
{
  const char *refusal = sw_keeping_get_refusal (sw_keeping_get ());

  if (refusal != NULL)
    adw_banner_set_title (self->refusal_banner, refusal);
  adw_banner_set_revealed (self->refusal_banner, refusal != NULL);
}

static void
dismiss_cb (SwWindow *self)
{
  adw_banner_set_revealed (self->refusal_banner, FALSE);
}

static void
retry_cb (SwWindow *self)
{
  sw_keeping_retry (sw_keeping_get ());
}

/**
 * _sw_window_watch_keeping:
 *
 * Tells from now on why runs wait, or are not kept.
 */
void
_sw_window_watch_keeping (SwWindow *self)
{
  const struct
  {
    AdwBanner *banner;
    GCallback  clicked;
  } banners[] = {
    { self->trouble_banner, G_CALLBACK (retry_cb) },
    { self->start_trouble_banner, G_CALLBACK (retry_cb) },
    { self->refusal_banner, G_CALLBACK (dismiss_cb) },
    { self->start_refusal_banner, G_CALLBACK (dismiss_cb) },
  };
  SwKeeping *keeping = sw_keeping_get ();

  for (gsize i = 0; i < G_N_ELEMENTS (banners); i++)
    g_signal_connect_swapped (banners[i].banner, "button-clicked", banners[i].clicked, self);
  g_signal_connect_object (keeping, "notify::trouble", G_CALLBACK (trouble_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keeping, "notify::refusal", G_CALLBACK (refusal_cb), self,
                           G_CONNECT_SWAPPED);
  trouble_cb (self);
  refusal_cb (self);
}
