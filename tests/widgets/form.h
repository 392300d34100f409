/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/inspector/sw-inspector.h"

G_BEGIN_DECLS

/* The inspector in a window, for tests: it shows the state A of a machine, whose other state B is
 * there to be led to. */
typedef struct
{
  SwDocument  *document;
  SwInspector *inspector;
  GtkWidget   *window;
} Form;

/* What a person does in a row */
typedef enum
{
  TYPE,   /* TEXT into the row's entry or editor, and away */
  CHOOSE, /* the item TEXT */
  SWITCH, /* the row's switch */
  PRESS,  /* the button with the tooltip TEXT */
} FormGesture;

char      *form_dup_machine     (const char *language,
                                 const char *state);
void       form_open_machine    (Form       *form,
                                 const char *text);
void       form_open            (Form       *form,
                                 const char *language,
                                 const char *state);
void       form_close           (Form       *form);
GtkWidget *form_get_row         (Form       *form,
                                 const char *field);
GtkWidget *form_find_by_tooltip (GtkWidget  *widget,
                                 const char *tooltip);
char      *form_dup_labels      (GtkWidget  *widget);
char      *form_dup_state       (Form       *form);
void       form_choose          (GtkWidget  *row,
                                 const char *word);
void       form_commit          (Form       *form);
void       form_act             (Form       *form,
                                 GtkWidget  *row,
                                 FormGesture action,
                                 const char *text);

#define assert_state(form, expected)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *state_ = form_dup_state (form);                                               \
    g_assert_cmpstr (state_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

/* A test for each row of TABLE */
#define form_add_table(path, table, test)                                                          \
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)                                                 \
    {                                                                                              \
      g_autofree char *name_ = g_strdup_printf (path "/%" G_GSIZE_FORMAT, i);                      \
      g_test_add_data_func (name_, GSIZE_TO_POINTER (i), test);                                    \
    }

G_END_DECLS
