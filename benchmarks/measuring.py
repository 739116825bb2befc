"""One whole process, measured from outside; and what the machine is that it ran on.

Whoever imports this must stay small: on Linux the peak of a child starts at the size of its parent.
"""

import os
import platform
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, NamedTuple

KIB_IN_PEAK = 1 / 1024 if sys.platform == "darwin" else 1  # macOS counts bytes, Linux kibibytes


class Run(NamedTuple):
    """What a process took, and what it said."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    others: float | None
    """The share of the machine that other processes took meanwhile; None where the system does not tell."""
    exit_code: int
    said: str
    complained: str


def measure(command: list[str], timeout_s: float = 600, folder: Path | None = None) -> Run:
    """Run the command to its end, in `folder`; past `timeout_s` it is killed, which its exit code shows.

    Python may keep byte code, as it does for whoever has installed a tool.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        busy, start = busy_s(), time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=folder, env=environment
        )
        late = threading.Timer(timeout_s, process.kill)
        late.daemon = True
        late.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu = used.ru_utime + used.ru_stime
        others = None if busy is None else max(0.0, ((busy_s() or busy) - busy - cpu) / wall / (os.cpu_count() or 1))
        return Run(wall, cpu, peak_mib(used), others, process.returncode, text_of(out), text_of(err))


def peak_mib(used: resource.struct_rusage) -> float:
    return used.ru_maxrss * KIB_IN_PEAK / 1024


def text_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def busy_s() -> float | None:
    """CPU seconds that all processes together have used since the machine started."""
    try:
        total = Path("/proc/stat").read_text().partition("\n")[0]
    except OSError:
        return None
    user, nice, system, _idle, _iowait, *rest = map(int, total.split()[1:])
    # The two guest counts at the end are part of `user` and `nice` already.
    return (user + nice + system + sum(rest[:3])) / os.sysconf("SC_CLK_TCK")


def read_through(path: Path) -> None:
    """Bring the file into the page cache: engines are compared here, not disks."""
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass


def machine(distributions: Iterable[str]) -> str:
    """The line to quote beside any figure."""
    found = []
    for name in distributions:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} (not installed)")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    hardware = [cpu_model(), f"{os.cpu_count()} cores", f"{memory:.0f} GiB"]
    return ", ".join([*hardware, platform.platform(terse=True), f"Python {platform.python_version()}", *found])


def cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or platform.machine())
