"""Acceptance sampling by attributes: plans, what they let through, and what a sample in hand decides."""

from qa_run.statistics.sampling.deciding import (
    OUTCOMES as OUTCOMES,
    Decided as Decided,
    Decision as Decision,
    Decisions as Decisions,
    decide as decide,
    decide_lots as decide_lots,
    decide_pooled as decide_pooled,
)
from qa_run.statistics.sampling.designing import (
    ltpd_plan as ltpd_plan,
    two_point_plan as two_point_plan,
    zero_acceptance_plan as zero_acceptance_plan,
)
from qa_run.statistics.sampling.drawing import (
    allocation as allocation,
    drawn as drawn,
    drawn_by_strata as drawn_by_strata,
    new_seed as new_seed,
)
from qa_run.statistics.sampling.finding import STANDARDS as STANDARDS, find as find, table_plan as table_plan
from qa_run.statistics.sampling.letters import (
    LAST_LOT_SIZE as LAST_LOT_SIZE,
    LEVELS as LEVELS,
    code_letter as code_letter,
    code_letters as code_letters,
)
from qa_run.statistics.sampling.operating import (
    Model as Model,
    OperatingCharacteristic as OperatingCharacteristic,
    acceptance_probability as acceptance_probability,
    average_sample_number as average_sample_number,
    operating_characteristic as operating_characteristic,
)
from qa_run.statistics.sampling.outgoing import (
    Characteristics as Characteristics,
    Limit as Limit,
    average_outgoing_quality as average_outgoing_quality,
    average_outgoing_quality_limit as average_outgoing_quality_limit,
    average_total_inspection as average_total_inspection,
    characteristics as characteristics,
    quality_accepted as quality_accepted,
)
from qa_run.statistics.sampling.plans import (
    Count as Count,
    Kind as Kind,
    Plan as Plan,
    Severity as Severity,
    Stage as Stage,
    plan as plan,
)
from qa_run.statistics.sampling.switching import (
    History as History,
    Inspection as Inspection,
    Lot as Lot,
    Rules as Rules,
    State as State,
    after as after,
    history as history,
    resumed as resumed,
)
from qa_run.statistics.sampling.tables import AQLS as AQLS, LETTERS as LETTERS, SIZES as SIZES

__all__: list[str]
