"""The file at a million artifacts: rows in and out beside plain C SQLite and sqlite-utils, views, lineage, whole-file work.

Usage: Benchmarks/store [PAIRS]

Whole commands have wall and processor time; views are medians within one process of Python's sqlite3, which has the
same library. Raw figures go to Benchmarks/results/store.json.
"""

import json
import os
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from export import SEEDBED, measured, write_rows
from results import keep

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = pathlib.Path(sys.executable).parent
PLAIN = TOOLS.parent / "plain"


def beside(name, pairs, budget, *command, **more):
    """A command that moves all pairs, with how many it moves a second."""
    record = measured(name, budget, *command, **more)
    return record | {"rows_per_second": round(pairs / record["wall_s"])}


def rows_in(folder, rows, pairs, records):
    """The same pairs into a file of each program."""
    database = folder / "t.db"
    lines = folder / "rows.tsv"
    with open(rows) as source, open(lines, "w") as target:
        for line in source:
            row = json.loads(line)
            target.write(f"{row['question']}\t{row['answer']}\n")
    records.append(beside("seedbed import --as pairs", pairs, "<= 20 s for a million pairs",
                          SEEDBED, "import", database, rows, "--as", "pairs"))
    shell = f"{PLAIN} {folder / 'plain.db'} {ROOT / 'schema.sql'} < {lines}"
    records.append(beside("plain C, the same tables and indexes", pairs, "nothing read, hashed or checked", "sh", "-c", shell))
    records.append(beside("sqlite-utils insert --nl, one flat table", pairs, "",
                          TOOLS / "sqlite-utils", "insert", folder / "u.db", "pairs", rows, "--nl"))
    lines.unlink()
    for name in ("plain.db", "u.db"):
        (folder / name).unlink()
    return database


def rows_out(database, pairs, records):
    """All examples out of the file again."""
    sql = "SELECT question, answer FROM examples"
    records.append(beside("seedbed query --nl", pairs, "", SEEDBED, "query", database, sql, "--nl"))
    records.append(beside("plain C, lines of text", pairs, "no JSON", PLAIN, database))
    records.append(beside("sqlite-utils query --nl", pairs, "", TOOLS / "sqlite-utils", "query", database, sql, "--nl"))


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


def curated(database, records):
    """Rules and near-duplicates, so that views of decisions have rows, and the longest that a reader waits meanwhile."""
    for command in (["curate", "filter"], ["curate", "dedup"]):
        process = subprocess.Popen([SEEDBED, *command, database, "--quiet"])
        longest = 0
        while process.poll() is None:
            start = time.perf_counter()
            reader = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
            reader.execute("SELECT * FROM examples LIMIT 100").fetchall()
            reader.close()
            longest = max(longest, time.perf_counter() - start)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)} failed")
        name = f"the longest of the pages read during {' '.join(command)}"
        records.append({"name": name, "ms": round(longest * 1000, 1)})
        print(f"{name:62}{longest * 1000:9.1f} ms   <= 1000 ms", flush=True)


def whole_file(folder, database, rows, records):
    """What goes through all of the file."""
    with open(rows) as source:
        word = max(json.loads(source.readline())["question"].split(), key=len)

    def bench(name, budget, *command):
        records.append(measured(name, budget, SEEDBED, *command))
    bench("status", "", "status", database)
    bench("lineage of one answer", "", "lineage", database, "2")
    bench("search, the index made first", "", "search", database, word)
    bench("search", "", "search", database, word)
    bench("verify", "", "verify", database)
    bench("backup", "", "backup", database, folder / "copy.db")
    bench("merge into a new file", "", "merge", folder / "merged.db", database)
    bench("merge of the same again", "", "merge", folder / "merged.db", folder / "copy.db")


def main(pairs):
    print(f"{pairs} pairs, {2 * pairs} artifacts (the budgets are for two quiet cores)")
    records, seconds = {"rows_in": [], "rows_out": [], "curated": [], "views": [], "whole_file": []}, {}

    def part(name, work, *arguments):
        start = time.perf_counter()
        result = work(*arguments, *([records[name]] if name in records else []))
        seconds[name] = round(time.perf_counter() - start, 1)
        return result

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        rows = folder / "rows.jsonl"
        part("rows_made", write_rows, rows, pairs)
        database = part("rows_in", rows_in, folder, rows, pairs)
        part("rows_out", rows_out, database, pairs)
        part("curated", curated, database)
        part("views", views, database)
        part("whole_file", whole_file, folder, database, rows)
    print("seconds of each part: " + ", ".join(f"{name} {spent}" for name, spent in seconds.items()))
    if pairs == 500_000:
        keep("store", {"pairs": pairs, "sqlite": sqlite3.sqlite_version, "seconds": seconds, **records})


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
