"""What a database's complaint means: worth another try, a state that cannot be trusted, or our own bug.

The rule behind every message: what cannot be remembered must not be sent,
and a damaged state is never replaced by an empty one.
"""

from __future__ import annotations

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError

from feedbot.errors import FeedbotError, LockedError, StateError

BUGS = (IntegrityError, ProgrammingError, DataError, NotSupportedError)

_RESTORE = "Nothing is sent from a damaged state. Put a backup in its place; never delete it to start afresh"
_SQLITE = {
    "SQLITE_FULL": "the disk is full. Make room, then run feedbot again; nothing that was written is lost",
    "SQLITE_IOERR": "writing or reading failed (disk full, quota, a failing disk). Make room or see `dmesg`",
    "SQLITE_READONLY": "it cannot be written. Give it, and its folder, to the user that runs feedbot",
    "SQLITE_PERM": "it cannot be opened for lack of permission. Run feedbot as the owner of its folder",
    "SQLITE_CANTOPEN": "it cannot be opened. See that its folder belongs to the user that runs feedbot",
    "SQLITE_CORRUPT": f"the file is damaged. {_RESTORE}",
    "SQLITE_NOTADB": f"the file is not an SQLite database. {_RESTORE}",
}
_POSTGRESQL = {
    "53100": "its disk is full. Make room on the database host",
    "25006": "it is read-only (a standby?). Name the primary in the database URL",
    "28": "it refuses the login. Mend user and password in the database URL",
    "3D000": "the database does not exist there. Create it, or mend its name in the database URL",
    "42501": "the user may not do this. Grant it the tables of feedbot",
    "57014": "it took longer than a minute. See what else runs on the database",
}


def passes(error: DBAPIError) -> bool:
    """Say whether the same transaction may succeed when it is simply tried again."""
    return _sqlite_name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or _sqlstate(error) in {
        "40001",  # serialization_failure
        "40P01",  # deadlock_detected
        "55P03",  # lock_not_available
    }


def as_feedbot_error(error: DBAPIError, place: str) -> FeedbotError:
    """Put it into words: the place, what is wrong, what to do; holds no SQL, no parameters, no password."""
    if passes(error):
        return LockedError(f"{place}: another process keeps the database busy. Try again in a minute")
    return StateError(f"{place}: {_meaning(error)}")


def damaged(place: str, finding: str) -> StateError:
    """Put into words what `PRAGMA quick_check` found."""
    return StateError(f"{place}: the file is damaged ({' '.join(finding.split())}). {_RESTORE}")


def _meaning(error: DBAPIError) -> str:
    name, state = _sqlite_name(error), _sqlstate(error)
    for known, meaning in _SQLITE.items():
        if name.startswith(known):
            return f"{meaning} ({name})"
    for known, meaning in _POSTGRESQL.items():
        if state.startswith(known):
            return f"{meaning} (SQLSTATE {state})"
    first_line = str(error.orig).strip().partition("\n")[0]
    return f"the database says: {first_line or type(error.orig).__name__}"


def _sqlite_name(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlite_errorname", None) or ""


def _sqlstate(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""
