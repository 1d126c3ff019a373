#!/usr/bin/env python3
"""A client of the Secrets daemon in Python's standard library; shared/PROTOCOL.md tells the protocol.

As a module:

    with Client() as client:
        client.call("secret.set", secrets=[{"name": "greeting", "value": encode(b"hello")}])
        reply = client.call("secret.get", names=["greeting"])
        print(decode(reply["secrets"][0]["value"]))

As a program it sets the secrets whose names and values (base64) it reads from stdin as a JSON object, lists them,
gets them, and prints what it got in the same form.
"""

import base64
import json
import os
import socket
import sys

PROTOCOL = 1
MAX_FRAME = 2 << 20


class SecretsError(Exception):
    """What the daemon answered instead of a result: branch on `code` or `word`, show `message` and `hint`."""

    def __init__(self, error):
        super().__init__(error["message"])
        data = error.get("data") or {}
        self.code = error["code"]
        self.word = data.get("error")
        self.hint = data.get("hint")


def pipe_path():
    """Where the daemon listens."""
    if home := os.environ.get("SECRETS_HOME"):
        return os.path.join(os.path.abspath(home), "run", "pipe")
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        return os.path.join(runtime, "secrets", "pipe")
    state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    return os.path.join(state, "secrets", "pipe")


def encode(value):
    """The bytes of a value as the wire has them."""
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    return {"base64": base64.b64encode(value).decode("ascii")} if "\0" in text else text


def decode(value):
    """The bytes of a value that came over the wire."""
    return value.encode("utf-8") if isinstance(value, str) else base64.b64decode(value["base64"], validate=True)


class Client:
    """One connection. Notifications that arrive while a reply is awaited go to `on_notification(method, params)`."""

    def __init__(self, path=None, on_notification=None):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(60)
        self._socket.connect(path or pipe_path())
        self._input = self._socket.makefile("rb")
        self._on_notification = on_notification or (lambda method, params: None)
        self._id = 0
        self.call("hello", protocol=PROTOCOL, client="client.py/1")

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        self._input.close()
        self._socket.close()

    def call(self, method, **params):
        """Calls a method and returns its result; raises SecretsError."""
        self._id += 1
        request = {"jsonrpc": "2.0", "id": self._id, "method": method}
        if params:
            request["params"] = params
        content = json.dumps(request, ensure_ascii=False).encode("utf-8")
        if len(content) > MAX_FRAME:
            raise ValueError("the request is longer than a frame may be")
        self._socket.sendall(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        while True:
            message = self._read()
            if "method" in message:
                self._on_notification(message["method"], message.get("params"))
            elif message.get("id") in (self._id, None):
                if "error" in message:
                    raise SecretsError(message["error"])
                return message["result"]

    def _read(self):
        length = None
        while (line := self._input.readline(1024)) != b"\r\n":
            if not line.endswith(b"\r\n"):
                raise ConnectionError("the daemon closed the connection")
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length":
                length = int(value)
        if length is None or length > MAX_FRAME:
            raise ConnectionError("the daemon sent no legal header")
        content = self._input.read(length)
        if len(content) < length:
            raise ConnectionError("the daemon closed the connection")
        return json.loads(content)


def main():
    values = {name: base64.b64decode(value) for name, value in json.load(sys.stdin).items()}
    try:
        with Client() as client:
            client.call("secret.set", secrets=[{"name": name, "value": encode(value)} for name, value in values.items()])
            listed = [entry["name"] for entry in client.call("secret.list")["secrets"]]
            reply = client.call("secret.get", names=[name for name in listed if name in values])
            got = {secret["name"]: base64.b64encode(decode(secret["value"])).decode("ascii") for secret in reply["secrets"]}
            json.dump(got, sys.stdout)
            return 0
    except SecretsError as error:
        print(f"client.py: error {error.code} ({error.word}): {error}", file=sys.stderr)
        return error.code if 0 < error.code < 100 else 1


if __name__ == "__main__":
    sys.exit(main())
