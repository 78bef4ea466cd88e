"""Templates hold variables, ifs, fors and filters, and can do no harm."""

from __future__ import annotations

import pytest

from feedbot.announcements.templates import check_template, compiled, rendered
from feedbot.content.vocabulary import TemplateFault

GOOD = [
    "{{ title }}\n\n{{ summary }}\n\n{{ url }}\n\n{{ hashtags }}",
    "{% if summary %}{{ summary }}{% else %}{{ title|upper }}{% endif %}",
    "{% for tag in tags %}#{{ tag }} {% endfor %}",
    "{{ authors|join(', ') }} {{ author|default('us', true) }} {{ date }} {{ site ~ ':' }}",
    "{{ title if title|length > 5 and not summary else site }} {# a note #}",
    "no variable at all",
]

BAD = [
    ("{{ titel }}", "line 1: 'titel' is unknown; did you mean 'title'?"),
    ("\n\n{{ title", "line 3: unexpected end of template"),
    ("{{ title }}\n{% endif %}", "line 2: Encountered unknown tag 'endif'"),
    ("{{ ''.__class__.__mro__ }}", "a dot or attribute"),
    ("{{ title['__class__'] }}", "an index"),
    ("{{ title|attr('__class__') }}", "the filter 'attr'"),
    ("{{ '{a.__class__.__init__.__globals__}'.format(a=title) }}", "not allowed"),
    ("{{ '%s'|format(title) }}", "the filter 'format'"),
    ("{{ 'a' * 10**8 }}", "arithmetic"),
    ("{{ title|center(100000000) }}", "the filter 'center'"),
    ("{% for a in range(10**9) %}x{% endfor %}", "not allowed"),
    ("{% for a in tags %}{% for b in tags %}x{% endfor %}{% endfor %}", "a loop inside a loop"),
    ("{% for a in tags recursive %}x{% endfor %}", "a loop inside a loop"),
    ("{% for a in title %}x{% endfor %}", "a loop goes over one of the lists"),
    ("{% for title in tags %}x{% endfor %}", "a name of its own"),
    ("{% for a in tags %}{{ loop.index }}{% endfor %}", "a dot"),
    ("{{ a }}{% for a in tags %}{% endfor %}", "the template fails"),
    ("{% set x = title ~ title %}", "{% set %}"),
    ("{{ title|join(title)|join(title) }}", "join takes one of the lists"),
    ("{% include '/etc/passwd' %}", "{% include %}"),
    ("{% import 'x' as y %}", "{% import %}"),
    ("{% macro m() %}{% endmacro %}", "{% macro %}"),
    ("{{ self }}", "'self' is unknown"),
    ("{{ lipsum }}", "'lipsum' is unknown"),
    ("{{ title is callable }}", "callable"),
    ("{{ title|length > 'a' }}", "the template fails"),
    ("{{ " + "(" * 4000 + "title" + ")" * 4000 + " }}", "nested too deeply"),
    ("{{ title }}" * 600, "too many parts"),
    ("x" * 10_001, "longer than 10000"),
]


@pytest.mark.parametrize("text", GOOD)
def test_a_useful_template_is_good(text: str) -> None:
    assert check_template(text) is None


@pytest.mark.parametrize(("text", "fault"), BAD)
def test_a_mistaken_or_hostile_template_is_told_before_it_runs(text: str, fault: str) -> None:
    found = check_template(text)
    assert found is not None
    assert fault in found


def test_markup_in_values_stays_text() -> None:
    text = "{% if summary %}\n{{ summary }}\n{% endif %}\n{{ title }}"
    values = {"title": "{{ url }} <b>&amp;", "summary": ""}
    assert rendered(compiled(text), values) == "{{ url }} <b>&amp;"


def test_a_template_that_grows_too_long_is_stopped() -> None:
    fault = rendered(compiled("{{ title }}" * 100), {"title": "x" * 1000})
    assert isinstance(fault, TemplateFault)
    assert "more than 10000" in fault.why


def test_a_value_that_is_missing_is_a_fault_not_an_empty_text() -> None:
    assert isinstance(rendered(compiled("{{ authors|first }}"), {"authors": ()}), TemplateFault)
