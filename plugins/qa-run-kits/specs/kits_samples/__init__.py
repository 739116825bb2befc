"""How the recorded samples of these procedures are made, and which faults are sown into the bad ones."""

from kits_samples import breakfast, frames, toys
from kits_samples.boxes import Example

EXAMPLES: dict[str, Example] = {each.name: each for each in (*frames.EXAMPLES, toys.EXAMPLE, breakfast.EXAMPLE)}
