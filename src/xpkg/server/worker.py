"""The main loop of a worker process: opens the current snapshot and runs one job after another."""

from __future__ import annotations

import faulthandler
import gc
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

from xpkg import limits
from xpkg.server import sandbox
from xpkg.server.engine import open_engine
from xpkg.server.holder import Holder, send_outcome
from xpkg.server.job_runner import run_job
from xpkg.server.jobs import INLINE, LONG_JOB, Job
from xpkg.server.lease import LEND, WAKE
from xpkg.server.packets import receive
from xpkg.server.settings import Settings

_NICENESS = 5
_OBJECTS_BEFORE_COLLECTION = 10_000  # what a job makes is freed without it; 700 would take a thirtieth of the time


def work(channel: socket.socket, store_dir: Path, settings: Settings) -> None:
    """Run the jobs that arrive on ``channel``, one packet each, until it is closed.

    The first packet back says ``ready`` or ``failed``. The body of a request and a long result are sent as open files.
    """
    limits.die_with_parent()
    limits.die_first()
    faulthandler.enable(2, all_threads=False)  # reports a stack overflow on standard error
    try:
        engine = open_engine(store_dir, settings)
    except Exception as error:  # whatever it is, the server process has to know
        reason = (str(error).splitlines() or [""])[0][:300] or type(error).__name__
        channel.send(b"failed\n" + reason.encode("utf-8", "replace"))
        return
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
    os.nice(_NICENESS)  # the server process goes first: it accepts requests and kills workers
    sandbox.limit(settings.memory, max(settings.result_size, settings.body_size) * 2)
    ports = {urlsplit(address).port for _, address in settings.relays}
    sandbox.forbid_network(but_port=ports.pop() if ports else None)
    channel.send(f"ready\n{os.getpid()}\n{engine.snapshot}\n{engine.base}".encode())
    buffer = bytearray(INLINE)
    holder = Holder(channel, engine, buffer)
    while True:
        data, files = receive(channel, buffer, 2)
        while data[:1] == LEND:
            data, files = holder.hold(data, files)
        if not data:
            return
        if data == WAKE:
            continue
        bodies = list(files)
        if data == LONG_JOB:
            file = bodies.pop(0)
            data = os.pread(file, os.fstat(file).st_size, 0)
        outcome = run_job(engine, Job.decode(data), bodies[0] if bodies else None)
        send_outcome(channel, outcome)
        for file in files:
            os.close(file)
