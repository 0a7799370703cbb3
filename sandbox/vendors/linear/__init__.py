"""Linear: a GraphQL API with real validation, and signed webhooks."""
