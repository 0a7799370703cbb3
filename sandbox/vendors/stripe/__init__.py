"""Stripe: customers, what they subscribe to, and how their payments went."""
