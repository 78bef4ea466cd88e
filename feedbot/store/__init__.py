"""Remember it: the ledger of articles and the outbox of deliveries, on SQLite or PostgreSQL."""
