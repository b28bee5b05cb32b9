"""Stands in for a process that `tests.warm` forks: it has its input and output, ends as it ends, and takes it along.

Arguments: a module with a `main`, and what it is told. Loads next to nothing: it is started hundreds of times.
"""

import os
import socket
import sys


def main() -> None:
    address = os.environ.get("NOK_WARM", "")
    if not address or not os.path.exists(address):
        os.execv(sys.executable, [sys.executable, "-m", *sys.argv[1:]])
    told = [
        os.getcwd(),
        str(len(sys.argv) - 1),
        *sys.argv[1:],
        *(f"{name}={value}" for name, value in os.environ.items()),
    ]
    message = "\0".join(told).encode("utf-8", "surrogateescape")
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(address)
        socket.send_fds(server, [b"%8d" % len(message)], [0, 1, 2])
        server.sendall(message)
        code = int(server.recv(16) or b"1")  # its output stays open until then: whoever reads it asks how we ended
    if code < 0:
        os.kill(os.getpid(), -code)
    os._exit(code)


main()
