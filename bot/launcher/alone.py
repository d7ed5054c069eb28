"""Before anything starts: the state folder is ours alone, and every port is free."""

import errno
import fcntl
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.launcher.errors import LaunchError


@contextmanager
def held(state: Path) -> Iterator[None]:
    """Holds the state folder for this launcher; raises LaunchError when another one has it."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "launcher.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise LaunchError(
                f"Another start (process {file.read().strip() or 'unknown'}) is using {state}: stop it first, "
                "or set STATE_DIR to another folder."
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def check_ports(host: str, ports: Mapping[str, int]) -> None:
    """Raises LaunchError naming the first port that is taken, and the setting that moves it."""
    for setting, port in ports.items():
        same = [other for other, number in ports.items() if number == port and other != setting]
        if same:
            raise LaunchError(f"{setting} and {same[0]} are both {port}: give each its own port.")
        at = host if setting == "PORT" else "127.0.0.1"
        try:
            _bind(at, port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                why = f"Port {port} is taken by another program: free it, or set {setting} to another port."
            elif error.errno in (errno.EACCES, errno.EPERM):
                why = f"Port {port} may not be used by this user: set {setting} to a port above 1023."
            else:
                why = f"{at}:{port} cannot be listened on ({error.strerror}): correct HOST or {setting}."
            raise LaunchError(why) from error


def _bind(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        # As the servers do: a port that merely waits for old connections to die is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        probe.listen(1)
