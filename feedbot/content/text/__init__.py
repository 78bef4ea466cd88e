"""Text as its author wrote it becomes HTML and plain words: Markdown, templates, dialects; knows no site."""
