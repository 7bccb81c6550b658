"""One worker process: opens the current snapshot, and answers one job after another until it is ended."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

from xpkg import limits
from xpkg.server import sandbox
from xpkg.server.engine import Engine
from xpkg.server.jobs import INLINE, LONG_JOB, Job, Outcome
from xpkg.server.settings import Settings

_MODESTY = 5


def work(channel: socket.socket, store_dir: Path, settings: Settings) -> None:
    """Answer the jobs that come by ``channel`` (one packet each); the first packet back says ``ready``, or ``failed``.

    A job's body, and a result longer than a packet, come and go as an open file beside the packet.
    """
    limits.die_with_parent()
    limits.die_first()
    faulthandler.enable(2, all_threads=False)  # tells the front of an overflown stack
    try:
        engine = Engine(store_dir, settings)
    except Exception as error:  # whatever it is, the front has to know
        told = (str(error).splitlines() or [""])[0][:300] or type(error).__name__
        channel.send(b"failed\n" + told.encode("utf-8", "replace"))
        return
    os.nice(_MODESTY)  # the front comes first: it has to take requests, and to kill
    sandbox.limit(settings.memory, max(settings.result_size, settings.body_size) * 2)
    ports = {urlsplit(address).port for _, address in settings.relays}
    sandbox.forbid_network(but_port=ports.pop() if ports else None)
    channel.send(f"ready\n{os.getpid()}\n{engine.snapshot}\n{engine.base}".encode())
    while True:
        data, files, _, _ = socket.recv_fds(channel, INLINE, 2)
        if not data:
            return
        bodies = list(files)
        if data == LONG_JOB:
            file = bodies.pop(0)
            data = os.pread(file, os.fstat(file).st_size, 0)
        outcome = engine.run(Job.decode(data), bodies[0] if bodies else None)
        _send(channel, outcome)
        for file in files:
            os.close(file)


def _send(channel: socket.socket, outcome: Outcome) -> None:
    with contextlib.suppress(BrokenPipeError):  # the front has lost interest and will say so
        if outcome.spooled is None:
            channel.send(outcome.encode())
        else:
            socket.send_fds(channel, [outcome.encode()], [outcome.spooled])
            os.close(outcome.spooled)
