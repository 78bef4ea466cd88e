"""``feedbot init``: a first configuration from what a folder shows, asked for what it does not."""

from __future__ import annotations

import io
import json
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from feedbot.cli.main import run
from feedbot.content.addresses import same_place
from feedbot.content.text.plain_text import line
from tests.content.corpora import needs_corpora, unpack


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def post(title: str = "Un titre", date: str = "2024-03-05", text: str = "Du texte.") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n---\n{text}\n"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda *lines: monkeypatch.setattr(
        "sys.stdin", io.StringIO("".join(f"{each}\n" for each in lines))
    )


def written(root: Path) -> str:
    return (root / "feedbot.toml").read_text(encoding="utf-8")


def entries(root: Path, output: str = "public") -> list[dict[str, Any]]:
    assert run(["-q", "--config", str(root / "feedbot.toml"), "publish"]) == 0
    items: list[dict[str, Any]] = json.loads((root / output / "feed.json").read_text(encoding="utf-8"))[
        "items"
    ]
    return items


def test_a_site_that_states_everything_is_asked_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(
        tmp_path,
        {
            "hugo.toml": 'baseURL = "https://blog.example/"\ntitle = "Un \\"blog\\""\n'
            'defaultContentLanguage = "fr"\n',
            "content/posts/a.md": post(),
        },
    )
    assert run(["init", str(tmp_path)]) == 0
    told = capfd.readouterr().out
    assert "written for a site of hugo" in told
    assert "1 article; the newest is “Un titre”, https://blog.example/posts/a/" in told
    text = written(tmp_path)
    assert 'title      = "Un \\"blog\\""' in text
    assert 'language   = "fr"' in text
    assert text.count("# from hugo.toml") == 3
    assert [item["url"] for item in entries(tmp_path)] == ["https://blog.example/posts/a/"]


def test_generator_and_address_are_asked_for_where_neither_shows_itself(
    tmp_path: Path, answers: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"content/posts/a.md": post()})
    answers("hugo", "blog.example", "https://blog.example/sub/")
    assert run(["init", str(tmp_path)]) == 0
    assert "write it as https://blog.example" in capfd.readouterr().err
    assert [item["url"] for item in entries(tmp_path)] == ["https://blog.example/sub/posts/a/"]


def test_a_script_is_told_by_which_option_it_can_answer(
    tmp_path: Path, answers: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    answers()
    assert run(["init", str(tmp_path)]) == 2
    assert "say it by --generator" in capfd.readouterr().err
    assert run(["init", str(tmp_path), "--generator", "plain"]) == 2
    assert "say it by --url" in capfd.readouterr().err
    assert not (tmp_path / "feedbot.toml").exists()
    assert run(["init", str(tmp_path), "--generator", "plain", "--url", "https://blog.example"]) == 0
    assert "no article was found: feedbot check says what is held; or write content" in capfd.readouterr().out


def test_an_address_that_is_given_and_is_none_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path), "--generator", "plain", "--url", "blog.example"]) == 2
    assert "'blog.example' is no site's address; write it as https://" in capfd.readouterr().err


def test_a_configuration_that_is_there_is_never_written_over(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"feedbot.toml": "# mine\n", "hugo.toml": 'baseURL = "https://blog.example"\n'})
    assert run(["init", str(tmp_path)]) == 2
    assert "is there already" in capfd.readouterr().err
    assert written(tmp_path) == "# mine\n"
    assert run(["init", str(tmp_path), "--dry-run"]) == 0
    assert capfd.readouterr().out.startswith("# feedbot's configuration of this site")
    assert written(tmp_path) == "# mine\n"


def test_a_site_in_a_folder_of_its_repository_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "README.md": "# Code",
            "docs/_config.yml": "url: https://code.example\ntitle: Code\n",
            "docs/_posts/2024-03-05-a.md": "---\ntitle: A\n---\nText.\n",
        },
    )
    assert run(["-q", "init", str(tmp_path)]) == 0
    assert 'root       = "docs"' in written(tmp_path)
    assert [item["url"] for item in entries(tmp_path, "docs/_site")] == [
        "https://code.example/2024/03/05/a.html"
    ]


