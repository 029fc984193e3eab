"""Ctrl-C and SIGTERM: one line and exit code 130 or 143, whatever runs at that moment.

The first one unwinds, so that nothing half-made stays behind; a second one ends at once, and what
it leaves the next command puts right.
"""

from __future__ import annotations

import os
import signal
import sys
from _thread import interrupt_main
from threading import Timer
from types import FrameType

STOPPED = 128  # and the number of the signal: 130, 143
HEARD = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
"""What stops a command, and what Python does by itself when it comes."""
LINE = "stopped: no file is half written"
SOON = 0.05  # seconds: the destructor is over by then


class Interrupt:
    """The handler of the signals; ``signum`` is the one that came, 0 before."""

    def __init__(self) -> None:
        self.signum = 0

    def __call__(self, signum: int, frame: FrameType | None) -> None:
        """Unwind; the second time end here and now."""
        if self.signum:
            os.write(2, f"{line()}\n".encode())
            os._exit(STOPPED + signum)
        self.signum = signum
        signal.default_int_handler(signum, frame)


def listen() -> None:
    """Take the signals over, unless whoever started us has them ignored.

    Where one comes in a destructor or a callback, Python prints a trace and goes on as if nothing
    had been: there it is sent again, to come somewhere else.
    """
    handler = Interrupt()
    for signum, usual in HEARD.items():
        if signal.getsignal(signum) is usual:
            signal.signal(signum, handler)
    if not _heard():
        return
    before = sys.unraisablehook

    def lost(found: sys.UnraisableHookArgs) -> None:
        if issubclass(found.exc_type, KeyboardInterrupt):
            signum = handler.signum or signal.SIGINT
            handler.signum = 0
            again = Timer(SOON, interrupt_main, (signum,))
            again.daemon = True
            again.start()
        else:
            before(found)

    sys.unraisablehook = lost


def code() -> int:
    """The exit code of a command that was stopped."""
    came = (handler.signum for handler in _heard() if handler.signum)
    return STOPPED + next(came, signal.SIGINT)


def asked() -> bool:
    """Whether a signal came: then no exception is anybody's fault."""
    return any(handler.signum for handler in _heard())


def ended() -> None:
    """The command is done: nothing that it says or that the interpreter does is to be cut off."""
    for signum in HEARD:
        if isinstance(signal.getsignal(signum), Interrupt):
            signal.signal(signum, signal.SIG_IGN)


def _heard() -> list[Interrupt]:
    held = (signal.getsignal(signum) for signum in HEARD)
    return [handler for handler in held if isinstance(handler, Interrupt)]


def line() -> str:
    """What is said: on a terminal under its own ``^C``."""
    return ("\n" if os.isatty(2) else "") + LINE
