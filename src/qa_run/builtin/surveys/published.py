"""One side of a comparison of shares: as it was recorded, or as somebody published it."""

from attrs import frozen

from qa_run import Share, number_in


@frozen(kw_only=True, eq=False, repr=False)
class Published:
    """A share that is known as such: of how many answers, if that is known.

    share: in per cent, as it was published
    count: the answers, where these are known instead
    n:     of how many
    """

    share: Share | None = None
    count: int | None = None
    n: int | None = None

    def __attrs_post_init__(self) -> None:
        if (self.share is None) == (self.count is None):
            raise ValueError("one of share and count says what was found, as in {share: 61.9 %, n: 362}")
        if self.n is not None and self.n < 1:
            raise ValueError("n is how many answered, which is 1 or more")
        if self.count is not None and (self.n is None or not 0 <= self.count <= self.n):
            raise ValueError("count is of n answers: write both, and no more than n of them")

    @property
    def estimate(self) -> float:
        """The share as it was written; of counted answers theirs."""
        return float(self.share.value) if self.share is not None else int(self.count or 0) / int(self.n or 1)

    @property
    def whole(self) -> int:
        """So many answers of n, the nearest whole number."""
        return self.count if self.count is not None else round(self.estimate * int(self.n or 0))

    def __str__(self) -> str:
        return f"{self.estimate * 100:.4g} %" + (f" (n = {self.n})" if self.n is not None else "")

    def sentence(self, language: str) -> str:
        return number_in(language, str(self))
