/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a person does in the rows of the inspector, for tests: an entry and an editor alike. */
GtkWidget *editors_find      (GtkWidget  *widget,
                              GType       type,
                              guint       n);
GtkWidget *editors_find_nth  (GtkWidget  *widget,
                              GType       type,
                              guint      *n);
GtkWidget *editors_get       (GtkWidget  *row);
void       editors_set       (GtkWidget  *editor,
                              const char *text);
char      *editors_dup       (GtkWidget  *editor);
int        editors_get_caret (GtkWidget  *editor);
void       editors_set_caret (GtkWidget  *editor,
                              int         at);
void       editors_type      (GtkWidget  *editor,
                              const char *letter);

#define assert_editor(editor, expected)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *text_ = editors_dup (editor);                                                 \
    g_assert_cmpstr (text_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
