"""What kitchens and counters live by: scoops, portions, holding temperatures, cooling curves."""

from qa_run import Deferred, Template, hookimpl


@hookimpl
def qa_criteria() -> list[Deferred]:
    return [
        Deferred("cooled", "qa_run_food.cooling:Cooled"),
        Deferred("disher", "qa_run_food.dishers:Disher"),
        Deferred("disher_weight", "qa_run_food.dishers:DisherWeight"),
        Deferred("held", "qa_run_food.holding:Held"),
        Deferred("portion", "qa_run_food.portions:Portion"),
    ]


@hookimpl
def qa_templates() -> list[Template]:
    return [Template("counter", "sandwich and scoop, the same at every counter", "qa_run_food:templates/counter")]
