/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/sw-field-row.h"

G_BEGIN_DECLS

/* What differs between the kinds of rows */
typedef struct
{
  GtkWidget *(*create) (SwFieldRow   *row);
  void       (*show)   (SwFieldRow   *row,
                        const SwNode *node); /* NULL: the field is absent */
  void       (*commit) (SwFieldRow   *row);  /* what was typed; or NULL: each change is written at once */
} SwFieldRowKind;

struct _SwFieldRow
{
  GObject               parent_instance;

  SwDocument           *document;
  SwFieldSet            set;
  const SwField        *field;
  const SwFieldRowKind *kind;
  char                 *pointer;  /* of the object that has the field */
  GtkWidget            *widget;
  char                 *shown;    /* the text last shown: what differs from it was typed */
  gboolean              showing;  /* a change of the widget is ours */
  gboolean              dirty;    /* typed and not written yet */
  gpointer              data;     /* of the kind */
  GDestroyNotify        free_data; /* or NULL: `data` is borrowed */
  GPtrArray            *children; /* SwFieldRow of the parts, in lists */
  GtkWidget            *trouble;  /* the sign of an error, in entry rows */
};

extern const SwFieldRowKind _sw_field_row_entry;
extern const SwFieldRowKind _sw_field_row_switch;
extern const SwFieldRowKind _sw_field_row_choice;
extern const SwFieldRowKind _sw_field_row_state;
extern const SwFieldRowKind _sw_field_row_code;
extern const SwFieldRowKind _sw_field_row_list;
extern const SwFieldRowKind _sw_field_row_scopes;

SwState        *_sw_field_row_get_state    (SwFieldRow *self);
SwScope        *_sw_field_row_get_scope    (SwFieldRow *self);
SwQueryLanguage _sw_field_row_get_language (SwFieldRow *self);
void            _sw_field_row_write        (SwFieldRow *self,
                                            const char *json);
void            _sw_field_row_write_text   (SwFieldRow *self,
                                            const char *text);
void            _sw_field_row_set_error    (SwFieldRow *self,
                                            const char *error);
void            _sw_field_row_watch_focus  (SwFieldRow *self,
                                            GtkWidget  *widget);

G_END_DECLS
