"""Sentences as numbers: a small model that is installed along with Baton, and what it reads."""
