"""Reaches out: one file per vendor, each speaking for one port of the bot."""
