"""`nbgrader` and `sixprinciples grade` without the seconds that their imports take.

A process that has imported both forks one of its own for each command, in which the command finds
its directory, its environment and its arguments as from a shell.
"""

import atexit
import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple


class Ended(NamedTuple):
    """How a command ended: its exit status and what it printed."""

    status: int
    out: str
    err: str


def run(
    program: Literal["nbgrader", "sixprinciples"],
    arguments: Sequence[str],
    cwd: Path,
    env: Mapping[str, str],
) -> Ended:
    """Run a command to its end."""
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with _log() as out, _log() as err:
        request = {
            "arguments": [program, *arguments],
            "cwd": str(cwd),
            "env": dict(env),
            "logs": [out.name, err.name],
        }
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        return Ended(int(server.stdout.readline()), out.read(), err.read())


_log = functools.partial(tempfile.NamedTemporaryFile, "r", suffix=".log", encoding="utf-8")


@functools.cache
def _server() -> subprocess.Popen[str]:
    """Start the process that forks; it ends with this one."""
    # nbgrader calls `alembic` by name
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    server = subprocess.Popen(
        [sys.executable, __file__],
        env={**os.environ, "PATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.kill)
    return server


def _serve() -> None:
    """Answer each request, a line of JSON, with the status of the command that it asks for."""
    import sixprinciples.lean  # isort: skip  # first, as it asks for

    import nbgrader.api
    import nbgrader.apps

    import sixprinciples.cli
    import sixprinciples.grading.engine
    import sixprinciples.grading.progress  # noqa: F401

    # a constant, for which nbgrader starts a program whenever it makes a gradebook
    nbgrader.api.get_alembic_version = functools.cache(nbgrader.api.get_alembic_version)
    nbgrader.api.get_alembic_version()

    commands = {
        "nbgrader": nbgrader.apps.NbGraderApp.launch_instance,
        "sixprinciples": sixprinciples.cli.app,
    }
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            os.environ.clear()
            os.environ.update(request["env"])
            os.chdir(request["cwd"])
            out, err = (os.open(name, os.O_WRONLY) for name in request["logs"])
            for number, target in enumerate((os.open(os.devnull, os.O_RDONLY), out, err)):
                os.dup2(target, number)
            sys.argv = request["arguments"]
            commands[sys.argv[0]]()
            sys.exit()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    _serve()
