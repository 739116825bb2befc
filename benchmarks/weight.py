"""How much a plain installation weighs: `python benchmarks/weight.py ENVIRONMENT`. Fails above what is promised."""

import subprocess
import sys
from pathlib import Path

MOST_MEGABYTES, MOST_DISTRIBUTIONS = 330, 20


def main(environment: str) -> int:
    """Print the distributions and the megabytes of `environment`; 1 where they are more than promised."""
    python = Path(environment, "bin", "python")
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format=freeze", "--exclude", "pip", "--exclude", "setuptools"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    site = next(Path(environment).glob("lib/python*/site-packages"))
    tools = ("pip", "setuptools", "_distutils_hack", "pkg_resources")
    files = [
        path
        for path in site.rglob("*")
        if path.is_file() and path.relative_to(site).parts[0].split("-")[0] not in tools
    ]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    names = [name.split("==")[0] for name in listed]
    print(f"{len(names)} distributions, {megabytes:.0f} MB: {', '.join(names)}")
    if len(names) > MOST_DISTRIBUTIONS or megabytes > MOST_MEGABYTES or {"pandas", "pyarrow"} & set(names):
        print(f"promised: at most {MOST_DISTRIBUTIONS} distributions and {MOST_MEGABYTES} MB, no pandas, no pyarrow")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
