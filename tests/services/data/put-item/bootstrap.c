/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Lambda function with a runtime of its own: it speaks the Runtime API by plain sockets, puts an
 * item into a DynamoDB table, and fails where the event asks for that. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static char answer[1 << 16];

static int
dial (const char *host_and_port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  char host[64];
  const char *colon = strchr (host_and_port, ':');
  int fd = socket (AF_INET, SOCK_STREAM, 0);

  snprintf (host, sizeof host, "%.*s", (int) (colon - host_and_port), host_and_port);
  address.sin_port = htons ((unsigned short) atoi (colon + 1));
  inet_pton (AF_INET, host, &address.sin_addr);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    exit (9);
  return fd;
}

/* One request on a connection of its own, HEADERS each with its line end; the whole answer is in ANSWER. Returns its body. */
static char *
ask (const char *host, const char *line, const char *headers, const char *body)
{
  char request[1 << 15];
  int length = snprintf (request, sizeof request,
                         "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%sContent-Length: "
                         "%zu\r\n\r\n%s",
                         line, host, headers, strlen (body), body);
  int fd = dial (host);
  size_t got = 0;
  ssize_t n;
  char *end;

  if (write (fd, request, (size_t) length) != length)
    exit (8);
  while (got < sizeof answer - 1 && (n = read (fd, answer + got, sizeof answer - 1 - got)) > 0)
    got += (size_t) n;
  close (fd);
  answer[got] = '\0';
  end = strstr (answer, "\r\n\r\n");
  return end != NULL ? end + 4 : answer + got;
}

static void
take_header (const char *name, char *value, size_t size)
{
  char *line = strcasestr (answer, name);

  line = line != NULL ? line + strlen (name) : answer + strlen (answer);
  snprintf (value, size, "%.*s", (int) strcspn (line, "\r"), line);
}

int
main (void)
{
  const char *api = getenv ("AWS_LAMBDA_RUNTIME_API"), *dynamodb = getenv ("DYNAMODB");
  char id[64], line[512], event[4096];

  for (;;)
    {
      snprintf (event, sizeof event, "%s", ask (api, "GET /2018-06-01/runtime/invocation/next", "", ""));
      take_header ("Lambda-Runtime-Aws-Request-Id: ", id, sizeof id);
      if (id[0] == '\0') /* cut off: nobody calls any more */
        return 0;
      if (strstr (event, "\"fail\"") != NULL)
        {
          snprintf (line, sizeof line, "POST /2018-06-01/runtime/invocation/%s/error", id);
          ask (api, line, "", "{\"errorMessage\":\"asked to\",\"errorType\":\"PutError\"}");
          continue;
        }
      ask (dynamodb,
           "POST /",
           "X-Amz-Target: DynamoDB_20120810.PutItem\r\nContent-Type: application/x-amz-json-1.0\r\n"
           "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
           "SignedHeaders=host, Signature=0\r\n",
           "{\"TableName\":\"items\",\"Item\":{\"id\":{\"S\":\"from C\"}}}");
      snprintf (line, sizeof line, "POST /2018-06-01/runtime/invocation/%s/response", id);
      ask (api, line, "", "{\"put\":\"from C\"}");
    }
}
