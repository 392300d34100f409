/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-functions.h"

#include <glib/gi18n.h>
#include <string.h>

/* JSONata 2.0.6 as AWS runs it: without $eval, and with six functions of AWS's own. */
static const SwFunction jsonata[] = {
  /* Text */
  { "$string", "value, pretty?", N_ ("Makes text of a value; JSON of all that is not text.") },
  { "$length", "text", N_ ("Counts the characters of a text.") },
  { "$substring", "text, start, length?", N_ ("Cuts a piece out of a text; a negative start counts "
                                              "from its end.") },
  { "$substringBefore", "text, mark", N_ ("Gives what stands before the first mark.") },
  { "$substringAfter", "text, mark", N_ ("Gives what stands behind the first mark.") },
  { "$uppercase", "text", N_ ("Writes a text in capital letters.") },
  { "$lowercase", "text", N_ ("Writes a text in small letters.") },
  { "$trim", "text", N_ ("Takes white space off both ends and makes one space of the rest.") },
  { "$pad", "text, width, character?", N_ ("Fills a text up on the right; on the left where the "
                                           "width is negative.") },
  { "$contains", "text, pattern", N_ ("Tells whether a text or regular expression occurs.") },
  { "$split", "text, separator, limit?", N_ ("Splits a text into an array.") },
  { "$join", "array, separator?", N_ ("Joins texts to one.") },
  { "$match", "text, pattern, limit?", N_ ("Finds what a regular expression matches.") },
  { "$replace", "text, pattern, replacement, limit?",
    N_ ("Replaces what matches by text, or by what a function makes of it.") },
  { "$base64encode", "text", N_ ("Encodes a text in Base64.") },
  { "$base64decode", "text", N_ ("Decodes Base64 to text.") },
  { "$encodeUrlComponent", "text", N_ ("Encodes a text as a part of a URL.") },
  { "$encodeUrl", "text", N_ ("Encodes a whole URL.") },
  { "$decodeUrlComponent", "text", N_ ("Decodes a part of a URL.") },
  { "$decodeUrl", "text", N_ ("Decodes a whole URL.") },
  /* Numbers */
  { "$number", "value", N_ ("Makes a number of a text or boolean.") },
  { "$abs", "number", N_ ("Gives the number without its sign.") },
  { "$floor", "number", N_ ("Rounds down to a whole number.") },
  { "$ceil", "number", N_ ("Rounds up to a whole number.") },
  { "$round", "number, digits?", N_ ("Rounds to whole numbers or digits, halves to even.") },
  { "$power", "base, exponent", N_ ("Raises a number to a power.") },
  { "$sqrt", "number", N_ ("Gives the square root.") },
  { "$random", "seed?", N_ ("Gives a number from 0 up to, but without, 1; with a seed always the "
                            "same one. AWS's own.") },
  { "$formatNumber", "number, picture, options?", N_ ("Writes a number by a picture such as "
                                                      "#,##0.00.") },
  { "$formatBase", "number, base?", N_ ("Writes a whole number in another base.") },
  { "$formatInteger", "number, picture",
    N_ ("Writes a whole number by a picture, also in words.") },
  { "$parseInteger", "text, picture", N_ ("Reads a whole number by a picture.") },
  /* Aggregation */
  { "$sum", "array", N_ ("Adds numbers up.") },
  { "$max", "array", N_ ("Gives the greatest number.") },
  { "$min", "array", N_ ("Gives the least number.") },
  { "$average", "array", N_ ("Gives the mean of numbers.") },
  /* Truth */
  { "$boolean", "value", N_ ("Tells whether a value counts as true.") },
  { "$not", "value", N_ ("Tells whether a value counts as false.") },
  { "$exists", "value", N_ ("Tells whether there is a value at all.") },
  /* Arrays */
  { "$count", "array", N_ ("Counts the elements.") },
  { "$append", "first, second", N_ ("Puts two arrays behind each other.") },
  { "$sort", "array, function?", N_ ("Sorts an array; the function tells whether two must swap.") },
  { "$reverse", "array", N_ ("Turns an array round.") },
  { "$shuffle", "array", N_ ("Puts an array in random order.") },
  { "$distinct", "array", N_ ("Leaves each element in once.") },
  { "$zip", "array, …", N_ ("Makes rows of the columns given.") },
  { "$partition", "array, size", N_ ("Cuts an array into pieces of a size. AWS's own.") },
  { "$range", "first, last, step?",
    N_ ("Makes an array of numbers from first to last. AWS's own.") },
  /* Objects */
  { "$keys", "object", N_ ("Gives the names of the members.") },
  { "$lookup", "object, name", N_ ("Gives the member of that name.") },
  { "$spread", "object", N_ ("Makes one object of each member.") },
  { "$merge", "array", N_ ("Makes one object of several; the later wins.") },
  { "$each", "object, function", N_ ("Calls a function with value and name of each member.") },
  { "$sift", "object, function", N_ ("Keeps the members for which a function is true.") },
  { "$clone", "value", N_ ("Copies a value.") },
  { "$type", "value", N_ ("Names the type of a value: string, number, array …") },
  { "$error", "message?", N_ ("Fails with a message.") },
  { "$assert", "condition, message?", N_ ("Fails with a message unless the condition is true.") },
  /* Functions over arrays */
  { "$map", "array, function",
    N_ ("Calls a function with each element and gathers what it gives.") },
  { "$filter", "array, function", N_ ("Keeps the elements for which a function is true.") },
  { "$single", "array, function?", N_ ("Gives the one element for which a function is true.") },
  { "$reduce", "array, function, start?", N_ ("Folds an array to one value, from left to right.") },
  /* Time */
  { "$now", "picture?, zone?", N_ ("Gives the present as text, ISO 8601 without a picture.") },
  { "$millis", "", N_ ("Gives the present in milliseconds since 1970.") },
  { "$fromMillis", "number, picture?, zone?", N_ ("Writes milliseconds since 1970 as text.") },
  { "$toMillis", "text, picture?", N_ ("Reads a moment as milliseconds since 1970.") },
  /* AWS's own */
  { "$hash", "text, algorithm?",
    N_ ("Hashes a text: MD5, SHA-1, SHA-256, SHA-384 or SHA-512. AWS's own.") },
  { "$uuid", "", N_ ("Makes a random UUID of version 4. AWS's own.") },
  { "$parse", "text", N_ ("Reads JSON text as a value. AWS's own, in place of $eval.") },
};

