"""Rows as they are written down."""

from datetime import datetime

Row = dict[str, str]


def clock(time: datetime | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S") if time else ""


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)
