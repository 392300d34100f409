/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Feeds a target with mutations of its seeds. What made it crash, or hang for more than
 * HANG_SECONDS, is left in the file crash-PROGRAM; `PROGRAM --replay FILE` tries it again. The same
 * seed gives the same inputs. */

#define HANG_SECONDS 20
#define MAX_LENGTH 4096
#define CRASH_FILE "crash-"

typedef struct
{
  GRand     *random;
  GPtrArray *corpus; /* GBytes */
  GPtrArray *words;  /* GBytes */
} Fuzzer;

/* What is being tried, for the signal handler */
static GString *current;
static char crash_file[256];

static void
leave_input (int signal_number)
{
  static const char message[] = "fuzz: the input that did it is in ";
  int file = open (crash_file, O_WRONLY | O_CREAT | O_TRUNC, 0666);

  if (file >= 0 && write (file, current->str, current->len) >= 0 && close (file) == 0
      && write (STDERR_FILENO, message, sizeof message - 1) >= 0
      && write (STDERR_FILENO, crash_file, strlen (crash_file)) >= 0)
    (void) !write (STDERR_FILENO, "\n", 1);

  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static gsize
pick (Fuzzer *self,
      gsize   count)
{
  return count <= 1 ? 0 : (gsize) g_rand_int_range (self->random, 0, (gint32) count);
}

static GBytes *
pick_from (Fuzzer    *self,
           GPtrArray *array)
{
  return array->pdata[pick (self, array->len)];
}

static void
insert_word (Fuzzer  *self,
             GString *input,
             gsize    at)
{
  gsize length;
  const char *word;

  if (self->words->len == 0)
    return;
  word = g_bytes_get_data (pick_from (self, self->words), &length);
  g_string_insert_len (input, (gssize) at, word, (gssize) length);
}

static void
insert_part (Fuzzer     *self,
             GString    *input,
             const char *bytes,
             gsize       length)
{
  gsize start = pick (self, length);
  gsize count = length > 0 ? 1 + pick (self, length - start) : 0;

  g_string_insert_len (input, (gssize) pick (self, input->len + 1), bytes + start, (gssize) count);
}

static void
mutate_once (Fuzzer  *self,
             GString *input)
{
  gsize at = pick (self, input->len);
  gsize few = 1 + pick (self, 8);
  g_autofree char *copy = NULL;
  gconstpointer other;
  gsize length;

  switch (pick (self, 7))
    {
    case 0:
      if (input->len > 0)
        input->str[at] = (char) g_rand_int (self->random);
      break;
    case 1:
      if (input->len > 0)
        input->str[at] ^= (char) (1 << pick (self, 8));
      break;
    case 2:
      g_string_erase (input, (gssize) at, (gssize) MIN (input->len - at, few));
      break;
    case 3:
      insert_word (self, input, at);
      break;
    case 4:
      copy = g_memdup2 (input->str, input->len + 1);
      length = input->len;
      insert_part (self, input, copy, length);
      break;
    case 5:
      other = g_bytes_get_data (pick_from (self, self->corpus), &length);
      insert_part (self, input, other, length);
      break;
    default:
      g_string_truncate (input, at);
      break;
    }
}

static void
make_input (Fuzzer *self)
{
  gsize length;
  gconstpointer bytes = g_bytes_get_data (pick_from (self, self->corpus), &length);

  g_string_truncate (current, 0);
  g_string_append_len (current, bytes, (gssize) length);
  for (gsize count = 1 + pick (self, 6); count > 0; count--)
    mutate_once (self, current);
  g_string_truncate (current, MIN (current->len, MAX_LENGTH));
}

static void
try_current (void)
{
  /* Exactly as long as it is, so that reading beyond it is found out */
  g_autofree char *exact = g_memdup2 (current->str, MAX (current->len, 1));

  alarm (HANG_SECONDS);
  LLVMFuzzerTestOneInput ((const uint8_t *) exact, current->len);
  alarm (0);
}

static void
add_seed (Fuzzer     *self,
          const char *bytes,
          gsize       length)
{
  g_ptr_array_add (self->corpus, g_bytes_new (bytes, length));
}

/* Files are seeds, folders hold them. */
static void
add_file (Fuzzer     *self,
          const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  const char *name;
  gsize length;

  if (folder == NULL)
    {
      if (g_file_get_contents (path, &text, &length, NULL))
        add_seed (self, text, length);
      return;
    }

  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (children, g_build_filename (path, name, NULL));
  /* The same seeds in the same order give the same inputs. */
  g_ptr_array_sort_values (children, (GCompareFunc) strcmp);
  for (guint i = 0; i < children->len; i++)
    add_file (self, g_ptr_array_index (children, i));
}

static void
fuzz (Fuzzer *self,
      gint    seconds,
      gint    runs)
{
  gint64 end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  guint64 count = 0;

  for (guint i = 0; i < self->corpus->len; i++)
    {
      gsize length;
      gconstpointer bytes = g_bytes_get_data (self->corpus->pdata[i], &length);

      g_string_truncate (current, 0);
      g_string_append_len (current, bytes, (gssize) length);
      try_current ();
    }
  while (seconds > 0 ? g_get_monotonic_time () < end : count < (guint64) runs)
    {
      make_input (self);
      try_current ();
      count++;
    }

  printf ("%" G_GUINT64_FORMAT " inputs out of %u seeds\n", count, self->corpus->len);
}

static int
replay (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }

  g_string_append_len (current, text, (gssize) length);
  try_current ();
  return 0;
}

