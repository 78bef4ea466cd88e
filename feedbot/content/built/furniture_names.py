"""By which names themes and plugins call what is no part of an article's text; data, and how it is compared.

Names of classes and ids are compared in lower case with single hyphens: ``page__share`` is ``page-share``.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_NAMES = 20  # of one element
LONGEST_NAME = 60
HYPHENS = re.compile("[-_]+")

_PLACE = r"(?:post|entry|article|page|blog|content|single)"
NAMED = re.compile(
    rf"(?:[a-z]+-)?(?:share|sharing|shares)(?:-(?:buttons?|links?|icons?|bar|list|tools?|box))?"
    rf"|social-(?:links|icons|buttons|media)|sharedaddy|addtoany\S*|a2a-kit|addthis\S*"
    rf"|(?:{_PLACE}-)?related(?:-(?:posts?|articles?|content|entries|reading|links|pages))?"
    rf"|read-next|recommended(?:-posts?)?|you-may-also-(?:like|enjoy)"
    rf"|{_PLACE}-(?:meta|metadata|info|byline|dates?|authors?|tags?|categor(?:y|ies)|nav|navigation"
    rf"|pagination|toc|footer|header)"
    rf"|byline|dateline|read(?:ing)?-time|breadcrumbs?|pagination|paginav|pager|prev-next"
    rf"|toc|markdown-toc|table-?of-?contents|tags|tags?-list|taxonomies"
    rf"|author-(?:box|bio|card|info)|about-(?:the-)?author|newsletter|subscribe|edit-(?:this-)?page"
    rf"|back-to-top|copy-(?:code|button|btn)|btn-copy|clipboard|copy-to-clipboard"
    rf"|sr-only|visually-hidden|screen-reader-text"
)
COMMENTS = re.compile(
    rf"(?:{_PLACE}-)?comments|comments?-(?:section|list|area|form|thread|container)|respond|disqus-thread"
    rf"|giscus|utterances|isso-thread|remark42|commento|gitalk(?:-container)?|valine|waline|twikoo"
    rf"|cusdis-thread|hyvor-talk-view|webmentions?"
)
# What authors write as `aside`: a note or a footnote, by the names that their tools give it.
NOTE = re.compile(
    r"(?:^|-)(?:note|tip|hint|info|important|warning|caution|danger|alert|callout|admonition|pullquote"
    r"|pull|sidenote|marginnote|footnotes?|citation|topic|epigraph)(?:-|$)"
)
ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "complementary"})
TITLES = frozenset({"p-name", "entry-title", "post-title", "article-title", "page-title"})
BYLINE = frozenset({"p-author", "dt-published", "dt-updated"})
BYLINE_PROPERTIES = frozenset({"author", "datePublished", "dateModified"})
ANCHOR = re.compile(
    r"(?:[a-z]+-)*anchors?|(?:[a-z]+-)*(?:anchor|heading|header|hash|direct)-?link|(?:header|heading)-anchor"
    r"|permalink|td-heading-self-link"
)
LINE_NUMBERS = frozenset(
    {"lnt", "ln", "linenos", "lineno", "gutter", "rouge-gutter", "line-numbers-rows", "hljs-ln-numbers"}
)
UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def of(element: HtmlElement) -> list[str]:
    """Return the names of an element's classes and its id, as they are compared."""
    written = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return [
        HYPHENS.sub("-", name) for name in islice(written.split(), MOST_NAMES) if len(name) <= LONGEST_NAME
    ]
