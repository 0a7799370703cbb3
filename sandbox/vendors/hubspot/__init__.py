"""HubSpot: companies, contacts, deals and who owns them."""
