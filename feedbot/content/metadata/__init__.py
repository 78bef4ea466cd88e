"""What stands above a text: front matter in all its syntaxes becomes one table; reads no text."""
