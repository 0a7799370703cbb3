"""The verbs: one file per thing that happens. Gather, then decide, then act."""
