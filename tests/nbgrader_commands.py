"""nbgrader's commands without the seconds that its imports take.

A process that has imported nbgrader forks one of its own for each command, in which the command
finds its directory, its environment and its arguments as from a shell.
"""

import atexit
import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path


def run(arguments: tuple[str, ...], cwd: Path, env: Mapping[str, str]) -> tuple[int, str]:
    """Run ``nbgrader ARGUMENTS``; return its exit status and what it printed."""
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with tempfile.NamedTemporaryFile("r", suffix=".log", encoding="utf-8") as log:
        request = {"arguments": arguments, "cwd": str(cwd), "env": dict(env), "log": log.name}
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        return int(server.stdout.readline()), log.read()


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
    import nbgrader.api
    import nbgrader.apps

    # a constant, for which nbgrader starts a program whenever it makes a gradebook
    nbgrader.api.get_alembic_version = functools.cache(nbgrader.api.get_alembic_version)
    nbgrader.api.get_alembic_version()

    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            os.environ.clear()
            os.environ.update(request["env"])
            os.chdir(request["cwd"])
            nothing, log = os.open(os.devnull, os.O_RDONLY), os.open(request["log"], os.O_WRONLY)
            for number, target in enumerate((nothing, log, log)):
                os.dup2(target, number)
            sys.argv = ["nbgrader", *request["arguments"]]
            nbgrader.apps.NbGraderApp.launch_instance()
            sys.exit()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    _serve()
