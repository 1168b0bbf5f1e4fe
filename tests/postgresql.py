"""A real PostgreSQL server of the suite's own, from Debian's packages.

A test module that imports `postgresql_server` has the fixture ``postgresql``. One server serves
all modules of a test run; it listens on a socket in a private folder only.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

_SERVER = pytest.StashKey["Server"]()
_SETTINGS = "-c listen_addresses='' -c fsync=off -c max_connections=40"


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL server."""

    folder: Path
    programs: Path
    user: str
    _numbers: Iterator[int] = field(default_factory=count)

    def new_database(self, like: str = "") -> str:
        """Make a database, empty or like another one; return its address for SQLAlchemy."""
        name = f"gradebook_{next(self._numbers)}"
        template = make_url(like).database if like else "template1"
        if like:
            self.disconnect_all()  # nobody may use the template
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"postgresql://grader@/{name}?host={self.folder}"

    def disconnect_all(self) -> None:
        """End every other connection, as a server does that is shut down."""
        with self.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )

    def connect(self) -> psycopg.Connection:
        """Connect to the server itself, with each statement a transaction of its own."""
        return psycopg.connect(
            host=str(self.folder), user="grader", dbname="postgres", autocommit=True
        )

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the server's user; it must succeed."""
        result = subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            user=None if os.getuid() else self.user,
            group=None if os.getuid() else pwd.getpwnam(self.user).pw_gid,
            extra_groups=None if os.getuid() else [],
            # pg_ctl leaves a server behind that would keep a pipe open
            stdout=(log := (self.folder / "run.log").open("w+")),
            stderr=subprocess.STDOUT,
            check=False,
        )
        with log:
            log.seek(0)
            assert result.returncode == 0, f"{program} failed:\n{log.read()}"


@contextmanager
def server() -> Iterator[Server]:
    """Start a server, and stop it in the end.

    It refuses to run as root: then it runs as the user that Debian's package makes for it.
    """
    user = pwd.getpwuid(os.getuid()).pw_name if os.getuid() else _unprivileged_user()
    # not pytest's folder, which other users may not enter, and short: socket names are limited
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
        made = Server(folder, _programs(), user)
        made.run("initdb", "-D", "data", "-U", "grader", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = f"{_SETTINGS} -c unix_socket_directories={folder}"
        made.run("pg_ctl", "start", "-w", "-D", "data", "-l", "server.log", "-o", settings)
        try:
            yield made
        finally:
            made.run("pg_ctl", "stop", "-w", "-D", "data", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session", name="postgresql")
def postgresql_server(request: pytest.FixtureRequest) -> Server:
    """Return the server of this test run, which is started when a test first asks for it."""
    stash = request.config.stash
    if _SERVER not in stash:
        context = server()
        stash[_SERVER] = context.__enter__()
        request.config.add_cleanup(lambda: context.__exit__(None, None, None))
    return stash[_SERVER]


def _programs() -> Path:
    """Return the folder of the newest server that Debian's packages have installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4])
    )
    if not found:
        pytest.fail("PostgreSQL is not installed: install the Debian package `postgresql`.")
    return found[-1].parent


def _unprivileged_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
