"""The 25 worst pains of people who use such bots, each as a story that must not happen again: docs/pains.md."""

BEGINNING = "Create a second key under Settings. It is there at once, and "
"""More than a sentence of a model: what may still become part of a link is held back until it is sure."""
