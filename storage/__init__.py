"""Remembers: the only room that speaks SQL. Rows never leave it; frozen values do."""
