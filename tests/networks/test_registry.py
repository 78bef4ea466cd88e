"""The options of the networks: what each takes, and what it says of a wrong value."""

from __future__ import annotations

import pytest

from feedbot.networks.registry import NETWORKS


@pytest.mark.parametrize(
    ("network", "option", "text", "good"),
    [
        ("mastodon", "visibility", "unlisted", True),
        ("mastodon", "visibility", "direct", False),
        ("mastodon", "server", "https://social.example/", True),
        ("mastodon", "server", "http://127.0.0.1:3000", True),
        ("mastodon", "server", "social.example", False),
        ("mastodon", "server", "https://", False),
        ("mastodon", "server", "ftp://social.example", False),
        ("mastodon", "server", "https://user:pass@social.example", False),
        ("mastodon", "server", "https://social.example/?q", False),
        ("mastodon", "server", "https://social.example:port", False),
        ("mastodon", "server", "", False),
        ("bluesky", "server", "bsky.social", False),
        ("x", "api", "http://127.0.0.1:8090", True),
    ],
)
def test_a_value_that_cannot_work_gets_its_repair(
    network: str, option: str, text: str, *, good: bool
) -> None:
    (found,) = (each for each in NETWORKS[network].options if each.name == option)
    assert found.wrong is not None
    assert (found.wrong(text) is None) is good


@pytest.mark.parametrize("name", NETWORKS)
def test_every_default_is_a_value_that_works(name: str) -> None:
    for option in NETWORKS[name].options:
        if option.wrong is not None and isinstance(option.default, str):
            assert option.wrong(option.default) is None
