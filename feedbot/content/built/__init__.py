"""The page that the generator has built: find it, and take the article's text out of it."""
