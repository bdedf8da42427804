"""The block that keeps every test on this machine is itself tested."""

import socket
import urllib.request

import pytest

# TEST-NET-1 and a reserved name: nothing answers there even if the block were gone.
OUTSIDE = "192.0.2.1"


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as client, pytest.raises(Exception, match="tests may not reach"):
        client.connect((OUTSIDE, 80))


def test_a_name_of_another_machine_is_not_looked_up() -> None:
    with pytest.raises(Exception, match="tests may not reach"):
        urllib.request.urlopen("http://outside.invalid/")


def test_this_machine_can_be_reached() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