def test_what_files_say_of_others_counts_from_the_first_look(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(
        tmp_path,
        {
            "hugo.toml": 'baseURL = "https://blog.example"\ntitle = "A"\n',
            "content/posts/_index.md": "---\ncascade: {draft: true, target: {path: '/posts/b'}}\n---\n",
            "content/posts/a.md": "---\ntitle: A\ndate: 2024-03-05\n---\nText.\n",
            "content/posts/b.md": "---\ntitle: B\ndate: 2024-03-06\n---\nText.\n",
        },
    )
    assert run(["init", str(tmp_path)]) == 0
    assert "1 article; the newest is “A”" in capfd.readouterr().out


def test_an_address_that_the_configuration_leaves_open_is_asked_for_by_name(
    tmp_path: Path, answers: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"hugo.toml": 'baseURL = "/"\ntitle = "T"\n', "content/posts/a.md": post()})
    answers("https://blog.example")
    assert run(["init", str(tmp_path)]) == 0
    assert "It does not stand in hugo.toml." in capfd.readouterr().err


def test_an_odd_title_is_written_so_that_it_can_be_read_again(tmp_path: Path) -> None:
    title = r'title = "A \"b\" \\ c\n d\u0007 é"'
    write(
        tmp_path,
        {"hugo.toml": f'baseURL = "https://blog.example/"\n{title}\n', "content/posts/a.md": post()},
    )
    assert run(["-q", "init", str(tmp_path)]) == 0
    assert len(entries(tmp_path)) == 1
    feed = json.loads((tmp_path / "public" / "feed.json").read_text(encoding="utf-8"))
    assert feed["title"] == 'A "b" \\ c d é'


@pytest.mark.parametrize(
    ("file", "root"), [("conf/feedbot.toml", "../site"), ("site/deep/feedbot.toml", "..")]
)
def test_a_configuration_may_lie_outside_the_folder_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, root: str
) -> None:
    write(tmp_path, {"site/content/posts/a.md": post()})
    config = tmp_path / file
    config.parent.mkdir()
    monkeypatch.chdir(tmp_path)
    args = ["init", "site", "--generator", "plain", "--url", "https://blog.example"]
    assert run(["-q", "--config", file, *args]) == 0
    assert tomllib.loads(config.read_text(encoding="utf-8"))["site"]["root"] == root
    assert run(["-q", "--config", file, "publish"]) == 0
    assert (tmp_path / "site" / "public" / "feed.json").is_file()


def test_a_configuration_that_cannot_be_written_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"hugo.toml": 'baseURL = "https://blog.example"\n'})
    assert run(["--config", str(tmp_path / "none" / "feedbot.toml"), "init", str(tmp_path)]) == 1
    assert "feedbot.toml cannot be written: No such file or directory" in capfd.readouterr().err


def test_names_that_would_break_a_line_or_no_text_at_all_do_not_break_the_file(tmp_path: Path) -> None:
    posts = {f"content/posts/{number}.md": post() for number in range(3)}
    write(tmp_path, {**posts, "content/odd\nkey = 1/a.md": post()})
    args = ["--generator", "plain", "--url", "https://blog.example", "--title", "Un\udcff titre"]
    assert run(["-q", "init", str(tmp_path), *args]) == 0
    site = tomllib.loads(written(tmp_path))["site"]
    assert (site["title"], site["sections"], "key" in site) == ("Un titre", ["posts"], False)
    assert len(entries(tmp_path)) == 3


def test_a_broken_configuration_of_the_generator_is_named_where_what_it_says_is_missing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"hugo.toml": "title = [", "feedbot.toml": "[site]\n", "content/posts/a.md": post()})
    assert run(["--config", str(tmp_path / "feedbot.toml"), "check"]) == 78
    assert f"url is missing ({tmp_path}/hugo.toml cannot be read:" in capfd.readouterr().err


@pytest.mark.parametrize("address", ["https://[bad/", "https://blog.example:port/", "https://two words/"])
def test_an_address_of_the_generator_that_is_none_is_named_where_it_is_missing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], address: str
) -> None:
    files = {"hugo.toml": f'baseURL = "{address}"\n', "feedbot.toml": '[site]\ntitle = "T"\n'}
    write(tmp_path, {**files, "content/posts/a.md": post()})
    assert run(["--config", str(tmp_path / "feedbot.toml"), "check"]) == 78
    assert f"url is missing (hugo.toml has {address.rstrip('/')}, which is no" in capfd.readouterr().err


