"""Who an article is, whatever it is called and wherever it lies; values and decisions only."""
