"""The tables of a new state, of an older one and of a newer one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Inspector, inspect, text, update

from feedbot.errors import StateError
from feedbot.store import schema, upgrade
from feedbot.store.ledger import Changes, FeedRecord
from feedbot.store.revisions import Standing, bring_up_to_date, standing
from feedbot.store.store import Store, open_store
from tests.store.samples import NOON, SITE, known


def drop_everything(connection: Connection) -> None:
    schema.metadata.drop_all(connection)
    schema.revision.drop(connection)


def described(connection: Connection) -> dict[str, object]:
    """Return all that the database says of the tables."""
    found: Inspector = inspect(connection)
    return {
        name: (
            sorted(repr({**column, "type": str(column["type"])}) for column in found.get_columns(name)),
            found.get_pk_constraint(name)["constrained_columns"],
            [unique["column_names"] for unique in found.get_unique_constraints(name)],
            sorted(str(check["name"]) for check in found.get_check_constraints(name)),
            sorted(str(index["name"]) for index in found.get_indexes(name)),
        )
        for name in found.get_table_names()
        if name != schema.revision.name
    }


def test_the_revisions_lead_to_the_tables_that_the_program_makes(store: Store) -> None:
    made = store.database.read(described)
    store.database.write(drop_everything)
    store.database.write(upgrade.to_newest)

    def differences(connection: Connection) -> object:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, schema.metadata)

    assert store.database.read(differences) == []
    assert store.database.read(described) == made


def test_the_program_knows_the_newest_revision(store: Store) -> None:
    script = ScriptDirectory.from_config(store.database.write(upgrade.settings))
    assert script.get_current_head() == schema.REVISION
    assert store.database.read(standing) is Standing.CURRENT


def test_an_older_state_is_told_by_its_number(store: Store) -> None:
    older = update(schema.revision).values(version_num="0000")
    store.database.write(lambda connection: connection.execute(older))
    assert store.database.read(standing) is Standing.BEHIND


def test_an_older_state_keeps_its_articles_when_it_is_brought_up_to_date(store: Store) -> None:
    store.ledger.remember(SITE, Changes(articles=(known(),)), NOON)

    def age(connection: Connection) -> None:
        for name in ("adopted", "published_as", "updated_as"):
            connection.execute(text(f"ALTER TABLE article DROP COLUMN {name}"))
        age_feeds(connection)
        connection.execute(update(schema.revision).values(version_num="0001"))

    store.database.write(age)
    store.database.write(bring_up_to_date)
    assert store.ledger.articles(SITE) == (known(),)


def test_an_older_state_keeps_its_feeds_when_it_is_brought_up_to_date(store: Store) -> None:
    feed = FeedRecord(file="rss.xml", made_of="1", sha256="2", stamp="3", updated=NOON)
    store.ledger.remember_feeds(SITE, [feed])

    def age(connection: Connection) -> None:
        age_feeds(connection)
        connection.execute(update(schema.revision).values(version_num="0002"))

    store.database.write(age)
    store.database.write(bring_up_to_date)
    assert store.ledger.feeds(SITE) == {"rss.xml": feed}


def age_feeds(connection: Connection) -> None:
    for name in ("archive", "archive_file", "ping"):
        connection.execute(text(f"DROP TABLE {name}"))
    connection.execute(text("ALTER TABLE feed DROP COLUMN about"))


def test_a_newer_state_is_refused_and_left_alone(store: Store, url: str, tmp_path: Path) -> None:
    set_newer(store, revision="9999", reader="9999")
    with pytest.raises(StateError, match="written by a newer feedbot"):
        open_store(url, tmp_path)


def test_a_newer_state_that_still_serves_this_program_is_used(store: Store, url: str, tmp_path: Path) -> None:
    set_newer(store, revision="9999", reader=schema.REVISION)
    store.ledger.remember(SITE, Changes(), NOON)
    with open_store(url, tmp_path) as older_program:
        assert older_program.ledger.since(SITE) == NOON


def set_newer(store: Store, *, revision: str, reader: str) -> None:
    def work(connection: Connection) -> None:
        connection.execute(update(schema.revision).values(version_num=revision))
        connection.execute(update(schema.meta).where(schema.meta.c.name == "reader").values(value=reader))

    store.database.write(work)


def test_who_comes_second_finds_the_tables_made(store: Store) -> None:
    store.ledger.remember(SITE, Changes(), NOON)
    store.database.write(bring_up_to_date)
    assert store.ledger.since(SITE) == NOON


def test_every_state_has_a_name_of_its_own_and_keeps_it(store: Store, url: str, tmp_path: Path) -> None:
    name = text("SELECT value FROM meta WHERE name = 'instance'")
    first = store.database.read(lambda connection: connection.execute(name).scalar_one())
    assert len(first) == 32
    with open_store(url, tmp_path) as again:
        assert again.database.read(lambda connection: connection.execute(name).scalar_one()) == first


def test_opening_a_state_does_not_import_alembic_nor_the_other_database(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from feedbot.store.store import open_store\n"
        "open_store('', Path(sys.argv[1])).close()\n"
        "unwanted = {'alembic', 'psycopg', 'pydantic', 'sqlalchemy.orm', 'sqlalchemy.dialects.postgresql'}\n"
        "print(sorted(unwanted & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_values_of_the_ledger_come_without_a_database() -> None:
    program = "import sys, feedbot.store.ledger, feedbot.store.locks; print('sqlalchemy' in sys.modules)"
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
