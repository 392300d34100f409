# SPDX-License-Identifier: GPL-3.0-or-later
# Loads a Python handler and speaks the Lambda Runtime API for it. Needs Python 3.8 alone.
import http.client
import importlib
import json
import os
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
ROOT = os.environ["LAMBDA_TASK_ROOT"]
BASE = "/2018-06-01/runtime"
CLIENT = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")


class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class Told:
    """A part of the client context; what was not told is None."""

    def __init__(self, told, names):
        for name in names:
            setattr(self, name, (told or {}).get(name))


def client_context(text):
    if text is None:
        return None
    told = Told(json.loads(text), ("custom", "env", "client"))
    if told.client is not None:
        told.client = Told(told.client, CLIENT)
    return told


class Context:
    """What a handler gets as its second argument."""

    def __init__(self, headers):
        env = os.environ
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = env["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = env["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = env["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = env["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = client_context(headers["Lambda-Runtime-Client-Context"])
        self.identity = Identity()
        self.deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self.deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


def call(connection, method, path, body=None, headers={}):
    connection.request(method, BASE + path, body, headers)
    answer = connection.getresponse()
    return answer.headers, answer.read()


def report(error_type, message, frames=(), **more):
    return dict(errorMessage=message, errorType=error_type, **more, stackTrace=list(frames))


def own_frames(trace):
    """The handler's frames: those of this file come first and say nothing."""
    frames = traceback.extract_tb(trace)
    while frames and frames[0].filename == "<string>":
        frames = frames[1:]
    return traceback.format_list(frames)


def load(name):
    """The handler, or what is wrong with it as a report."""
    module, _, function = name.rpartition(".")
    if not module:
        return None, report("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    sys.path.insert(0, ROOT)
    try:
        loaded = importlib.import_module(module.replace("/", "."))
    except ImportError as error:
        return None, report("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}")
    except SyntaxError as error:
        place = f'  File "{error.filename}" Line {error.lineno}\n    {(error.text or "").strip()}\n'
        return None, report("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {error}", [place])
    except Exception as error:
        return None, report(type(error).__name__, str(error), own_frames(error.__traceback__))
    if not hasattr(loaded, function):
        return None, report("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module}'")
    return getattr(loaded, function), None


def perform(handler, event, context):
    """The path to answer to, and the body."""
    try:
        result = handler(json.loads(event), context)
    except Exception as error:
        traceback.print_exc()
        body = report(type(error).__name__, str(error), own_frames(error.__traceback__), requestId=context.aws_request_id)
        return "error", json.dumps(body)
    try:
        return "response", json.dumps(result, allow_nan=False)
    except Exception as error:
        body = report("Runtime.MarshalError", f"Unable to marshal response: {error}", requestId=context.aws_request_id)
        return "error", json.dumps(body)


def main():
    connection = http.client.HTTPConnection(API)
    handler, wrong = load(os.environ["_HANDLER"])
    if wrong:
        print(f"[ERROR] {wrong['errorType']}: {wrong['errorMessage']}", file=sys.stderr)
        call(connection, "POST", "/init/error", json.dumps(wrong), {"Lambda-Runtime-Function-Error-Type": wrong["errorType"]})
        sys.exit(1)
    while True:
        headers, event = call(connection, "GET", "/invocation/next")
        context = Context(headers)
        path, body = perform(handler, event, context)
        sys.stdout.flush()
        call(connection, "POST", f"/invocation/{context.aws_request_id}/{path}", body.encode(), {"Content-Type": "application/json"})


main()
