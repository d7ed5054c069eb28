"""Nothing starts on a port or a state folder that somebody else has."""

import os
import socket
from pathlib import Path

import pytest

from bot.launcher.alone import check_ports, held
from bot.launcher.errors import LaunchError
from tests.launcher.servers import free_port


def test_a_taken_port_is_named_with_the_setting_that_moves_it() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        sentence = f"^Port {port} is taken by another program: free it, or set RASA_PORT to another port.$"
        with pytest.raises(LaunchError, match=sentence):
            check_ports("127.0.0.1", {"PORT": free_port(), "RASA_PORT": port})


def test_two_parts_on_one_port_are_refused() -> None:
    port = free_port()
    with pytest.raises(LaunchError, match="PORT and RASA_PORT are both"):
        check_ports("127.0.0.1", {"PORT": port, "RASA_PORT": port})


def test_an_address_that_is_not_ours_is_refused_in_one_sentence() -> None:
    with pytest.raises(LaunchError, match=r"correct HOST or PORT\.$"):
        check_ports("192.0.2.1", {"PORT": free_port()})


def test_a_port_is_free_again_right_after_its_server_has_gone() -> None:
    port = free_port()
    check_ports("127.0.0.1", {"PORT": port})
    with socket.create_server(("127.0.0.1", port)) as server, socket.create_connection(("127.0.0.1", port)) as client:
        server.accept()[0].close()
        assert client.recv(1) == b""
    check_ports("127.0.0.1", {"PORT": port})


def test_a_second_start_on_the_same_state_folder_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(LaunchError, match=rf"^Another start \(process {os.getpid()}\) is using"):  # noqa: SIM117
        with held(tmp_path):
            pass


def test_a_state_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with held(tmp_path / "new" / "folder"):
            assert (tmp_path / "new" / "folder").is_dir()
