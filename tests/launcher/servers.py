"""Small real servers that stand in for the parts."""

import socket
import sys
from pathlib import Path

from bot.launcher.parts import Part

SERVER = """
import http.server, os, signal, sys
port, diary, name = int(sys.argv[1]), sys.argv[2], sys.argv[3]
def write(line):
    with open(diary, "a") as file:
        file.write(line + "\\n")
def leave(*_):
    write("stop " + name)
    os._exit(0)
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_):
        pass
signal.signal(signal.SIGTERM, leave)
write("start " + name)
print(name, "serves", flush=True)
http.server.ThreadingHTTPServer.allow_reuse_address = True
http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def server(name: str, diary: Path, after: tuple[str, ...] = (), code: str = SERVER) -> Part:
    """A part that serves 200, and writes into the diary when it starts and when it is asked to stop."""
    port = free_port()
    return Part(
        name=name,
        argv=(sys.executable, "-c", code, str(port), str(diary), name),
        env={},
        ready=f"http://127.0.0.1:{port}/",
        patience=60,
        after=after,
    )


def port_of(part: Part) -> int:
    """The port a part serves on."""
    return int(part.argv[3])


def listens(port: int) -> bool:
    """Whether anybody accepts connections on that port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def lives(pid: int) -> bool:
    """Whether the process is there and has not ended (one that merely waits to be reaped has)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"
