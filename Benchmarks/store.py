"""The file at a million artifacts: rows in beside plain C SQLite and sqlite-utils, views, lineage, whole-file work.

Usage: Benchmarks/store [PAIRS]

Whole commands have wall and processor time; views are medians within one process of Python's sqlite3, which has the
same library. Raw figures go to Benchmarks/results/store.json.
"""

import json
import os
import pathlib
import platform
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from export import SEEDBED, measured, write_rows

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = pathlib.Path(sys.executable).parent
PLAIN = TOOLS.parent / "plain"


def rows_in(folder, rows, records):
    """The same pairs into a file of each program."""
    database = folder / "t.db"
    lines = folder / "rows.tsv"
    with open(rows) as source, open(lines, "w") as target:
        for line in source:
            row = json.loads(line)
            target.write(f"{row['question']}\t{row['answer']}\n")
    records.append(measured("seedbed import --as pairs", "<= 20 s for a million pairs", SEEDBED, "import", database, rows, "--as", "pairs"))
    shell = f"{PLAIN} {folder / 'plain.db'} {ROOT / 'schema.sql'} < {lines}"
    records.append(measured("plain C, the same tables and indexes", "nothing read, hashed or checked", "sh", "-c", shell))
    records.append(measured("sqlite-utils insert --nl, one flat table", "", TOOLS / "sqlite-utils", "insert", folder / "u.db", "pairs", rows, "--nl"))
    for name in ("plain.db", "u.db"):
        (folder / name).unlink()
    return database


def timed(database, sql, rounds=5):
    """The median of some rounds, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        database.execute(sql).fetchall()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def views(path, records):
    """A count and a page of each view, and the ancestry of one answer."""
    schema = (ROOT / "schema.sql").read_text()
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.execute("PRAGMA cache_size = -65536")
    for view in re.findall(r"^CREATE VIEW (\w+)", schema, re.MULTILINE):
        count = timed(database, f"SELECT count(*) FROM {view}", rounds=3)
        page = timed(database, f"SELECT * FROM {view} LIMIT 100")
        records.append({"name": view, "count_ms": round(count, 1), "page_ms": round(page, 2)})
        budget = "count <= 1000 ms, page <= 20 ms"
        late = "" if count <= 1000 and page <= 20 else "   OVER"
        print(f"view {view:20} count {count:9.1f} ms   page {page:8.2f} ms   {budget}{late}", flush=True)
    answer = database.execute("SELECT max(answer_id) FROM examples").fetchone()[0]
    ancestry = timed(
        database,
        "WITH RECURSIVE above (id) AS (VALUES (%d) UNION SELECT parent_id FROM above JOIN ancestry ON child_id = id)"
        " SELECT v.* FROM above JOIN versions AS v USING (id)" % answer)
    records.append({"name": "ancestry of one answer", "ms": round(ancestry, 3)})
    print(f"ancestry of one answer {ancestry:30.3f} ms   <= 5 ms")
    database.close()


def whole_file(folder, database, records):
    """What goes through all of the file."""
    def bench(name, budget, *command):
        records.append(measured(name, budget, SEEDBED, *command))
    bench("status", "", "status", database)
    bench("lineage of one answer", "", "lineage", database, "2")
    bench("search, the index made first", "", "search", database, "another")
    bench("search", "", "search", database, "another")
    bench("verify", "", "verify", database)
    bench("backup", "", "backup", database, folder / "copy.db")
    bench("merge into a new file", "", "merge", folder / "merged.db", database)
    bench("merge of the same again", "", "merge", folder / "merged.db", folder / "copy.db")


def main(pairs):
    print(f"{pairs} pairs, {2 * pairs} artifacts (the budgets are for two quiet cores)")
    records = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        rows = folder / "rows.jsonl"
        write_rows(rows, pairs)
        database = rows_in(folder, rows, records)
        views(database, records)
        whole_file(folder, database, records)
    result = {
        "pairs": pairs, "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        "sqlite": sqlite3.sqlite_version, "measured": records,
    }
    if pairs == 500_000:
        (ROOT / "Benchmarks/results/store.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
