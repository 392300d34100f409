# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that answers as a test wants it to, byte for byte, good or bad.

    with wires.Server(answer) as server:      answer (connection, request) is called for each request
        server.url, server.requests           what came: Request with method, path, headers (small letters), body
"""

import contextlib
import json
import socket
import struct
import threading
from dataclasses import dataclass

DATE = "Sat, 01 Jan 2028 00:00:00 GMT"


@dataclass
class Request:
    method: str
    path: str
    headers: dict
    body: bytes


def plain(status, body, headers=None, reason="Reason"):
    """An answer's bytes."""
    body = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} {reason}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def saying(status, body, headers=None, reason="Reason"):
    """An answer function that always says the same."""
    data = plain(status, body, headers, reason)
    return lambda connection, request: connection.sendall(data)


def said(body, status=200):
    """An answer function that always says the same JSON."""
    return saying(status, json.dumps(body), {"Content-Type": "application/json"}, "OK")


def in_turn(*answers):
    """An answer function that says one after the other, the last for ever."""
    left = list(answers)

    def answer(connection, request):
        (left.pop(0) if len(left) > 1 else left[0])(connection, request)

    return answer


def reset(connection, _request):
    """Ends the connection with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class Server:
    """TLS: an ssl.SSLContext, or None."""

    def __init__(self, answer, tls=None):
        self.answer = answer
        self.tls = tls
        self.requests = []
        self.over = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self.serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.over.set()
        self.socket.close()

    def serve(self):
        while True:
            try:
                connection, _address = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def read(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return None
            data += more
        head, body = data.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        method, path, _version = lines[0].split(" ")
        headers = {}
        for line in lines[1:]:
            name, value = line.split(":", 1)
            headers[name.lower()] = value.strip()
        while len(body) < int(headers.get("content-length", 0)):
            body += connection.recv(65536)
        return Request(method, path, headers, body)

    def talk(self, connection):
        with contextlib.ExitStack() as open_ones:
            open_ones.enter_context(connection)
            try:
                if self.tls:
                    connection = open_ones.enter_context(self.tls.wrap_socket(connection, server_side=True))
                request = self.read(connection)
                if request is not None:
                    self.requests.append(request)
                    self.answer(connection, request)
            except OSError:
                pass  # the client went away: that is what some tests want
