"""A Chromium without a window, spoken to through two pipes: what a page is on a screen, a phone, paper."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"),
    "--disable-dev-shm-usage",  # which may be small, or not be the user's to write
)

AS_3_AND_4 = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for place, end in enumerate(ends, 3):
    os.dup2(end, place)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads its commands from descriptor 3 and answers on 4."""


class Page:
    """One page of the browser. Give it a file with :meth:`open`, ask it with :meth:`ask`."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back, self._rest, self._count, self._session = to, back, b"", 0, ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        self.call("Page.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """What the browser answers to a command of its DevTools protocol."""
        self._count += 1
        asked = {"id": self._count, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._to, json.dumps(asked).encode() + b"\0")
        answer = self._until(lambda message: message.get("id") == self._count)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _until(self, wanted: Any) -> dict[str, Any]:
        while True:
            while b"\0" not in self._rest:
                more = os.read(self._back, 1 << 20)
                if not more:
                    raise RuntimeError("the browser has ended")
                self._rest += more
            line, _, self._rest = self._rest.partition(b"\0")
            message: dict[str, Any] = json.loads(line)
            if wanted(message):
                return message

    def open(self, file: Path, *, width: int = 1440, height: int = 900, dark: bool = False) -> None:
        """Show a file in a window of that size, in light or dark, without its content policy."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media="", features=[scheme])
        self.call("Page.setBypassCSP", enabled=True)
        self.call("Page.navigate", url=file.resolve().as_uri())
        self._until(lambda message: message.get("method") == "Page.loadEventFired")

    def ask(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        answer = self.call(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            userGesture=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", script))
        return answer["result"].get("value")

    def press(self, key: str, code: int = 0, text: str = "") -> None:
        """A key pressed and let go."""
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                windowsVirtualKeyCode=code,
                text=text if kind == "keyDown" else "",
            )

    def picture(self, file: Path, top: int = 0, height: int = 0) -> None:
        """The page as PNG, or the part of that height from ``top`` down."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": top, "width": size["width"], "scale": 1}
        clip["height"] = height or size["height"] - top
        shot = self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(shot["data"]))

    def print(self, file: Path) -> None:
        """The page as the browser prints it, with its shades or without as its sheet wants."""
        done = self.call("Page.printToPDF", preferCSSPageSize=True)
        file.write_bytes(base64.b64decode(done["data"]))


@contextmanager
def browser() -> Iterator[Page]:
    """A browser with a page, ended with the block."""
    there, to = os.pipe()
    back, here = os.pipe()
    # It may still write while its folder is taken away.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        done = subprocess.Popen(
            [
                *(sys.executable, "-c", AS_3_AND_4, str(there), str(here), CHROMIUM, *FLAGS),
                *(f"--user-data-dir={profile}", "--remote-debugging-pipe"),
            ],
            pass_fds=(there, here),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(there)
        os.close(here)
        try:
            yield Page(to, back)
        finally:
            done.terminate()
            done.wait()
            os.close(to)
            os.close(back)
