"""A photo that proves an audit: it is there, it is the one recorded, it proves no other audit, and it is not older."""

import narwhals as nw
from attrs import field, frozen
from qa_run import Column, Example, Grouped, Lookup, Text, Time, column, criterion, folded, short

from qa_run_photos.saying import said

NO_PHOTO, MISSING, UNREADABLE = "no photo", "file missing", "unreadable picture"
NO_DIGEST, CHANGED, REUSED = "no digest recorded", "another digest", "used more than once"
UNDATED, NO_TIME = "taken at an unknown time", "audited at an unknown time"
OLDER, LATER = "older than the audit", "taken after the audit"
ALIKE = ("case", "spaces")
_DAY = "2026-03-02"


@criterion("photo")
@frozen
class Photo:
    """The photo of an audit is there, is the one that was recorded, proves no other audit, and is not older.

    of:            the pictures, a reference under `samples.references` that is found by the characteristic's column;
                   most often a list that ends in `.photos`
    digest:        the column with the SHA-256 of the photo as it was recorded at the audit
    not_before:    the column with the time at which the audit began
    no_later_than: the column with the time at which it ended
    sha256, taken_at, fault: columns of the reference; those of a `.photos` list unless they are given

        photo: {photo: {of: photos, digest: photo_sha256, not_before: audited_at}}

    Findings, of which the first names the item: `no photo` where none is named; `file missing`; `unreadable picture`;
    `no digest recorded`; `another digest` where the file is not the one that was recorded; `used more than once` where
    it proves two audits, under whatever names; `taken at an unknown time`; `audited at an unknown time`; `older than
    the audit`; `taken after the audit`.
    """

    of: Lookup = short()
    digest: Column | None = None
    not_before: Column | None = column(reads=Time, default=None)
    no_later_than: Column | None = column(reads=Time, default=None)
    sha256: Column = field()
    taken_at: Column = column(reads=Time)
    fault: Column = field()
    reads = Text
    names_missing = True
    examples = (
        Example(
            {"of": "photos", "digest": "recorded", "not_before": "began", "no_later_than": "ended"},
            passes=("1.jpg", "2.jpg", "3.jpg"),
            fails={
                NO_PHOTO: (None,),
                MISSING: ("4.jpg",),
                UNREADABLE: ("5.jpg",),
                NO_DIGEST: ("6.jpg",),
                CHANGED: ("7.jpg",),
                REUSED: ("8.jpg", "copy of 8.jpg"),
                UNDATED: ("9.jpg",),
                NO_TIME: ("a.jpg", "b.jpg"),
                OLDER: ("c.jpg",),
                LATER: ("d.jpg",),
            },
            columns={
                "photos": ("found", "found", "found", "not found", "not found", *["found"] * 10),
                "photos@known": (1, 1, 1, 0, 0, *[1] * 10),
                "photos.sha256": ("a1", "a2", "a3", None, None, *"567889abcd"),
                "photos.fault": (*[None] * 5, "truncated", *[None] * 9),
                "photos.taken_at": (
                    f"{_DAY} 10:00", f"{_DAY} 11:00", f"{_DAY} 10:20", None, None, None,
                    *[f"{_DAY} 10:20"] * 4, None, f"{_DAY} 10:20", f"{_DAY} 10:20", f"{_DAY} 09:59", f"{_DAY} 11:01",
                ),
                "recorded": ("a1", "A2 ", "a3", None, "4", "5", None, "8", "8", "8", *"9abcd"),
                "began": (*[f"{_DAY} 10:00"] * 11, None, *[f"{_DAY} 10:00"] * 3),
                "ended": (*[f"{_DAY} 11:00"] * 12, "later", *[f"{_DAY} 11:00"] * 2),
            },
        ),
        Example(
            "photos",
            passes=("1.jpg", "2.jpg"),
            fails={MISSING: ("3.jpg", "4.jpg")},
            columns={
                "photos": ("found", "found", "not found", "not found"),
                "photos@known": (1, 1, 0, 0),
                "photos.sha256": ("a", "b", None, None),
                "photos.fault": (None,) * 4,
                "photos.taken_at": (None,) * 4,
            },
        ),
    )  # fmt: skip

    @sha256.default
    def _sha256(self) -> Column:
        return Column(f"{self.of}.sha256")

    @taken_at.default
    def _taken_at(self) -> Column:
        return Column(f"{self.of}.taken_at")

    @fault.default
    def _fault(self) -> Column:
        return Column(f"{self.of}.fault")

    @property
    def over(self) -> Grouped:
        """A photo is known by its digest: a copy under another name is the same one."""
        return Grouped(by=self.sha256.read_as(Text))

    def sentence(self, language: str) -> str:
        parts = [said(language, "a photo in {reference}, of this item alone", reference=self.of)]
        if self.digest is not None:
            parts.append(said(language, "with the digest in {column}", column=self.digest))
        if self.not_before is not None:
            parts.append(said(language, "taken not before {column}", column=self.not_before))
        if self.no_later_than is not None:
            parts.append(said(language, "taken no later than {column}", column=self.no_later_than))
        return ", ".join(parts)

    def findings(self, value: nw.Expr, together: nw.Expr) -> dict[str, nw.Expr]:
        found = {
            NO_PHOTO: value.is_null(),
            MISSING: self.of.known == 0,
            UNREADABLE: ~self.fault.value.is_null() | self.sha256.value.is_null(),
        }
        if self.digest is not None:
            recorded = self.digest.value
            found[NO_DIGEST] = recorded.is_null()
            found[CHANGED] = (folded(recorded, ALIKE) != folded(self.sha256.value, ALIKE)).fill_null(True)
        found[REUSED] = (together > 1).fill_null(False)
        return found | self._untimely()

    def _untimely(self) -> dict[str, nw.Expr]:
        bounds = [bound.value for bound in (self.not_before, self.no_later_than) if bound is not None]
        if not bounds:
            return {}
        taken = self.taken_at.value
        unknown = nw.any_horizontal(*(bound.is_null() for bound in bounds), ignore_nulls=False)
        found = {UNDATED: taken.is_null(), NO_TIME: unknown}
        if self.not_before is not None:
            found[OLDER] = (taken < self.not_before.value).fill_null(True)
        if self.no_later_than is not None:
            found[LATER] = (taken > self.no_later_than.value).fill_null(True)
        return found
