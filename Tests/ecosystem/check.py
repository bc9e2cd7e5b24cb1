"""Opens a demo's files with Hugging Face datasets, sqlite-utils and Datasette.

Usage: check.py DB TRAIN.JSONL; prints what passed, and exits with 1 at the first thing that does not.
"""

import asyncio
import os
import re
import sqlite3
import sys
import tempfile
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

import datasets
import sqlite_utils
from datasette.app import Datasette


def check(passed, what):
    """Prints that `what` holds, or ends the program."""
    if not passed:
        sys.exit(f"FAILED: {what}")
    print(f"passed: {what}")


def pairs(rows):
    """Each row's question, as a prompt has it, and answer."""
    for row in rows:
        texts = {message["role"]: message["content"] for message in row["messages"]}
        yield texts["user"], texts["assistant"]


def check_datasets(database, train):
    """Loads the training file and looks each row up in the view `examples`."""
    with tempfile.TemporaryDirectory() as cache:
        loaded = datasets.load_dataset("json", data_files=train, split="train", cache_dir=cache)
        found = list(pairs(loaded))
    with open(train, encoding="utf-8") as lines:
        check(len(found) == sum(1 for _ in lines), f"datasets loads all {len(found)} rows")
    examples = set(
        database.execute(
            "SELECT question || iif(ifnull(input, '') = '', '', char(10, 10) || input), answer"
            " FROM examples"
        ).fetchall()
    )
    check(len(found) > 0 and set(found) <= examples, "each row is an example, text for text")


def check_sqlite_utils(path, views):
    """Reads a row of every view."""
    database = sqlite_utils.Database(path)
    check(set(database.view_names()) == set(views), f"sqlite-utils lists {len(views)} views")
    for view in views:
        list(database.query(f"SELECT * FROM [{view}] LIMIT 1"))
    check(True, "sqlite-utils reads a row of each")
    database.close()


async def check_datasette(path, views):
    """Opens the page and the JSON of every view."""
    site = Datasette([path], settings={"sql_time_limit_ms": 1000})
    name = Path(path).stem
    for view in views:
        for address in (f"/{name}/{view}", f"/{name}/{view}.json?_shape=array"):
            response = await site.client.get(address)
            if response.status_code != 200:
                check(False, f"Datasette shows {address} ({response.status_code})")
    check(True, f"Datasette shows {len(views)} views as pages and as JSON")


def public_views():
    """The views that schema.sql describes."""
    schema = Path(__file__).parents[2] / "schema.sql"
    return re.findall(r"^CREATE VIEW (\w+)", schema.read_text(encoding="utf-8"), re.MULTILINE)


def main(path, train):
    views = public_views()
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    check_datasets(database, train)
    database.close()
    check_sqlite_utils(path, views)
    asyncio.run(check_datasette(path, views))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
