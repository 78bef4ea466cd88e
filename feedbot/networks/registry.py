"""Every network that feedbot knows, by the name it has in the configuration, with the options it takes.

Only the options stand here; the network itself is imported when the first account on it is built.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from feedbot.networks.entry import Entry, Option, no_server, none_of

LOCAL = Entry(
    name="local",
    says="no network: a page and JSON lines on this machine, to see what would be posted",
    module="feedbot.networks.local",
    options=(Option(name="path", says="the folder to write to; else where feedbot keeps its state"),),
)

X = Entry(
    name="x",
    says="X (Twitter); it bills each post to the developer account",
    module="feedbot.networks.x",
    options=(
        Option(name="consumer_key", says="the app's API key", required=True, secret=True),
        Option(name="consumer_secret", says="the app's API key secret", required=True, secret=True),
        Option(
            name="access_token",
            says="the account's access token, made with “Read and write” permission",
            required=True,
            secret=True,
        ),
        Option(
            name="access_token_secret", says="the account's access token secret", required=True, secret=True
        ),
        Option(name="attach_image", says="upload the article's image with the post", default=False),
        Option(name="api", says="the address of a server that stands in for X, in tests", wrong=no_server),
    ),
)

MASTODON = Entry(
    name="mastodon",
    says="Mastodon and the servers that speak its API: GoToSocial, snac, Pleroma, ...",
    module="feedbot.networks.mastodon",
    options=(
        Option(
            name="server",
            says='the server\'s address, as "https://mastodon.social"',
            required=True,
            wrong=no_server,
        ),
        Option(name="token", says="an access token of the account", required=True, secret=True),
        Option(
            name="visibility",
            says="public, unlisted or private",
            default="public",
            wrong=none_of("public", "unlisted", "private"),
        ),
        Option(name="attach_image", says="attach the article's image", default=False),
    ),
)

BLUESKY = Entry(
    name="bluesky",
    says="Bluesky, and any other PDS of the AT protocol",
    module="feedbot.networks.bluesky",
    options=(
        Option(name="handle", says="the account's handle, as in name.bsky.social", required=True),
        Option(name="app_password", says="an app password, never the main one", required=True, secret=True),
        Option(name="server", says="the account's PDS", default="https://bsky.social", wrong=no_server),
    ),
)

NETWORKS: Mapping[str, Entry] = MappingProxyType(
    {entry.name: entry for entry in (LOCAL, X, MASTODON, BLUESKY)}
)
