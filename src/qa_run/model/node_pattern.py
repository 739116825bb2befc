"""Which verdicts somebody means: node ids, with `*` and `?` for what is left open."""

import re

from attrs import field, frozen


@frozen(eq=False, repr=False)
class NodePattern:
    """A node id, or a pattern of some: `*` stands for any signs, `?` for one. Brackets stand for themselves, since node
    ids have them."""

    text: str
    _regex: "re.Pattern[str]" = field(init=False)

    @_regex.default
    def _compiled(self) -> "re.Pattern[str]":
        parts = (".*" if sign == "*" else "." if sign == "?" else re.escape(sign) for sign in self.text)
        return re.compile("".join(parts), re.DOTALL)

    def matches(self, node_id: str) -> bool:
        return self._regex.fullmatch(node_id) is not None

    @property
    def open(self) -> bool:
        """Whether it leaves something open."""
        return "*" in self.text or "?" in self.text

    @property
    def path(self) -> str:
        """What it says of the file of the procedure."""
        return self.text.partition("::")[0]


def base_of(node_id: str) -> str:
    """The id of the requirement: the node id without its stratum."""
    head, sign, last = node_id.rpartition("::")
    return f"{head}{sign}{last.partition('[')[0]}"
