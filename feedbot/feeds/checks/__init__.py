"""What may not be served: a rendered feed is read back from its bytes before it replaces the last good file.

The rules are those of RFC 4287, RSS 2.0 with the RSS Advisory Board's profile, RFC 5005, Media RSS
and JSON Feed 1.1, as far as readers stumble over them. No rule of taste, and nothing is mended here.
"""
