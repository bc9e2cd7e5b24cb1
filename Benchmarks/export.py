"""Import, export and check of a million rows as whole commands, beside sqlite-utils on the same rows.

Usage: Benchmarks/export [ROWS]

Each line has wall time, processor time (user and system, which another program at work changes less) and the highest
resident memory. Raw figures go to Benchmarks/results/export.json.
"""

import json
import os
import pathlib
import platform
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDBED = os.environ.get("SEEDBED", str(ROOT / ".build/release/seedbed"))
SQLITE_UTILS = str(pathlib.Path(sys.executable).parent / "sqlite-utils")


def write_rows(path, count):
    """Questions of 8 to 30 words of which some resemble each other, with answers of 30 to 80."""
    draw = random.Random(1)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(2, 9))) for _ in range(20_000)]
    weights = [1 / (rank + 5) for rank in range(len(words))]
    pool = draw.choices(words, weights, k=4_000_000)
    last = []
    with open(path, "w") as file:
        for number in range(count):
            place = draw.randrange(len(pool) - 200)
            question = pool[place:place + draw.randint(8, 30)]
            if number % 20 == 19:  # a near-duplicate of the one before
                question = last[:-1] + [str(number)]
            last = question
            answer = " ".join(pool[place + 40:place + 40 + draw.randint(30, 80)])
            file.write(json.dumps({"question": " ".join(question), "answer": answer, "id": number}) + "\n")


def measured(name, budget, *command, output=subprocess.DEVNULL):
    """Runs a command and prints what it took; the result is the same as a record."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{name}: {error.decode()}")
    record = {
        "name": name, "wall_s": round(seconds, 2), "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
        "resident_mb": usage.ru_maxrss // 1024,
    }
    print(f"{name:52}{seconds:8.2f} s {record['cpu_s']:8.2f} s cpu {record['resident_mb']:6} MB   {budget}", flush=True)
    return record


def main(count):
    print(f"{count} rows (the budgets are for 1,000,000 on two quiet cores)")
    records = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        rows, database = folder / "rows.jsonl", folder / "t.db"
        write_rows(rows, count)

        def bench(name, budget, *command, **more):
            records.append(measured(name, budget, *command, **more))
            return records[-1]["wall_s"]

        bench("import --as questions", "<= 8 s", SEEDBED, "import", folder / "q.db", rows, "--as", "questions")
        (folder / "q.db").unlink()
        bench("import --as pairs", "<= 20 s", SEEDBED, "import", database, rows, "--as", "pairs")
        with open(folder / "stream.jsonl", "w") as file:
            data = bench("export to -: the rows alone", "<= 5 s, <= 300 MB", SEEDBED, "export", database, "-", output=file)
        (folder / "stream.jsonl").unlink()
        whole = bench("export --validation 0: with lineage and record", "", SEEDBED, "export", database, folder / "a", "--validation", "0")
        split = bench("export --validation 0.1: split by neighbours too", "", SEEDBED, "export", database, folder / "b")
        print(f"{'lineage and record':52}{whole - data:8.2f} s{'<= 10 s':>41}")
        print(f"{'split with neighbours, and its leak report':52}{split - whole:8.2f} s{'<= 30 s':>41}")
        bench("check", "<= 10 s", SEEDBED, "check", folder / "b")
        if os.path.exists(SQLITE_UTILS):
            with open(folder / "peer.jsonl", "w") as file:
                bench("sqlite-utils query examples --nl", "the flat rows, nothing checked", SQLITE_UTILS, "query", database,
                      "SELECT question, answer FROM examples", "--nl", output=file)
    result = {"rows": count, "machine": f"{os.cpu_count()} cores, {platform.machine()}", "commands": records}
    if count == 1_000_000:
        (ROOT / "Benchmarks/results/export.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
