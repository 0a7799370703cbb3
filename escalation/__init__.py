"""Decides: the nouns and the rules. Pure: no I/O, no clock, no framework."""
