"""Reads a database of Seedbed with sqlite-utils, Datasette, DuckDB and the sqlite3 shell.

Usage: store.py DB; prints what passed, and exits with 1 at the first thing that does not.
"""

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import duckdb_extension_sqlite_scanner

TOOLS = Path(sys.executable).parent


def check(passed, what):
    """Prints that `what` holds, or ends the program."""
    if not passed:
        sys.exit(f"FAILED: {what}")
    print(f"passed: {what}")


def run(*command):
    """The standard output of a program that must succeed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"FAILED: {' '.join(map(str, command))}\n{done.stderr[-2000:]}")
    return done.stdout


def public_views():
    """The views that schema.sql describes."""
    schema = Path(__file__).parents[2] / "schema.sql"
    return re.findall(r"^CREATE VIEW (\w+)", schema.read_text(encoding="utf-8"), re.MULTILINE)


def counts(path, views):
    """How many rows each view has, and a word that a question has."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = {view: database.execute(f"SELECT count(*) FROM {view}").fetchone()[0] for view in views}
    texts = (row[0] for row in database.execute("SELECT text FROM questions ORDER BY id"))
    word = next(word for text in texts for word in re.findall(r"[a-z]{5,}", text.lower()))
    database.close()
    return rows, word


def check_sqlite_utils(path, rows, word):
    """Tables, the rows of each view, and search."""
    tool = TOOLS / "sqlite-utils"
    tables = {table["table"] for table in json.loads(run(tool, "tables", path))}
    check({"artifact", "lineage", "standing", "run"} <= tables, "sqlite-utils lists the tables")
    for view, count in rows.items():
        found = json.loads(run(tool, "rows", path, view))
        if len(found) != count:
            check(False, f"sqlite-utils reads the {count} rows of {view}")
    check(True, f"sqlite-utils reads every row of {len(rows)} views")
    found = json.loads(
        run(tool, "query", path,
            "select a.id from artifact_text as t join artifact as a on a.id = t.rowid"
            " where artifact_text match :word", "-p", "word", f'"{word}"'))
    check(len(found) > 0, f"sqlite-utils finds {word} in the full-text index")
    # Its own search needs the index to be found for the table that it is of.
    searched = run(tool, "search", path, "artifact", word, "-c", "id", "--limit", "5")
    check(len(json.loads(searched)) > 0, f"sqlite-utils search finds {word}")


def check_datasette(path, rows, word):
    """Each view as page and JSON, a facet, and the search of the table that has an index."""
    tool, name = TOOLS / "datasette", Path(path).stem
    limit = ("--setting", "sql_time_limit_ms", "1000")
    for view in rows:
        page = json.loads(run(tool, path, *limit, "--get", f"/{name}/{view}.json?_shape=objects"))
        if not page.get("ok", True):
            check(False, f"Datasette shows {view}: {page.get('error')}")
    check(True, f"Datasette shows {len(rows)} views within a second each")
    for view, column in [("questions", "status"), ("answers", "model"), ("versions", "kind")]:
        facets = json.loads(
            run(tool, path, *limit, "--get", f"/{name}/{view}.json?_facet={column}"))
        if column not in facets["facet_results"].get("results", facets["facet_results"]):
            check(False, f"Datasette counts {view} by {column}")
    check(True, "Datasette counts questions, answers and versions by a column")
    found = json.loads(run(tool, path, *limit, "--get", f"/{name}/artifact.json?_search={word}"))
    check(len(found["rows"]) > 0, f"Datasette's search finds {word}")


def check_duckdb(path, rows):
    """Every view through DuckDB's own SQL, and the examples as Parquet."""
    duckdb_extension_sqlite_scanner  # the wheel holds the extension, so that nothing is downloaded
    database = duckdb.connect(config={"autoinstall_known_extensions": False})
    load_scanner(database)
    database.execute(f"ATTACH '{path}' AS seedbed (TYPE sqlite, READ_ONLY)")
    for view, count in rows.items():
        found = database.execute(f"SELECT * FROM seedbed.{view}").fetchall()
        if len(found) != count:
            check(False, f"DuckDB reads the {count} rows of {view} ({len(found)})")
    check(True, f"DuckDB {duckdb.__version__} reads every row of {len(rows)} views")
    with tempfile.TemporaryDirectory() as folder:
        target = f"{folder}/examples.parquet"
        database.execute(f"COPY (FROM seedbed.examples) TO '{target}' (FORMAT parquet)")
        copied = database.execute(f"SELECT count(*) FROM '{target}'").fetchone()[0]
        check(copied == rows["examples"], f"DuckDB copies {copied} examples to Parquet")
    database.close()


def load_scanner(database):
    """Loads the extension from the installed wheel."""
    folder = Path(duckdb_extension_sqlite_scanner.__file__).parent
    for file in folder.rglob("*.duckdb_extension"):
        database.execute(f"LOAD '{file}'")
        return
    check(False, "the wheel of sqlite_scanner has the extension")


def check_shell(path, rows):
    """Debian's sqlite3: integrity, references, and every view."""
    version = run("sqlite3", "--version").split()[0]
    check(run("sqlite3", "-readonly", path, "PRAGMA integrity_check").strip() == "ok",
          f"sqlite3 {version} finds the file whole")
    check(run("sqlite3", "-readonly", path, "PRAGMA foreign_key_check") == "",
          "and every reference leads somewhere")
    for view, count in rows.items():
        if int(run("sqlite3", "-readonly", path, f"SELECT count(*) FROM {view}")) != count:
            check(False, f"the shell counts {view}")
    check(True, f"and reads {len(rows)} views")


def main(path):
    rows, word = counts(path, public_views())
    check_shell(path, rows)
    check_sqlite_utils(path, rows, word)
    check_datasette(path, rows, word)
    check_duckdb(path, rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
