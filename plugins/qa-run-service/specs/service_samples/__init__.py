"""How the recorded samples of these procedures are made, and which faults are sown into the bad ones."""
