"""reStructuredText, as Pelican's articles have it: docutils reads it, and its tree becomes HTML here.

docutils is an extra: only ``parsing`` and what stands beside it import it, and only when a text is rendered.
"""
