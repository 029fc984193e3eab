"""The server of a preview: this machine alone, four addresses, nothing of the disk.

A page elsewhere that has its name point here is refused by the ``Host`` that it asks for.
"""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cartreport.errors import RequestError
from cartreport.preview.screen import Screen
from cartreport.shipped import shipped

LOOPBACK = "127.0.0.1"
WAIT = 10.0
POLICY = "default-src 'self' 'unsafe-inline' data:; frame-ancestors 'self'; form-action 'none'"


class Server(ThreadingHTTPServer):
    """Serves one screen at ``port`` of this machine; 0 is any that is free.

    Raises :class:`RequestError` for a port that is taken.
    """

    daemon_threads = True

    def __init__(self, screen: Screen, port: int) -> None:
        self.screen = screen
        self.frame = (shipped() / "preview" / "index.html").read_bytes()
        try:
            super().__init__((LOOPBACK, port), Answers)
        except OSError as error:
            said = f"port {port} cannot be had: {error.strerror}"
            raise RequestError(said, "Choose another: --port 0 takes any that is free.") from error

    @property
    def address(self) -> str:
        """What to open in the browser."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/"


class Answers(BaseHTTPRequestHandler):
    """The answers, one to a request; there is no other method than GET."""

    server: Server

    def do_GET(self) -> None:
        """The frame, the page, the PDF, or the stream of news."""
        port = self.server.server_address[1]
        if self.headers.get("Host") not in {f"{LOOPBACK}:{port}", f"localhost:{port}"}:
            self.send_error(HTTPStatus.FORBIDDEN, "this preview answers to this machine alone")
            return
        screen = self.server.screen
        path = self.path.partition("?")[0]
        if path == "/events":
            self._stream()
        elif path == "/":
            self._answer(
                "text/html; charset=utf-8", self.server.frame, {"Content-Security-Policy": POLICY}
            )
        elif path == "/page" and screen.page:
            self._answer("text/html; charset=utf-8", screen.page)
        elif path == "/pdf" and screen.printed:
            self._answer("application/pdf", screen.printed)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not told: the terminal is for what the pages lack."""

    def _answer(self, kind: str, data: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        head = {"Content-Type": kind, "Content-Length": str(len(data)), **(more or {})}
        self._end(head)
        self.wfile.write(data)

    def _stream(self) -> None:
        """News as they come, and a sign of life in between, until the reader or we go."""
        self.send_response(HTTPStatus.OK)
        self._end({"Content-Type": "text/event-stream"})
        change, screen = 0, self.server.screen
        try:
            while not screen.closed:
                change, told = screen.after(change, WAIT)
                self.wfile.write(f"data: {told}\n\n".encode() if told else b": still here\n\n")
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _end(self, heads: dict[str, str]) -> None:
        always = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        for name, value in (heads | always).items():
            self.send_header(name, value)
        self.end_headers()
