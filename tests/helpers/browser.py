"""A headless Chromium without network, driven over two pipes (Chrome DevTools Protocol, null-separated JSON)."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe")


def is_installed() -> bool:
    """Whether there is a Chromium here, and the right to keep it off the network."""
    if shutil.which("chromium") is None or shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0


class Page:
    """One page of the browser. ``events`` are what it told by itself, in order."""

    def __init__(self, send: int, receive: int) -> None:
        self._send, self._receive = send, receive
        self._number, self._rest, self._session = 0, b"", ""
        self.events: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Order something and wait for what comes of it."""
        self._number += 1
        order = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._send, json.dumps(order).encode() + b"\0")
        while (told := self._next()).get("id") != self._number:
            self.events.append(told)
        assert "error" not in told, told["error"]
        return dict(told["result"])

    def open(self, file: Path) -> None:
        """Open a file and wait until all of it is there."""
        self.ask("Page.navigate", url=file.as_uri())
        while not any(each.get("method") == "Page.loadEventFired" for each in self.events):
            self.events.append(self._next())

    def value(self, expression: str) -> Any:
        """What a JavaScript expression gives."""
        told = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def told(self, *methods: str) -> list[dict[str, Any]]:
        """The events of some kinds."""
        return [each["params"] for each in self.events if each.get("method") in methods]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._receive, 1 << 20)
            assert more, "the browser ended"
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))


@contextmanager
def browsing(folder: Path) -> Iterator[Page]:
    """A page of a browser that is off the network and keeps what it must in a folder."""
    to_child, send = os.pipe()
    receive, from_child = os.pipe()
    script = f'exec "$@" 3<&{to_child} 4>&{from_child}'
    command = ["unshare", "-n", "chromium", *_OPTIONS, f"--user-data-dir={folder}"]
    child = subprocess.Popen(
        ["bash", "-c", script, "bash", *command], pass_fds=(to_child, from_child), stderr=subprocess.DEVNULL
    )
    os.close(to_child)
    os.close(from_child)
    try:
        yield Page(send, receive)
    finally:
        child.kill()
        child.wait()
        os.close(send)
        os.close(receive)
