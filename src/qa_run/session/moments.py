"""The clock of a run, as people write it."""

import re
from datetime import datetime

from qa_run.errors import UsageError

_TIME = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?)?")


def moment(written: str, option: str = "--as-of") -> datetime:
    """The time of `option`: RFC 3339; without an offset it is local, a date alone is its first moment."""
    try:
        if not _TIME.fullmatch(written):
            raise ValueError("it is not written as in RFC 3339")
        time = datetime.fromisoformat(written.upper())
    except ValueError as error:
        raise UsageError(f"{option} {written}: {error}; write 2026-03-01 or 2026-03-01T06:00:00+01:00") from None
    return time if time.tzinfo else time.astimezone()