static void
catch_crashes (const char *name)
{
  static const int fatal[] = { SIGSEGV, SIGABRT, SIGALRM, SIGBUS, SIGFPE, SIGILL, SIGTRAP };

  g_snprintf (crash_file, sizeof crash_file, CRASH_FILE "%s", name);
  for (guint i = 0; i < G_N_ELEMENTS (fatal); i++)
    signal (fatal[i], leave_input);
  /* A broken assertion of ours is a finding, however the program was started. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
}

static gboolean
add_dictionaries (Fuzzer *self,
                  char  **files)
{
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) words = fuzz_read_dictionary (files[i], &error);

      if (words == NULL)
        {
          fprintf (stderr, "%s\n", error->message);
          return FALSE;
        }
      g_ptr_array_extend_and_steal (self->words, g_steal_pointer (&words));
    }
  return TRUE;
}

static int
fuzz_from_seeds (char **files,
                 char **dictionaries,
                 gint   seed,
                 gint   seconds,
                 gint   runs)
{
  Fuzzer fuzzer = {
    .random = g_rand_new_with_seed ((guint32) seed),
    .corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref),
    .words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref),
  };
  gboolean readable = add_dictionaries (&fuzzer, dictionaries);

  for (guint i = 0; fuzz_seeds[i] != NULL; i++)
    add_seed (&fuzzer, fuzz_seeds[i], strlen (fuzz_seeds[i]));
  for (guint i = 0; files[i] != NULL; i++)
    add_file (&fuzzer, files[i]);
  if (readable)
    fuzz (&fuzzer, seconds, runs);

  g_ptr_array_unref (fuzzer.words);
  g_ptr_array_unref (fuzzer.corpus);
  g_rand_free (fuzzer.random);
  return readable ? 0 : 2;
}

int
main (int   argc,
      char *argv[])
{
  gint seconds = 0;
  gint runs = 20000;
  gint seed = 1;
  int status = 0;
  g_autofree char *file = NULL;
  g_auto (GStrv) dictionaries = NULL;
  g_autofree char *name = g_path_get_basename (argv[0]);
  const GOptionEntry entries[] = {
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "How long, instead of --runs", "N" },
    { "runs", 0, 0, G_OPTION_ARG_INT, &runs, "How many inputs (20000)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the random numbers (1)", "N" },
    { "dict", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &dictionaries, "Words to throw in", "FILE" },
    { "replay", 0, 0, G_OPTION_ARG_FILENAME, &file, "Try this input alone", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[SEED-FILE-OR-FOLDER…]");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }

  current = g_string_sized_new (MAX_LENGTH);
  catch_crashes (name);
  if (file != NULL)
    status = replay (file);
  else
    status = fuzz_from_seeds (argv + 1, dictionaries, seed, seconds, runs);

  g_string_free (current, TRUE);
  return status;
}
