"""Acts: the imperative shell. Flows, the brain, ports, and the composition root."""
