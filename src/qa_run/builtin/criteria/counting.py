"""What criteria have in common that judge recorded values, or count the items that conform to a criterion inside."""

from qa_run import Any, Kind, Nested, Number


class Counting:
    """Without `of` numbers are judged; with it, whether items conform to that criterion, whatever it reads."""

    __slots__ = ()
    of: Nested | None

    @property
    def reads(self) -> Kind:
        return Any if self.of is not None else Number

    @property
    def judges_conformity(self) -> bool:
        return self.of is not None
