"""Receives the packets between the server process and its workers."""

from __future__ import annotations

import array
import socket

_ITEM = array.array("i").itemsize


def receive(channel: socket.socket, buffer: bytearray, most: int) -> tuple[bytes, list[int]]:
    """The next packet, empty at the end of the channel, and up to ``most`` open files that came with it.

    ``buffer`` has room for the longest packet and is used again for the next one. Raises OSError.
    """
    size, ancillary, _, _ = channel.recvmsg_into([buffer], socket.CMSG_LEN(most * _ITEM))
    files: list[int] = []
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            numbers = array.array("i")
            numbers.frombytes(data[: len(data) - len(data) % _ITEM])
            files += numbers
    return bytes(memoryview(buffer)[:size]), files
