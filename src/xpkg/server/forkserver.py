"""The fork server: a process with everything imported, no threads and no open store, which forks the workers.

A fork of it is quick and safe. ``forkserver_client`` is the other side.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path

from xpkg.server.settings import Settings


def main() -> None:
    """Fork a worker for each packet on the control socket, whose descriptor is the only argument, until it is closed.

    The first packet has the folder of the store and the settings. Each further one comes with two descriptors: the
    worker's channel and the file for its standard error.
    """
    control = socket.socket(fileno=int(sys.argv[1]))
    first = json.loads(control.recv(1_000_000))
    store_dir, settings = Path(first["store"]), Settings.from_dict(first["settings"])
    # Imported before the first fork: all workers share the memory.
    from xpkg.server import page_adapter
    from xpkg.server.worker import work

    page_adapter.warm(settings)
    gc.collect()
    gc.freeze()  # no worker looks through, and so copies, what all of them share

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps ended workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server process
    control.send(b"ready")
    while True:
        data, files, _, _ = socket.recv_fds(control, 16, 2)
        if not data:
            os._exit(0)
        try:
            pid = os.fork()
        except OSError as error:  # no more processes, or no memory for one
            with contextlib.suppress(OSError), socket.socket(fileno=files[0]) as channel:
                channel.send(f"failed\n{error.strerror}".encode())
            os.close(files[1])
            continue
        if pid == 0:
            status = 1
            try:
                control.close()
                os.dup2(files[1], 2)
                os.close(files[1])
                work(socket.socket(fileno=files[0]), store_dir, settings)
                status = 0
            finally:
                os._exit(status)
        for file in files:
            os.close(file)


if __name__ == "__main__":
    main()
