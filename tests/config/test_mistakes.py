"""What a person sees of a wrong configuration: whole screens, every mistake at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.config.checking import _TABLES, ACCOUNT_KEYS, Checking, _keys
from feedbot.config.secrets import FORMS
from feedbot.errors import ConfigError
from tests.config.known import KNOWN, read, write

SITE = '[site]\ntitle = "Nord"\nurl = "https://nord.example"\n'
CANARY = "tok-canary-9f2c"


def screen(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read(write(folder, text))
    return str(caught.value)


def test_every_mistake_is_told_at_once_with_its_line_a_caret_and_the_repair(tmp_path: Path) -> None:
    text = """\
# my site
[site]
url       = "nord.example"   # a comment is not repeated
langage   = "fr"
content   = "contents"
hashtags  = ["Nord"]
timezone  = "Europe/Grenoble"
generator = "hogo"

[feeds]
rss   = "../rss.xml"
limit = "20"

[announce]
hashtags  = "Nord"
first_run = "2026-01-31"
grace     = "5 minutes"
burst     = -1
aliases   = { "C++" = "CPlusPlus", ok = 3 }

[accounts.nest]
network  = "brid"

[daemon]
evry = "5m"
quiet = true
"""
    assert (
        screen(tmp_path, text)
        == f"""\
feedbot.toml:2:2: title is missing
    [site]
     ^^^^
    add title = "Atelier Nord"
feedbot.toml:3:13: "nord.example" is no address of a website
    url       = "nord.example"
                ^^^^^^^^^^^^^^
    write for example "https://example.org"
feedbot.toml:4:1: "langage" is not a key of [site]
    langage   = …
    ^^^^^^^
    did you mean "language"?
feedbot.toml:5:13: there is no folder {tmp_path}/contents
    content   = "contents"
                ^^^^^^^^^^
    make it, or write where it is; a relative path starts at this file
feedbot.toml:6:1: "hashtags" is not a key of [site]
    hashtags  = […]
    ^^^^^^^^
    it belongs below [announce]
feedbot.toml:7:13: "Europe/Grenoble" is no time zone
    timezone  = "Europe/Grenoble"
                ^^^^^^^^^^^^^^^^^
    write for example "Europe/Paris" or "UTC"
feedbot.toml:8:13: "hogo" is not allowed here
    generator = "hogo"
                ^^^^^^
    write one of "auto", "hugo", "plain"
feedbot.toml:11:9: "../rss.xml" leads out of the output folder
    rss   = "../rss.xml"
            ^^^^^^^^^^^^
    write a name such as "rss.xml" or "blog/rss.xml"
feedbot.toml:12:9: this must be a whole number, not "20"
    limit = "20"
            ^^^^
    write a number without quotes, for example 20
feedbot.toml:15:13: this must be a list, even of one
    hashtags  = "Nord"
                ^^^^^^
    write ["Nord"]
feedbot.toml:16:13: "2026-01-31" is text, not a date
    first_run = "2026-01-31"
                ^^^^^^^^^^^^
    write it without quotes: 2026-01-31
feedbot.toml:17:13: "5 minutes" is not a length of time
    grace     = "5 minutes"
                ^^^^^^^^^^^
    write "30s", "5m", "2h", "3d", or a number of seconds
feedbot.toml:18:13: this must not be less than 0, and is -1
    burst     = -1
                ^^
    write a number without quotes, for example 5
feedbot.toml:19:41: the alias of "ok" is 3
    aliases   = {{ "C++" = "CPlusPlus", ok = 3 }}
                                            ^
    write the hashtag in quotes, or false where the tag must never become one
feedbot.toml:22:12: there is no network "brid"
    network  = "brid"
               ^^^^^^
    did you mean "bird"?
feedbot.toml:25:1: "evry" is not a key of [daemon]
    evry = …
    ^^^^
    did you mean "every"?
