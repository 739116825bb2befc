"""How the recorded samples of these procedures are made, and which faults are sown into the bad ones."""

from food_samples import cook_chill, counter, recipe_cards, shipped_ham
from food_samples.batch import Batch

BATCHES: dict[str, Batch] = {
    "cook_chill": cook_chill.BATCH,
    "counter": counter.BATCH,
    "recipe_cards": recipe_cards.BATCH,
    "shipped_ham": shipped_ham.BATCH,
}
