"""A real Jupyter server for the browser tests, with settings and files of its own."""

import json
import os
import re
import socket
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit

NOTEBOOK_SETTINGS = {"windowingMode": "none"}  # else cells out of sight are not in the page


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and the token that opens it."""

    address: str
    token: str

    def page(self, path: str) -> str:
        """Return an address that logs in and leads to a page, without tabs of earlier visits."""
        return f"{self.address}/login?token={self.token}&next={quote(f'/{path}?reset', safe='')}"


@contextmanager
def serving(command: Sequence[str], folder: Path) -> Iterator[Server]:
    """Run a command that serves JupyterLab in this folder, until the block ends."""
    settings = folder / ".jupyter" / "lab" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "tracker.jupyterlab-settings").write_text(json.dumps(NOTEBOOK_SETTINGS))
    with subprocess.Popen(
        [*command, "--no-browser", f"--port={_free_port()}", "--allow-root"],
        cwd=folder,
        env=_environment(folder / ".jupyter"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        try:
            yield _announced(process.stderr)
        finally:
            process.terminate()


def _environment(private: Path) -> dict[str, str]:
    """Return an environment in which nothing of the user's Jupyter is seen or changed."""
    return {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(private),
        "JUPYTER_RUNTIME_DIR": str(private / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(private / "lab"),
        "JUPYTERLAB_WORKSPACES_DIR": str(private / "workspaces"),
        "IPYTHONDIR": str(private),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _announced(log: IO[str]) -> Server:
    """Read a server's log until it says where it answers; keep emptying the pipe after that."""
    lines = []
    for line in log:
        lines.append(line)
        if match := re.search(r"http://127\.0\.0\.1:\S+token=(\w+)", line):
            threading.Thread(target=log.read, daemon=True).start()
            return Server(f"http://{urlsplit(match[0]).netloc}", match[1])
    raise AssertionError("The server ended before it was ready:\n" + "".join(lines))
