"""The public names, as type checkers and editors see them."""

from qa_run.calling import (
    run as run,
)
from qa_run.engines.table import (
    AS_OF as AS_OF,
)
from qa_run.errors import (
    HistoryError as HistoryError,
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
from qa_run.model.baseline import (
    Baseline as Baseline,
    baseline_number as baseline_number,
)
from qa_run.model.beside import (
    Beside as Beside,
)
from qa_run.model.business import (
    BusinessTime as BusinessTime,
)
from qa_run.model.columns import (
    Column as Column,
)
from qa_run.model.folding import (
    folded as folded,
    folded_text as folded_text,
)
from qa_run.model.judged import (
    Judged as Judged,
    Signal as Signal,
    Table as Table,
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
from qa_run.model.labels import (
    Labels as Labels,
    LabelsOf as LabelsOf,
    labels as labels,
)
from qa_run.model.limits import (
    Limits as Limits,
    NumberLimits as NumberLimits,
    ShareLimits as ShareLimits,
)
from qa_run.model.outcome import (
    Outcome as Outcome,
)
from qa_run.model.pictures import (
    Plot as Plot,
)
from qa_run.model.points import (
    Points as Points,
)
from qa_run.model.procedure import (
    Severity as Severity,
)
from qa_run.model.quantities import (
    Difference as Difference,
    Duration as Duration,
    Quantity as Quantity,
    Share as Share,
    Tolerance as Tolerance,
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
from qa_run.model.selection import (
    Selection as Selection,
)
from qa_run.model.values import (
    Nested as Nested,
    Pattern as Pattern,
    Value as Value,
    kind_of as kind_of,
)
from qa_run.model.verdict import (
    Nonconformity as Nonconformity,
    Verdict as Verdict,
)
from qa_run.model.week_hours import (
    WeekHours as WeekHours,
)
from qa_run.model.windows import (
    Grouped as Grouped,
    Ordered as Ordered,
    Subgroups as Subgroups,
)
from qa_run.offers import (
    Deferred as Deferred,
    Example as Example,
    Later as Later,
    Observed as Observed,
    Reader as Reader,
    Reporter as Reporter,
    Template as Template,
    acceptance as acceptance,
    by_name as by_name,
    column as column,
    criterion as criterion,
    events_column as events_column,
    hookimpl as hookimpl,
    inline as inline,
    neighbour as neighbour,
    short as short,
)
from qa_run.saying import (
    listed_in as listed_in,
    number_in as number_in,
    said as said,
    words_beside as words_beside,
)

__all__: list[str]
__version__: str
from qa_run.model.conditions import Where as Where
from qa_run.model.lookup import (
    FOR_EVER as FOR_EVER,
    Lookup as Lookup,
)
from qa_run.model.observation import (
    ItemRows as ItemRows,
    OneRow as OneRow,
)
from qa_run.model.rows import Rows as Rows
from qa_run.offers import (
    looked_up_by as looked_up_by,
    observation as observation,
    of_procedure as of_procedure,
    or_name as or_name,
)
