"""What to serve: one Feed value, rendered as RSS, Atom and JSON Feed, written whole or not at all."""