feedbot.toml:26:9: true is not a length of time
    quiet = true
            ^^^^
    write "30s", "5m", "2h", "3d", or a number of seconds"""
    )


def test_an_accounts_own_options_are_checked_against_its_network(tmp_path: Path) -> None:
    text = f"""{SITE}
[accounts.nest]
network    = "bird"
server     = 5
cards      = "yes"
room       = 2.5
languages  = "fr"
visibilty  = "public"
pace       = true
"""
    assert (
        screen(tmp_path, text)
        == """\
feedbot.toml:5:11: token is missing
    [accounts.nest]
              ^^^^
    add token = { file = "..." }   # The access token.
feedbot.toml:7:14: this must be text, not 5
    server     = 5
                 ^
    write it in quotes: "..."
feedbot.toml:8:14: this must be true or false, not "yes"
    cards      = "yes"
                 ^^^^^
    write true or false, without quotes
feedbot.toml:9:14: this must be a whole number, not 2.5
    room       = 2.5
                 ^^^
    write for example 5, without quotes
feedbot.toml:10:14: this must be a list of texts, not "fr"
    languages  = "fr"
                 ^^^^
    write ["one", "two"]
feedbot.toml:11:1: "visibilty" is not a key of [accounts.nest]
    visibilty  = …
    ^^^^^^^^^
    did you mean "visibility"?
feedbot.toml:12:14: this must be a number, not true
    pace       = true
                 ^^^^
    write for example 2.5, without quotes"""
    )


def test_a_secret_in_the_file_is_refused_and_not_shown(tmp_path: Path) -> None:
    text = f'{SITE}\n[accounts.nest]\nnetwork = "bird"\nserver = "s"\ntoken = "{CANARY}" # {CANARY}\n'
    assert (
        screen(tmp_path, text)
        == f"""\
