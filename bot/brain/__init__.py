"""The part that thinks: cuts knowledge into passages, finds them, and makes answers of nothing but them."""
