"""The training records of everybody, and the days on which the good samples change by them."""

import csv
from datetime import datetime

from workforce_samples.rows import Row

SECOND_REVISION = datetime(2026, 3, 16)
#: Lena Costa learns until this day.
TRAINED = datetime(2026, 3, 23)
RECORDS = """\
person,task,revision,level,given,ends
Ewa Nowak,making,1,trained,2026-02-02,
Ewa Nowak,making,2,trained,2026-03-12,
Igor Rossi,making,1,trained,2025-01-08,2026-01-31
Igor Rossi,making,1,trained,2026-02-01,2026-12-31
Igor Rossi,making,2,trained,2026-03-10,2026-12-31
Lena Costa,making,1,trainee,2026-02-20,
Lena Costa,making,2,trainee,2026-03-13,
Lena Costa,making,2,trained,2026-03-23,
Marta Bianchi,making,1,trainer,2024-05-06,
Marta Bianchi,making,2,trainer,2026-03-09,
Nils Berg,making,1,trained,2025-11-03,
Olga Wolska,making,2,trained,2026-03-14,
Ewa Nowak,checking,1,trained,2025-06-02,2026-10-31
Marta Bianchi,checking,1,trained,2024-06-03,
Piotr Zieliński,checking,1,trained,2025-03-03,
Anna Conti,complaints,1,trained,2026-01-12,2027-01-11
Luca Greco,complaints,1,trained,2025-01-20,2026-01-19
Luca Greco,complaints,1,trained,2026-01-19,2027-01-18
Wiktoria Mazur,complaints,1,trained,2026-02-16,
Igor Rossi,complaints,1,trained,2025-02-03,2026-02-02
Tomasz Lis,complaints,1,trained,2026-06-01,
"""


def records() -> list[Row]:
    return list(csv.DictReader(RECORDS.splitlines()))
