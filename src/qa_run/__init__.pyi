"""The public names, as type checkers and editors see them."""

from qa_run.engines.table import (
    AS_OF as AS_OF,
)
from qa_run.errors import (
    Place as Place,
    PluginError as PluginError,
    QaRunError as QaRunError,
    SampleError as SampleError,
    SpecErrors as SpecErrors,
    UsageError as UsageError,
)
from qa_run.model.aggregates import (
    Aggregate as Aggregate,
    distinct as distinct,
    how_many as how_many,
    how_often as how_often,
    maximum as maximum,
    minimum as minimum,
    quantile as quantile,
    stdev as stdev,
    total as total,
)
from qa_run.model.folding import (
    folded as folded,
    folded_text as folded_text,
)
from qa_run.model.judged import (
    Judged as Judged,
    scalar as scalar,
)
from qa_run.model.kinds import (
    Any as Any,
    Kind as Kind,
    Number as Number,
    Text as Text,
    Time as Time,
    YesNo as YesNo,
)
from qa_run.model.limits import (
    Limits as Limits,
)
from qa_run.model.outcome import (
    Outcome as Outcome,
)
from qa_run.model.procedure import (
    Severity as Severity,
)
from qa_run.model.recorded import (
    Frame as Frame,
    JsonLines as JsonLines,
    ParquetFile as ParquetFile,
    Reading as Reading,
    Recorded as Recorded,
    Rejected as Rejected,
    TextFile as TextFile,
    TextRows as TextRows,
)
from qa_run.model.report import (
    Report as Report,
)
from qa_run.model.samples import (
    Format as Format,
)
from qa_run.model.values import (
    Column as Column,
    Difference as Difference,
    Duration as Duration,
    Nested as Nested,
    Pattern as Pattern,
    Quantity as Quantity,
    Share as Share,
    Tolerance as Tolerance,
    Value as Value,
    kind_of as kind_of,
)
from qa_run.model.verdict import (
    Nonconformity as Nonconformity,
    Verdict as Verdict,
)
from qa_run.model.windows import (
    Grouped as Grouped,
    Ordered as Ordered,
)
from qa_run.offers import (
    Example as Example,
    Reader as Reader,
    Reporter as Reporter,
    acceptance as acceptance,
    column as column,
    criterion as criterion,
    hookimpl as hookimpl,
    inline as inline,
    short as short,
)
from qa_run.session import (
    run as run,
)

__all__: list[str]
__version__: str
