"""A server of PostgreSQL for the tests: on the loopback, with a data folder of its own, run by nobody of importance."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NEEDED = ("sqlalchemy", "psycopg")


def lacking() -> str:
    """What is not here of what the tests need; blank where all is."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        return f"{' and '.join(missing)} not installed"
    return "" if _program("initdb") and _program("postgres") else "no PostgreSQL server installed"


def _program(name: str) -> str:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *map(str, folders)])) or ""


def _unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("root cannot run PostgreSQL, and there is no user postgres or nobody")


@contextmanager
def running() -> Iterator[str]:
    """The URL of a database on a server that runs until the end."""
    who = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="qa-run-postgres-", dir="/tmp"))
    if who:
        os.chown(folder, int(str(who["user"])), int(str(who["group"])))
    data, log = folder / "data", folder / "log"
    options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--username=qa", "--no-sync"]
    server = None
    try:
        subprocess.run(
            [_program("initdb"), "-D", str(data), *options], check=True, capture_output=True, cwd=folder, **who
        )  # type: ignore[call-overload]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = ["listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "max_connections=40"]
        words = [_program("postgres"), "-D", str(data), "-p", str(port)]
        for each in settings:
            words += ["-c", each]
        with log.open("wb") as out:
            server = subprocess.Popen(words, stdout=out, stderr=out, cwd=folder, **who)  # type: ignore[call-overload]
        yield _ready(f"postgresql+psycopg://qa@127.0.0.1:{port}/postgres", server, log)
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # ends sessions, and then itself
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _ready(url: str, server: "subprocess.Popen[bytes]", log: Path) -> str:
    import psycopg

    plain = url.replace("+psycopg", "")
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(plain, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return url
    raise RuntimeError(f"the server did not start: {log.read_text()[-2000:]}")
