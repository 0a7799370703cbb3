"""A calendar of the team, as calendar programs give it out."""