def test_links_between_the_articles_say_whether_addresses_end_with_a_slash(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(
        tmp_path,
        {
            f"src/blog/{name}.md": post(
                text="See [this](/blog/a) and [that](https://blog.example/blog/b#x), not [it](http://[/blog/a/)."
            )
            for name in "abc"
        },
    )
    options = ["--generator", "eleventy", "--url", "https://blog.example"]
    assert run(["init", str(tmp_path), *options]) == 0
    assert "6 of 6 links between the articles do not end with a slash" in capfd.readouterr().out
    assert 'content        = "src"' in written(tmp_path)
    assert sorted(item["url"] for item in entries(tmp_path, "_site")) == [
        f"https://blog.example/blog/{name}" for name in "abc"
    ]


@pytest.mark.parametrize(
    ("generator", "files", "content"),
    [
        ("docusaurus", {"blog/a.md": post(), "content/a.md": "", "content/b.md": ""}, "blog"),
        ("docusaurus", {"content/a.md": post()}, "content"),
        ("eleventy", {"blog/a.md": post(), "blog/b.md": post(), "src/README.md": "#"}, "."),
        ("eleventy", {"README.md": "", "node_modules/x/a.md": "", "src/a.md": post(), "src/b.md": ""}, "src"),
        ("plain", {"content/README.md": "", "posts/a.md": post(), "posts/b.md": post()}, "posts"),
        ("plain", {"content/a.md": post(), "posts/a.md": ""}, "content"),
    ],
)
def test_the_generators_own_folder_goes_before_others_that_hold_markdown(
    tmp_path: Path, generator: str, files: dict[str, str], content: str
) -> None:
    write(tmp_path, files)
    options = ["--generator", generator, "--url", "https://blog.example"]
    assert run(["-q", "init", str(tmp_path), *options]) == 0
    assert tomllib.loads(written(tmp_path))["site"]["content"] == content


def test_single_pages_beside_many_articles_are_left_out_and_named(tmp_path: Path) -> None:
    many = {f"blog/{number}.md": post() for number in range(12)}
    lone = {"about/me.md": post(), "blog/extras/one.md": post(), "blog/2024/two.md": post()}
    write(tmp_path, {f"content/{name}": text for name, text in (many | lone).items()})
    options = ["--generator", "plain", "--url", "https://blog.example"]
    assert run(["-q", "init", str(tmp_path), *options]) == 0
    assert 'sections   = ["blog"]' in written(tmp_path)
    assert 'exclude    = ["blog/extras/"]' in written(tmp_path)
    assert len(entries(tmp_path)) == 13


@needs_corpora
@pytest.mark.slow
@pytest.mark.parametrize(
    ("pack", "folder", "output", "said"),
    [
        ("simplystats", ".", "public", ()),
        ("jekyll", ".", "docs/_site", ()),
        ("jekyll", "docs", "docs/_site", ()),
        ("v8", ".", "_site", ("eleventy", "https://v8.dev")),
    ],
)
def test_a_real_site_has_the_right_feed_without_editing(
    pack: str, folder: str, output: str, said: tuple[str, ...], tmp_path: Path, answers: Any
) -> None:
    root = unpack(pack, tmp_path)
    answers(*said)
    assert run(["-q", "init", str(root / folder)]) == 0
    file = root / folder / "feedbot.toml"
    # All articles in one file, in summary: with their whole text it would be larger than a feed may be.
    feeds = '\n[feeds]\nlimit = 100000\ncontent = "summary"\n'
    file.write_text(file.read_text(encoding="utf-8") + feeds, encoding="utf-8")
    assert run(["-q", "--config", str(file), "publish"]) == 0
    items = json.loads((root / output / "feed.json").read_text(encoding="utf-8"))["items"]
    rows = map(json.loads, (root / "expected.jsonl").read_text(encoding="utf-8").splitlines())
    wanted = {same_place(row["url"]): row for row in rows}
    found = {same_place(item["url"]): item for item in items}
    assert found.keys() == wanted.keys()
    for address, row in wanted.items():
        item = found[address]
        assert datetime.fromisoformat(item["date_published"]) == datetime.fromisoformat(row["date"])
        assert not row["title"] or item["title"] == line(row["title"])
        assert {str(tag) for tag in row["tags"]} <= set(item.get("tags", []))