feedbot.toml:8:9: a secret stands in the configuration itself (not shown here)
    token = …
            ^
    have the network make a new one, for others may have read this; then write {FORMS}"""
    )


@pytest.mark.parametrize(
    "written",
    [
        f'[accounts.nest]\nnetwork = "bird"\ntoken = "{CANARY}"',
        f'[accounts.nest]\nnetwork = "bird"\nserver = "s"\ntokn = "{CANARY}"',
        f'[accounts.nest]\nnetwork = "bird"\nserver = "s"\ntoken = ["{CANARY}"]',
        f'[accounts.nest]\nnetwork = "bird"\nserver = "s"\ntoken = {{ value = "{CANARY}" }}',
        f'[accounts.nest]\nnetwork = "bird"\nserver = "s"\ntoken = {{ env = "X", file = "{CANARY}" }}',
        f'[accounts.nest]\nnetwork = "bird"\nserver = "s"\ntoken = """\n{CANARY}"""',
        f'[accounts.nest]\nnetwork = "brid"\ntoken = "{CANARY}"',
        f'[accounts.nest]\ntoken = "{CANARY}"',
        f'[accounts]\nnest = {{ network = "bird", server = 3, token = "{CANARY}", cards = 3 }}',
        f'[acounts.nest]\ntoken = "{CANARY}"',
        f'[announce]\ntoken = "{CANARY}"\nburst = "x"',
        f'[feeds]\nlimit = "x" # the old token was {CANARY}',
        f'[store]\nurl = "postgresql+psycopg://nord:{CANARY}@db/feedbot"',
        f'[store]\nurl = ["{CANARY}"]',
        f"[accounts.nest]\ntoken = {CANARY}",
        f'[accounts.nest]\ntoken = "{CANARY}',
        f'[accounts.nest]\ntoken = "\\q{CANARY}"',
        f'[accounts.nest]\ntoken = """{CANARY}',
        f"[accounts.nest] token = {CANARY}",
        f'[accounts.nest]\ntoken = ["a"\n"{CANARY}"]',
        f'accounts.nest.token = "a" "{CANARY}"',
        f'token = "{CANARY}"\ntoken = "{CANARY}"',
        f"[announce]\ntoken = {CANARY}",
        f'[accounts.nest]\ntitle = """\n[site]\ntitle = {CANARY}',
    ],
)
def test_nothing_that_may_be_a_secret_is_ever_shown(tmp_path: Path, written: str) -> None:
    # First, for keys written without a header would else belong to [site].
    assert CANARY not in screen(tmp_path, f"{written}\n{SITE}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[site]\ntitle = Nord\n",
            (
                "feedbot.toml:2:9: not TOML: Invalid value\n    title = Nord\n            ^\n"
                '    text stands in quotes, true and false do not: key = "text"'
            ),
        ),
        (
            '[site]\ntitle = "Nord\nurl = "x"\n',
            (
                "feedbot.toml:2:14: not TOML: Illegal character '\\n'\n"
                '    title = "Nord\n                 ^\n'
                '    close the quotes: one " ends on its line, three end with three'
            ),
        ),
        (
            '[site]\ntitle = "a"\ntitle = "b"\n',
            (
                'feedbot.toml:3:12: not TOML: Cannot overwrite a value\n    title = "b"\n               ^\n'
                "    each key stands once: take one of the two out"
            ),
        ),
        (
            "[site\n",
            (
                "feedbot.toml:1:6: not TOML: Expected ']' at the end of a table declaration\n"
                "    [site\n         ^\n"
                "    close the header or the list with ]"
            ),
        ),
        (
            "[site]\n[site]\n",
            (
                "feedbot.toml:2:6: not TOML: Cannot declare ('site',) twice\n    [site]\n         ^\n"
                "    each table stands once: put its keys under one header"
            ),
        ),
        (
            "a = " + "[" * 20_000,
            "feedbot.toml: lists or tables are nested too deeply to be read\n    take the nesting out",
        ),
    ],
)
def test_text_that_is_no_toml_says_where_it_stops_being_toml(tmp_path: Path, text: str, told: str) -> None:
    assert screen(tmp_path, text) == told


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    file = write(tmp_path, "")
    file.write_bytes(b'[site]\ntitle = "Caf\xe9"\n')
    with pytest.raises(ConfigError) as caught:
        read(file)
    assert str(caught.value) == (
        "feedbot.toml: line 2 is not UTF-8 (byte 0xe9)\n    save the file as UTF-8, in any editor"
    )


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_no_mistake(tmp_path: Path) -> None:
    file = write(tmp_path, "")
    file.write_bytes(b"\xef\xbb\xbf" + SITE.replace("\n", "\r\n").encode())
    assert read(file).sites[0].site.title == "Nord"


def test_an_empty_file_says_what_to_write(tmp_path: Path) -> None:
    assert screen(tmp_path, "") == (
        "feedbot.toml: there is no [site]\n"
        '    add [site], and below it title = "Atelier Nord" and url = "https://example.org"'
    )


def test_a_table_written_as_a_value_is_told(tmp_path: Path) -> None:
    assert screen(tmp_path, 'feeds = "rss.xml"\naccounts = []\n' + SITE) == (
        "feedbot.toml:1:1: feeds must be a table\n    feeds = …\n    ^^^^^\n"
        "    write [feeds] on a line of its own, and its keys below\n"
        "feedbot.toml:2:1: accounts must be a table\n    accounts = …\n    ^^^^^^^^\n"
        "    write [accounts.NAME] on a line of its own"
    )


def test_a_template_that_cannot_work_is_a_mistake_before_it_words_anything(tmp_path: Path) -> None:
    told = screen(tmp_path, f'{SITE}[announce]\ntemplate = "{{{{ titel }}}}"\n')
    assert told.startswith("feedbot.toml:5:12: the template cannot be used: ")
    assert "titel" in told


