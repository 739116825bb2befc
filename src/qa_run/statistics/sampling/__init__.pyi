"""Acceptance sampling by attributes: plans, what they let through, and what a sample in hand decides."""

from qa_run.statistics.sampling.deciding import OUTCOMES as OUTCOMES
from qa_run.statistics.sampling.deciding import Decided as Decided
from qa_run.statistics.sampling.deciding import Decision as Decision
from qa_run.statistics.sampling.deciding import Decisions as Decisions
from qa_run.statistics.sampling.deciding import decide as decide
from qa_run.statistics.sampling.deciding import decide_lots as decide_lots
from qa_run.statistics.sampling.deciding import decide_pooled as decide_pooled
from qa_run.statistics.sampling.designing import ltpd_plan as ltpd_plan
from qa_run.statistics.sampling.designing import two_point_plan as two_point_plan
from qa_run.statistics.sampling.designing import zero_acceptance_plan as zero_acceptance_plan
from qa_run.statistics.sampling.finding import STANDARDS as STANDARDS
from qa_run.statistics.sampling.finding import find as find
from qa_run.statistics.sampling.finding import table_plan as table_plan
from qa_run.statistics.sampling.letters import LEVELS as LEVELS
from qa_run.statistics.sampling.letters import code_letter as code_letter
from qa_run.statistics.sampling.letters import code_letters as code_letters
from qa_run.statistics.sampling.operating import Model as Model
from qa_run.statistics.sampling.operating import OperatingCharacteristic as OperatingCharacteristic
from qa_run.statistics.sampling.operating import acceptance_probability as acceptance_probability
from qa_run.statistics.sampling.operating import average_sample_number as average_sample_number
from qa_run.statistics.sampling.operating import operating_characteristic as operating_characteristic
from qa_run.statistics.sampling.outgoing import Characteristics as Characteristics
from qa_run.statistics.sampling.outgoing import Limit as Limit
from qa_run.statistics.sampling.outgoing import average_outgoing_quality as average_outgoing_quality
from qa_run.statistics.sampling.outgoing import average_outgoing_quality_limit as average_outgoing_quality_limit
from qa_run.statistics.sampling.outgoing import average_total_inspection as average_total_inspection
from qa_run.statistics.sampling.outgoing import characteristics as characteristics
from qa_run.statistics.sampling.outgoing import quality_accepted as quality_accepted
from qa_run.statistics.sampling.plans import Count as Count
from qa_run.statistics.sampling.plans import Kind as Kind
from qa_run.statistics.sampling.plans import Plan as Plan
from qa_run.statistics.sampling.plans import Severity as Severity
from qa_run.statistics.sampling.plans import Stage as Stage
from qa_run.statistics.sampling.plans import plan as plan
from qa_run.statistics.sampling.switching import History as History
from qa_run.statistics.sampling.switching import Inspection as Inspection
from qa_run.statistics.sampling.switching import Lot as Lot
from qa_run.statistics.sampling.switching import Rules as Rules
from qa_run.statistics.sampling.switching import State as State
from qa_run.statistics.sampling.switching import after as after
from qa_run.statistics.sampling.switching import history as history
from qa_run.statistics.sampling.switching import resumed as resumed
from qa_run.statistics.sampling.tables import AQLS as AQLS
from qa_run.statistics.sampling.tables import LETTERS as LETTERS

__all__: list[str]
