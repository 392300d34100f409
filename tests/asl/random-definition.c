/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-definition.h"

/* A definition being made up. Names are S0, S1 … over the whole machine. */
typedef struct
{
  GString *text;
  guint    n_names;
} Maker;

static void make_scope (Maker *maker,
                        guint  depth);

/* TRUE that often */
gboolean
random_chance (int percent)
{
  return g_test_rand_int_range (0, 100) < percent;
}

static const char *
pick (const char *const *words,
      guint              n_words)
{
  return words[g_test_rand_int_range (0, (gint32) n_words)];
}

/* A reference to one of the scope's states FIRST..FIRST+COUNT, or now and then to none */
static void
make_target (Maker      *maker,
             const char *member,
             guint       first,
             guint       count)
{
  static const char *const others[] = { "\"\"", "\"Nowhere\"", "${next}", "\"${next}\"" };

  g_string_append_printf (maker->text, "\"%s\":", member);
  if (random_chance (8))
    g_string_append (maker->text, pick (others, G_N_ELEMENTS (others)));
  else
    g_string_append_printf (maker->text, "\"S%d\"",
                            g_test_rand_int_range ((gint32) first, (gint32) (first + count)));
}

static void
make_flow (Maker *maker,
           guint  first,
           guint  count)
{
  g_string_append_c (maker->text, ',');
  if (random_chance (20))
    g_string_append (maker->text, "\"End\":true");
  else
    make_target (maker, "Next", first, count);
}

static void
make_catch (Maker *maker,
            guint  first,
            guint  count)
{
  if (!random_chance (40))
    return;

  g_string_append (maker->text, ",\"Catch\":[");
  for (int i = g_test_rand_int_range (1, 3); i > 0; i--)
    {
      g_string_append_printf (maker->text, "{\"ErrorEquals\":[\"%s\"],",
                              i > 1 ? "E" : "States.ALL");
      make_target (maker, "Next", first, count);
      g_string_append (maker->text, i > 1 ? "}," : "}");
    }
  g_string_append_c (maker->text, ']');
}

static void
make_choice (Maker *maker,
             guint  first,
             guint  count)
{
  g_string_append (maker->text, "\"Type\":\"Choice\",\"Choices\":[");
  for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
    {
      g_string_append (maker->text, "{\"Variable\":\"$.a\",\"IsNull\":true,");
      make_target (maker, "Next", first, count);
      g_string_append (maker->text, i > 1 ? "}," : "}");
    }
  g_string_append_c (maker->text, ']');
  if (random_chance (70))
    {
      g_string_append_c (maker->text, ',');
      make_target (maker, "Default", first, count);
    }
}

static void
make_container (Maker *maker,
                guint  depth)
{
  static const char *const processors[] = { "ItemProcessor", "Iterator" };

  if (random_chance (50))
    {
      g_string_append_printf (maker->text, "\"Type\":\"Map\",\"%s\":", pick (processors, 2));
      make_scope (maker, depth + 1);
      return;
    }

  g_string_append (maker->text, "\"Type\":\"Parallel\",\"Branches\":[");
  for (int i = g_test_rand_int_range (0, 3); i >= 0; i--)
    {
      make_scope (maker, depth + 1);
      if (i > 0)
        g_string_append_c (maker->text, ',');
    }
  g_string_append_c (maker->text, ']');
}

static void
make_state (Maker *maker,
            guint  depth,
            guint  first,
            guint  count)
{
  switch (g_test_rand_int_range (0, depth < 2 ? 9 : 7))
    {
    case 0:
      g_string_append (maker->text, "\"Type\":\"Succeed\"");
      return;
    case 1:
      g_string_append (maker->text, "\"Type\":\"Fail\",\"Error\":\"E\"");
      return;
    case 2:
    case 3:
      make_choice (maker, first, count);
      return;
    case 4:
    case 5:
      g_string_append (maker->text, "\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::x:y\"");
      make_catch (maker, first, count);
      break;
    case 6:
      g_string_append (maker->text,
                       "\"Comment\":\"S0\",\"Type\":\"Pass\",\"Result\":{\"a\":[1,{}]}");
      break;
    default:
      make_container (maker, depth);
      make_catch (maker, first, count);
    }

  make_flow (maker, first, count);
}

static void
make_scope (Maker *maker,
            guint  depth)
{
  guint count =
      (guint) g_test_rand_int_range (depth > 0 && random_chance (20) ? 0 : 1, depth > 0 ? 4 : 8);
  guint first = maker->n_names;

  maker->n_names += count;
  if (count == 0)
    {
      g_string_append (maker->text, random_chance (50) ? "{\"StartAt\":\"\",\"States\":{}}" : "{}");
      return;
    }

  g_string_append_c (maker->text, '{');
  make_target (maker, "StartAt", first, count);
  g_string_append (maker->text, ",\"States\":{");
  for (guint i = 0; i < count; i++)
    {
      g_string_append_printf (maker->text, "%s\"S%u\":{", i > 0 ? "," : "", first + i);
      make_state (maker, depth, first, count);
      g_string_append_c (maker->text, '}');
    }
  g_string_append (maker->text, "}}");
}

static void
break_line (GString    *out,
            const char *unit,
            guint       depth)
{
  g_string_append_c (out, '\n');
  while (depth-- > 0)
    g_string_append (out, unit);
}

/* JSON spread over lines; ${placeholders} and empty brackets stay together. */
static char *
dup_spread (const char *text,
            const char *unit)
{
  GString *out = g_string_new (NULL);
  gboolean quoted = FALSE;
  guint depth = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean placeholder = *p == '$' && p[1] == '{' && !quoted;

      quoted ^= *p == '"';
      if (!quoted && (*p == '}' || *p == ']') && p[-1] != '{' && p[-1] != '[')
        break_line (out, unit, --depth);
      else if (!quoted && (*p == '}' || *p == ']'))
        depth--;
      if (placeholder)
        for (; *p != '}'; p++)
          g_string_append_c (out, *p);
      g_string_append_c (out, *p);
      if (quoted || placeholder)
        continue;

      depth += *p == '{' || *p == '[';
      if (((*p == '{' || *p == '[') && p[1] != '}' && p[1] != ']') || *p == ',')
        break_line (out, unit, depth);
      else if (*p == ':')
        g_string_append_c (out, ' ');
    }

  return g_string_free (out, FALSE);
}

/* A definition on one line, or indented by 2, by 4 or by a tab. */
char *
random_dup_definition (void)
{
  static const char *const units[] = { "  ", "    ", "\t" };
  g_autoptr (GString) text = g_string_new (NULL);
  Maker maker = { .text = text };

  make_scope (&maker, 0);

  return random_chance (25) ? g_strdup (text->str) : dup_spread (text->str, pick (units, 3));
}
