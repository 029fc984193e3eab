"""Ctrl-C: one line and exit code 130, whatever runs at that moment.

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

STOPPED = 130
LINE = "stopped: no file is half written"
SOON = 0.05  # seconds: the destructor is over by then


class Interrupt:
    """The handler of the signal; ``asked`` tells whether it came."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, signum: int, frame: FrameType | None) -> None:
        """Unwind; the second time end here and now."""
        if self.asked:
            os.write(2, f"{line()}\n".encode())
            os._exit(STOPPED)
        self.asked = True
        signal.default_int_handler(signum, frame)


def listen() -> None:
    """Take the signal over, unless whoever started us has it ignored.

    Where it comes in a destructor or a callback, Python prints a trace and goes on as if nothing
    had been: there the signal is sent again, to come somewhere else.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    handler = Interrupt()
    signal.signal(signal.SIGINT, handler)
    usual = sys.unraisablehook

    def lost(found: sys.UnraisableHookArgs) -> None:
        if issubclass(found.exc_type, KeyboardInterrupt):
            handler.asked = False
            again = Timer(SOON, interrupt_main)
            again.daemon = True
            again.start()
        else:
            usual(found)

    sys.unraisablehook = lost


def asked() -> bool:
    """Whether the signal came: then no exception is anybody's fault."""
    return bool(getattr(signal.getsignal(signal.SIGINT), "asked", False))


def ended() -> None:
    """The command is done: nothing that it says or that the interpreter does is to be cut off."""
    if isinstance(signal.getsignal(signal.SIGINT), Interrupt):
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def line() -> str:
    """What is said: on a terminal under its own ``^C``."""
    return ("\n" if os.isatty(2) else "") + LINE
