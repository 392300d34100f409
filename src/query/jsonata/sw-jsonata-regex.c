/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

#include "query/jsonata/sw-jsonata-error.h"

/* Enough for honest expressions; a runaway such as ^(a+)+$ ends in well under a second. The limits
 * hold for each place where a match may begin. */
#define MATCH_LIMIT 2000000
#define DEPTH_LIMIT 20000
#define HEAP_LIMIT_KIB 16384

/* So many places are searched between two looks outside. */
#define WINDOW 128

struct _SwJsonataRegex
{
  int                    ref_count;
  pcre2_code            *code;
  pcre2_match_context   *context;
  pcre2_match_data      *data;
};

/**
 * sw_jsonata_regex_new:
 * @pattern: between the slashes
 * @position: byte in the expression, for the error
 *
 * Compiles a pattern in JavaScript's meaning.
 *
 * Returns: (transfer full) (nullable): NULL with @error set where it is none
 */
SwJsonataRegex *
sw_jsonata_regex_new (const char     *pattern,
                      gboolean        ignore_case,
                      gboolean        multiline,
                      gsize           position,
                      SwJsonataError *error)
{
  guint32 options = PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF
                    | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
  g_autoptr (SwJsonataRegex) self = g_new0 (SwJsonataRegex, 1);
  pcre2_compile_context *compile = pcre2_compile_context_create (NULL);
  int code;
  gsize offset;

  if (ignore_case)
    options |= PCRE2_CASELESS;
  if (multiline)
    options |= PCRE2_MULTILINE;
  pcre2_set_compile_extra_options (compile, PCRE2_EXTRA_ALT_BSUX);

  self->ref_count = 1;
  self->code =
      pcre2_compile ((PCRE2_SPTR) pattern, strlen (pattern), options, &code, &offset, compile);
  pcre2_compile_context_free (compile);
  if (self->code == NULL)
    {
      sw_jsonata_error_set (error, "S0201", position, pattern, NULL);
      return NULL;
    }

  pcre2_jit_compile (self->code, PCRE2_JIT_COMPLETE);
  self->data = pcre2_match_data_create_from_pattern (self->code, NULL);
  self->context = pcre2_match_context_create (NULL);
  pcre2_set_match_limit (self->context, MATCH_LIMIT);
  pcre2_set_depth_limit (self->context, DEPTH_LIMIT);
  pcre2_set_heap_limit (self->context, HEAP_LIMIT_KIB);

  return g_steal_pointer (&self);
}

/**
 * sw_jsonata_regex_ref:
 *
 * Returns: (transfer full): @self
 */
SwJsonataRegex *
sw_jsonata_regex_ref (SwJsonataRegex *self)
{
  self->ref_count++;
  return self;
}

/**
 * sw_jsonata_regex_unref:
 *
 * Gives up one reference.
 */
void
sw_jsonata_regex_unref (SwJsonataRegex *self)
{
  if (--self->ref_count > 0)
    return;

  g_clear_pointer (&self->data, pcre2_match_data_free);
  g_clear_pointer (&self->context, pcre2_match_context_free);
  g_clear_pointer (&self->code, pcre2_code_free);
  g_free (self);
}

/* Searches window by window. Bytes before a place that was searched from are known to be UTF-8, and
 * what follows as well, once the first search was through. */
static int
search (SwJsonataRegex *self,
        const char     *subject,
        gsize           length,
        gsize           from,
        SwInterrupt    *interrupt)
{
  guint32 options = from > 0 ? PCRE2_NO_UTF_CHECK : 0;

  for (;;)
    {
      gsize last = length - from > WINDOW ? from + WINDOW : PCRE2_UNSET;
      int n;

      if (!sw_interrupt_spend (interrupt, SW_INTERRUPT_UNITS))
        return PCRE2_ERROR_MATCHLIMIT;
      pcre2_set_offset_limit (self->context, last);
      n = pcre2_match (self->code, (PCRE2_SPTR) subject, length, from, options, self->data,
                       self->context);
      if (n != PCRE2_ERROR_NOMATCH || last == PCRE2_UNSET)
        return n;
      for (from = last + 1; from < length && ((guchar) subject[from] & 0xC0) == 0x80;)
        from++;
      options = PCRE2_NO_UTF_CHECK;
    }
}

/**
 * sw_jsonata_regex_match:
 * @subject: UTF-8
 * @length: in bytes
 * @from: byte to search from, 0..@length: 0, or the end of a match in @subject
 * @interrupt: (nullable): asked whether to go on
 * @match: (out caller-allocates): the first match; clear it with sw_jsonata_match_clear()
 *
 * Searches @subject.
 *
 * Returns: 1 where it matched, 0 where it did not, -1 where the search was given up at a limit, or
 * because of @interrupt
 */
int
sw_jsonata_regex_match (SwJsonataRegex *self,
                        const char     *subject,
                        gsize           length,
                        gsize           from,
                        SwInterrupt    *interrupt,
                        SwJsonataMatch *match)
{
  const gsize *ends;
  int n = search (self, subject, length, from, interrupt);

  memset (match, 0, sizeof *match);
  if (n == PCRE2_ERROR_NOMATCH)
    return 0;
  if (n < 0)
    return -1;

  ends = pcre2_get_ovector_pointer (self->data);
  match->start = ends[0];
  match->end = ends[1];
  match->groups = g_array_new (FALSE, FALSE, 2 * sizeof (gsize));
  for (guint i = 1; i < pcre2_get_ovector_count (self->data); i++)
    {
      gsize pair[2] = { G_MAXSIZE, G_MAXSIZE };

      if (i < (guint) n && ends[2 * i] != PCRE2_UNSET)
        {
          pair[0] = ends[2 * i];
          pair[1] = ends[2 * i + 1];
        }
      g_array_append_vals (match->groups, pair, 1);
    }

  return 1;
}

/**
 * sw_jsonata_match_clear:
 *
 * Frees the groups of a match.
 */
void
sw_jsonata_match_clear (SwJsonataMatch *self)
{
  g_clear_pointer (&self->groups, g_array_unref);
}
