"""Say it once: the states of a delivery, its legal moves, and the courier who never sends twice."""