static const SwFunction intrinsics[] = {
  { "States.Format", "template, value, …", N_ ("Puts values in the place of {} in a template.") },
  { "States.StringToJson", "text", N_ ("Reads JSON text as a value.") },
  { "States.JsonToString", "value", N_ ("Writes a value as JSON text.") },
  { "States.Array", "value, …", N_ ("Makes an array of values.") },
  { "States.ArrayPartition", "array, size", N_ ("Cuts an array into pieces of a size.") },
  { "States.ArrayContains", "array, value", N_ ("Tells whether an array holds a value.") },
  { "States.ArrayRange", "first, last, step",
    N_ ("Makes an array of numbers from first to last.") },
  { "States.ArrayGetItem", "array, index", N_ ("Gives the element at an index, from 0.") },
  { "States.ArrayLength", "array", N_ ("Counts the elements.") },
  { "States.ArrayUnique", "array", N_ ("Leaves each element in once.") },
  { "States.Base64Encode", "text", N_ ("Encodes a text in Base64.") },
  { "States.Base64Decode", "text", N_ ("Decodes Base64 to text.") },
  { "States.Hash", "value, algorithm", N_ ("Hashes a value: MD5, SHA-1, SHA-256, SHA-384 or "
                                           "SHA-512.") },
  { "States.JsonMerge", "first, second, false", N_ ("Merges two objects; the second wins. Deep "
                                                    "merging is not supported by AWS.") },
  { "States.MathRandom", "start, end, seed?",
    N_ ("Gives a random whole number from start up to, but without, end.") },
  { "States.MathAdd", "first, second", N_ ("Adds two whole numbers.") },
  { "States.StringSplit", "text, separators", N_ ("Splits a text at any of the separators.") },
  { "States.UUID", "", N_ ("Makes a random UUID of version 4.") },
};

static const SwContextMember context_members[] = {
  { "Execution", N_ ("The execution under way.") },
  { "Execution.Id", N_ ("The ARN of the execution.") },
  { "Execution.Input", N_ ("The input of the execution.") },
  { "Execution.Name", N_ ("The name of the execution.") },
  { "Execution.RoleArn", N_ ("The role of the execution.") },
  { "Execution.StartTime", N_ ("When the execution began, ISO 8601.") },
  { "Execution.RedriveCount", N_ ("How often the execution was redriven.") },
  { "Execution.RedriveTime", N_ ("When the execution was last redriven, ISO 8601.") },
  { "State", N_ ("The state under way.") },
  { "State.EnteredTime", N_ ("When the state was entered, ISO 8601.") },
  { "State.Name", N_ ("The name of the state.") },
  { "State.RetryCount", N_ ("How often the state was retried.") },
  { "StateMachine", N_ ("The state machine.") },
  { "StateMachine.Id", N_ ("The ARN of the state machine.") },
  { "StateMachine.Name", N_ ("The name of the state machine.") },
  { "Task", N_ ("The task under way; of use with .waitForTaskToken.") },
  { "Task.Token", N_ ("The token that whoever does the work returns.") },
  { "Map", N_ ("The iteration under way; inside a Map alone.") },
  { "Map.Item", N_ ("The item of the iteration.") },
  { "Map.Item.Index", N_ ("The index of the item, from 0.") },
  { "Map.Item.Value", N_ ("The item itself.") },
  { "Map.Item.Key", N_ ("The name of the member, where a Map goes over an object.") },
  { "Map.Item.Source", N_ ("Where the item was read from.") },
};

/**
 * sw_functions_get_all:
 * @language: whose functions
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the functions
 */
const SwFunction *
sw_functions_get_all (SwQueryLanguage  language,
                      guint           *count)
{
  *count = language == SW_QUERY_JSONATA ? G_N_ELEMENTS (jsonata) : G_N_ELEMENTS (intrinsics);

  return language == SW_QUERY_JSONATA ? jsonata : intrinsics;
}

/**
 * sw_functions_find:
 * @language: whose functions
 * @name: as it is written: "$sum", "States.Format"
 *
 * Returns: (transfer none) (nullable): the function
 */
const SwFunction *
sw_functions_find (SwQueryLanguage  language,
                   const char      *name)
{
  guint n_functions;
  const SwFunction *functions = sw_functions_get_all (language, &n_functions);

  for (guint i = 0; i < n_functions; i++)
    if (strcmp (functions[i].name, name) == 0)
      return &functions[i];

  return NULL;
}

/**
 * sw_context_members_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the members of the context object, each below the
 * one that holds it; in JSONPath behind "$$.", in JSONata behind "$states.context."
 */
const SwContextMember *
sw_context_members_get_all (guint *count)
{
  *count = G_N_ELEMENTS (context_members);

  return context_members;
}

/**
 * sw_context_members_find:
 * @path: "Execution.Id"
 *
 * Returns: (transfer none) (nullable): the member
 */
const SwContextMember *
sw_context_members_find (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (context_members); i++)
    if (strcmp (context_members[i].path, path) == 0)
      return &context_members[i];

  return NULL;
}
