"""The public names, as type checkers and editors see them."""

from qa_run.calling import (
    run as run,
)
from qa_run.engines.table import (
    AS_OF as AS_OF,
)
from qa_run.errors import (
    HistoryError as HistoryError,
)
from qa_run.errors import (
    Place as Place,
)
from qa_run.errors import (
    PluginError as PluginError,
)
from qa_run.errors import (
    QaRunError as QaRunError,
)
from qa_run.errors import (
    SampleError as SampleError,
)
from qa_run.errors import (
    SpecErrors as SpecErrors,
)
from qa_run.errors import (
    UsageError as UsageError,
)
from qa_run.model.aggregates import (
    Aggregate as Aggregate,
)
from qa_run.model.aggregates import (
    distinct as distinct,
)
from qa_run.model.aggregates import (
    how_many as how_many,
)
from qa_run.model.aggregates import (
    how_often as how_often,
)
from qa_run.model.aggregates import (
    maximum as maximum,
)
from qa_run.model.aggregates import (
    minimum as minimum,
)
from qa_run.model.aggregates import (
    quantile as quantile,
)
from qa_run.model.aggregates import (
    stdev as stdev,
)
from qa_run.model.aggregates import (
    total as total,
)
from qa_run.model.baseline import (
    Baseline as Baseline,
)
from qa_run.model.baseline import (
    baseline_number as baseline_number,
)
from qa_run.model.beside import (
    Beside as Beside,
)
from qa_run.model.business import (
    BusinessTime as BusinessTime,
)
from qa_run.model.folding import (
    folded as folded,
)
from qa_run.model.folding import (
    folded_text as folded_text,
)
from qa_run.model.judged import (
    Judged as Judged,
)
from qa_run.model.judged import (
    Signal as Signal,
)
from qa_run.model.judged import (
    scalar as scalar,
)
from qa_run.model.kinds import (
    Any as Any,
)
from qa_run.model.kinds import (
    Kind as Kind,
)
from qa_run.model.kinds import (
    Number as Number,
)
from qa_run.model.kinds import (
    Text as Text,
)
from qa_run.model.kinds import (
    Time as Time,
)
from qa_run.model.kinds import (
    YesNo as YesNo,
)
from qa_run.model.labels import (
    Labels as Labels,
)
from qa_run.model.labels import (
    LabelsOf as LabelsOf,
)
from qa_run.model.labels import (
    labels as labels,
)
from qa_run.model.limits import (
    Limits as Limits,
)
from qa_run.model.limits import (
    NumberLimits as NumberLimits,
)
from qa_run.model.limits import (
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
from qa_run.model.recorded import (
    Frame as Frame,
)
from qa_run.model.recorded import (
    JsonLines as JsonLines,
)
from qa_run.model.recorded import (
    ParquetFile as ParquetFile,
)
from qa_run.model.recorded import (
    Reading as Reading,
)
from qa_run.model.recorded import (
    Recorded as Recorded,
)
from qa_run.model.recorded import (
    Rejected as Rejected,
)
from qa_run.model.recorded import (
    TextFile as TextFile,
)
from qa_run.model.recorded import (
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
    Column as Column,
)
from qa_run.model.values import (
    Difference as Difference,
)
from qa_run.model.values import (
    Duration as Duration,
)
from qa_run.model.values import (
    Nested as Nested,
)
from qa_run.model.values import (
    Pattern as Pattern,
)
from qa_run.model.values import (
    Quantity as Quantity,
)
from qa_run.model.values import (
    Share as Share,
)
from qa_run.model.values import (
    Tolerance as Tolerance,
)
from qa_run.model.values import (
    Value as Value,
)
from qa_run.model.values import (
    kind_of as kind_of,
)
from qa_run.model.verdict import (
    Nonconformity as Nonconformity,
)
from qa_run.model.verdict import (
    Verdict as Verdict,
)
from qa_run.model.week_hours import (
    WeekHours as WeekHours,
)
from qa_run.model.windows import (
    Grouped as Grouped,
)
from qa_run.model.windows import (
    Ordered as Ordered,
)
from qa_run.model.windows import (
    Subgroups as Subgroups,
)
from qa_run.offers import (
    Deferred as Deferred,
)
from qa_run.offers import (
    Example as Example,
)
from qa_run.offers import (
    Later as Later,
)
from qa_run.offers import (
    Observed as Observed,
)
from qa_run.offers import (
    Reader as Reader,
)
from qa_run.offers import (
    Reporter as Reporter,
)
from qa_run.offers import (
    Template as Template,
)
from qa_run.offers import (
    acceptance as acceptance,
)
from qa_run.offers import (
    by_name as by_name,
)
from qa_run.offers import (
    column as column,
)
from qa_run.offers import (
    criterion as criterion,
)
from qa_run.offers import (
    events_column as events_column,
)
from qa_run.offers import (
    hookimpl as hookimpl,
)
from qa_run.offers import (
    inline as inline,
)
from qa_run.offers import (
    neighbour as neighbour,
)
from qa_run.offers import (
    short as short,
)
from qa_run.saying import (
    listed_in as listed_in,
)
from qa_run.saying import (
    number_in as number_in,
)
from qa_run.saying import (
    said as said,
)
from qa_run.saying import (
    words_beside as words_beside,
)

__all__: list[str]
__version__: str
from qa_run.model.conditions import Where as Where
from qa_run.model.lookup import (
    FOR_EVER as FOR_EVER,
)
from qa_run.model.lookup import (
    Lookup as Lookup,
)
from qa_run.model.observation import (
    ItemRows as ItemRows,
)
from qa_run.model.observation import (
    OneRow as OneRow,
)
from qa_run.model.observation import (
    Rows as Rows,
)
from qa_run.offers import (
    looked_up_by as looked_up_by,
)
from qa_run.offers import (
    observation as observation,
)
from qa_run.offers import (
    of_procedure as of_procedure,
)
