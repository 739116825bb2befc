"""What kitchens and counters live by: scoops, portions, holding temperatures, cooling curves."""

from qa_run import Template, hookimpl

from qa_run_food.cooling import Cooled
from qa_run_food.dishers import Disher, DisherWeight
from qa_run_food.holding import Held
from qa_run_food.portions import Portion


@hookimpl
def qa_criteria() -> list[type]:
    return [Cooled, Disher, DisherWeight, Held, Portion]


@hookimpl
def qa_templates() -> list[Template]:
    return [Template("counter", "sandwich and scoop, the same at every counter", "qa_run_food:templates/counter")]
