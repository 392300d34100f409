/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/fields/sw-field-note.h"
#include "app/inspector/fields/sw-field-row.h"

G_BEGIN_DECLS

/* What differs between the kinds of rows. What they all do with typing is in sw-field-row-typing.c,
 * how they write in sw-field-row-write.c. */
typedef struct
{
  GtkWidget *(*create) (SwFieldRow   *row);
  void       (*show)   (SwFieldRow   *row,
                        const SwNode *node); /* NULL: the field is absent */
  /* Writes what was typed; or NULL: each change is written at once */
  void       (*commit) (SwFieldRow   *row);
  /* What is shown; or NULL: what sw_field_dup_text() says */
  char      *(*dup_text) (SwFieldRow *row);
  void       (*show_extra) (SwFieldRow *row); /* of `extra`: as show and commit; or NULL */
  void       (*commit_extra) (SwFieldRow *row);
} SwFieldRowKind;

struct _SwFieldRow
{
  GObject               parent_instance;

  SwDocument           *document;
  SwFieldSet            set;
  const SwField        *field;
  const SwFieldRowKind *kind;
  char                 *pointer;   /* of the object that has the field */
  GtkWidget            *widget;
  SwFieldNote          *note;      /* right below the widget */
  GtkWidget            *extra;     /* another row below, or NULL */
  char                 *shown;     /* the text last shown: what differs from it was typed */
  gboolean              showing;   /* a change of the widget is ours */
  gboolean              dirty;     /* typed and not written yet */
  gboolean              writing;   /* the document changes by what was typed here */
  gboolean              pausing;   /* it is written for a pause in the typing: the person goes on */
  char                 *echo;      /* what the document says where it was written from here and is
                                    * spelled otherwise; shown when the person leaves. Or NULL */
  guint                 pause;     /* a source, or 0 */
  gpointer              data;      /* of the kind */
  GDestroyNotify        free_data; /* or NULL: `data` is borrowed */
  GPtrArray            *children;  /* SwFieldRow of the parts */
};

extern const SwFieldRowKind _sw_field_row_entry;
extern const SwFieldRowKind _sw_field_row_switch;
extern const SwFieldRowKind _sw_field_row_choice;
extern const SwFieldRowKind _sw_field_row_state;
extern const SwFieldRowKind _sw_field_row_code;
extern const SwFieldRowKind _sw_field_row_line;
extern const SwFieldRowKind _sw_field_row_list;
extern const SwFieldRowKind _sw_field_row_scopes;
extern const SwFieldRowKind _sw_field_row_optional;
extern const SwFieldRowKind _sw_field_row_result;
extern const SwFieldRowKind _sw_field_row_errors;
extern const SwFieldRowKind _sw_field_row_rule;
extern const SwFieldRowKind _sw_field_row_object;

SwFieldRow     *_sw_field_row_new_of_kind  (SwDocument           *document,
                                            SwFieldSet            set,
                                            const SwField        *field,
                                            const SwFieldRowKind *kind);
const SwFieldRowKind *_sw_field_row_find_kind (const SwField     *field);
SwState        *_sw_field_row_get_state    (SwFieldRow *self);
SwScope        *_sw_field_row_get_scope    (SwFieldRow *self);
SwQueryLanguage _sw_field_row_get_language (SwFieldRow *self);
const SwNode   *_sw_field_row_get_object   (SwFieldRow *self);
const SwNode   *_sw_field_row_get_node     (SwFieldRow *self);
char           *_sw_field_row_dup_pointer  (SwFieldRow *self);

/* Writing */
void            _sw_field_row_write        (SwFieldRow *self,
                                            const char *json);
void            _sw_field_row_write_text   (SwFieldRow *self,
                                            const char *text);
gboolean        _sw_field_row_take_result  (SwFieldRow *self,
                                            SwOpsResult *take_result,
                                            GError     *take_error);

/* Typing */
void           _sw_field_row_typed           (SwFieldRow    *self,
                                              gboolean       changed);
void           _sw_field_row_set_error       (SwFieldRow    *self,
                                              const char    *error);
void           _sw_field_row_watch_focus     (SwFieldRow    *self,
                                              GtkWidget     *widget);
gboolean       _sw_field_row_has_focus       (SwFieldRow    *self);
void           _sw_field_row_set_entry       (GtkEditable   *editable,
                                              const char    *text);
void           _sw_field_row_set_buffer      (GtkTextBuffer *buffer,
                                              const char    *text);
GtkTextBuffer *_sw_field_row_get_buffer      (SwFieldRow    *self);
char          *_sw_field_row_dup_typed       (SwFieldRow    *self);
void           _sw_field_row_set_typed       (SwFieldRow    *self,
                                              const char    *text);
GtkWidget     *_sw_field_row_create_steps    (SwFieldRow    *self);
GtkWidget     *_sw_field_row_create_code     (SwFieldRow    *self);
void           _sw_field_row_line_add_suffix (SwFieldRow    *self,
                                              GtkWidget     *suffix);

/* The parts of a list change places: BY so many, or to where ONTO is. */
void _sw_field_row_list_move         (SwFieldRow *self,
                                      GtkWidget  *part,
                                      int         by,
                                      GtkWidget  *onto);
void _sw_field_row_list_make_movable (SwFieldRow *self,
                                      GtkWidget  *part);

gboolean        _sw_field_row_list_open    (SwFieldRow *self,
                                            guint       index);

/* A button with the other fields of the group of which one may stand; NULL where there is none */
GtkWidget      *_sw_field_rivals_new       (SwFieldRow *self);

/* Marks: what is wrong in the row's editor, bytes of its text */
void _sw_field_row_mark_error    (SwFieldRow *self,
                                  gsize       start,
                                  gsize       end,
                                  const char *error);
void _sw_field_row_mark_problems (SwFieldRow *self,
                                  GPtrArray  *problems);

/* Hooks: of every row, when its text was typed or shown */
void            _sw_field_row_text_changed (SwFieldRow *self,
                                            const char *text);

G_END_DECLS
