"""Makes the audits and the photos of the template for `qa-run init`, the same bytes each time.

Run `python specs/record_template.py` in the folder of the plugin.
"""

from datetime import datetime, timedelta
from pathlib import Path

from qa_run.testing.forms import save
from record_audits import Row, clock, digest, jpeg, put

FOLDER = Path(__file__).parents[1] / "src" / "qa_run_photos" / "templates" / "audit" / "specs" / "samples"
SHOPS, AUDITS = ("Corso", "Porto"), 8
#: The line of each audit that is not answered with yes.
ELSE = {"A-03": {"lights_on": "no"}, "A-06": {"lights_on": "n/a"}}


def made(number: int) -> tuple[Row, dict[str, bytes]]:
    """An audit of twelve minutes, and the photo that was taken in its course."""
    name, shop = f"A-{number + 1:02}", SHOPS[number % 2]
    began = datetime(2026, 3, 2, 9, 30) + timedelta(days=number // 2, minutes=95 * (number % 2) + 7 * number)
    photo, file = jpeg(name, began + timedelta(minutes=4, seconds=11 * number)), f"photos/{name}.jpg"
    row = {"audit": name, "shop": shop, "audited_at": clock(began), "left_at": clock(began + timedelta(minutes=12))}
    row |= dict.fromkeys(("window_clean", "lights_on", "prices_shown"), "yes") | ELSE.get(name, {})
    return row | {"photo": file, "photo_sha256": digest(photo)}, {file: photo}


def write(folder: Path) -> None:
    audits = [made(number) for number in range(AUDITS)]
    for _, photos in audits:
        put(folder, photos)
    save(folder / "audit.csv", [row for row, _ in audits])
    remark = "# The pictures of the audits: each line is a folder, or a pattern, beside this list.\n"
    (folder / "audit.photos").write_text(f"{remark}photos/*.jpg\n", encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
