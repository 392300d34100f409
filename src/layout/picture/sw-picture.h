/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/diff/sw-diff.h"
#include "layout/sw-layout.h"

G_BEGIN_DECLS

typedef enum
{
  SW_PICTURE_SVG,
  SW_PICTURE_PNG,
  SW_PICTURE_PDF,
  SW_PICTURE_DOT,
  SW_PICTURE_JSON, /* boxes and curves as data */
} SwPictureFormat;

typedef struct
{
  gboolean dark;
  double   scale; /* of a PNG: pixels per point */
  const SwDiffGraph *changes; /* what became of each part, where the layout is of its graph; or NULL */
} SwPictureOptions;

gboolean  sw_picture_format_from_name (const char             *file_name,
                                       SwPictureFormat        *format);
char     *sw_layout_to_svg            (SwLayout               *layout,
                                       const SwPictureOptions *options);
GBytes   *sw_layout_to_picture        (SwLayout               *layout,
                                       SwPictureFormat         format,
                                       const SwPictureOptions *options,
                                       GError                **error);

G_END_DECLS