ANYTHING = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.times(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.parametrize("table", [*_TABLES, "accounts", "nest"])
@given(st.data())
def test_any_value_at_any_key_is_taken_or_told(table: str, data: st.DataObject) -> None:
    keys = _keys(_TABLES[table]) if table in _TABLES else (*ACCOUNT_KEYS, "token", "server", "pace", "cards")
    written = data.draw(st.dictionaries(st.sampled_from(keys), ANYTHING))
    raw = {"site": {"title": "Nord", "url": "https://nord.example"}, table: written}
    if table == "nest":
        raw = {"site": raw["site"], "accounts": {"nest": {"network": "bird", **written}}}
    checking = Checking(file=Path(__file__), raw=raw, known=KNOWN)
    checking.top(first=True)
    checking.shared()
    checking.site()
    assert all(finding.what and finding.repair for finding in checking.findings)


def test_a_title_may_hold_the_spaces_of_french(tmp_path: Path) -> None:
    file = write(tmp_path, SITE.replace("Nord", "Nord\u00a0: l’atelier\u202f!"))
    assert read(file).sites[0].site.title == "Nord\u00a0: l’atelier\u202f!"


@pytest.mark.parametrize("written", ["99999999999d", "-1s", "1e3s", "1 week", ""])
def test_a_time_that_cannot_be_meant_is_a_mistake(tmp_path: Path, written: str) -> None:
    assert f'"{written}" is not a length of time' in screen(
        tmp_path, f'{SITE}[announce]\ngrace = "{written}"\n'
    )


def test_two_feeds_cannot_be_one_file(tmp_path: Path) -> None:
    assert screen(tmp_path, f'{SITE}[feeds]\nrss = "index.xml"\natom = "index.xml"\n') == (
        'feedbot.toml:6:8: "index.xml" is the rss feed already\n    atom = "index.xml"\n'
        "           ^^^^^^^^^^^\n    give each feed a file of its own"
    )


def test_an_old_name_belongs_to_one_account_and_to_none_that_is_still_there(tmp_path: Path) -> None:
    text = f"""{SITE}[accounts.a]
network = "paper"
formerly = ["old", "b"]
[accounts.b]
network = "paper"
formerly = ["old"]
"""
    assert (
        screen(tmp_path, text)
        == """\
feedbot.toml:6:12: "b" is an account of its own
    formerly = ["old", "b"]
               ^^^^^^^^^^^^
    an old name belongs to one account
feedbot.toml:9:12: "a" was "old" already
    formerly = ["old"]
               ^^^^^^^
    an old name belongs to one account"""
    )


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('url = "https://nord.example?x=1"', "the address holds more than scheme, host and path"),
        ('url = "https://user@nord.example"', "the address holds more than scheme, host and path"),
        ('url = "ftp://nord.example"', '"ftp://nord.example" is no address of a website'),
        ('url = "https://[::1"', '"https://[::1" is no address of a website'),
        ('url = "https://nord.example:99999"', '"https://nord.example:99999" is no address of a website'),
        ("url = 5", "this must be text, not 5"),
        ('url = ""', "this must not be empty"),
        ('name = "a b"', '"a b" is no name'),
        ('language = "french"', '"french" is no language tag'),
        ('timezone = "../etc/passwd"', '"../etc/passwd" is no time zone'),
        ('title = "a\\nb"', "this holds a line break or a control character"),
        ('author = { nom = "Ada" }', "this must be a name or a table, not a table"),
        ('sections = ["posts", 3]', "a list of texts holds 3"),
        ("permalinks = { posts = [1] }", "posts is a list"),
        ("options = { a = 2026-01-31T00:00:00 }", "a is 2026-01-31 00:00:00"),
        ('root = "nowhere"', "there is no folder"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, line: str, what: str) -> None:
    key = line.partition(" ")[0]
    others = "".join(each for each in SITE.splitlines(keepends=True) if not each.startswith(f"{key} "))
    assert f": {what}" in screen(tmp_path, f"{others}{line}\n")
