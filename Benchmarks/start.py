#!/usr/bin/env python3
"""Start-up and size: seedbed beside the tools of others, those that their benches have prepared.

Start-up is the wall time of the shortest thing that a program can do, the median of many starts; size is what has to be
on the disk for it, without the system's own libraries and Python.
"""

import os
import pathlib
import statistics
import subprocess
import time

from results import keep

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDBED = ROOT / ".build/release/seedbed"
LOCAL = ROOT / ".local"
BUDGET_MS = 15

STARTS = {
    "seedbed --version": ([SEEDBED, "--version"], 50),
    "seedbed status, of a file of one pair": ([SEEDBED, "status", "{database}"], 50),
    "sqlite-utils --version": ([LOCAL / "bench-export/bin/sqlite-utils", "--version"], 5),
    "import openai": ([LOCAL / "bench-client/bin/python", "-c", "import openai"], 5),
    "import distilabel.pipeline": ([LOCAL / "bench-client/bin/python", "-c", "import distilabel.pipeline"], 3),
}
SIZES = {
    "seedbed": SEEDBED,
    "sqlite-utils, its environment": LOCAL / "bench-export/lib",
    "distilabel, openai and aiohttp, their environment": LOCAL / "bench-client/lib",
    "RapidFuzz, rensa, datasketch and rouge_score, their environment": LOCAL / "bench/lib",
}


def started(command, rounds):
    """The median wall time in milliseconds; the first start, which reads the disk, is left out."""
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(times[1:]), 1)


def megabytes(path):
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return round(sum(file.stat().st_size for file in files) / 1e6, 1)


def main():
    database = LOCAL / "start.db"
    LOCAL.mkdir(exist_ok=True)
    database.unlink(missing_ok=True)
    subprocess.run([SEEDBED, "import", database, "-", "--as", "pairs", "--quiet"], check=True,
                   input=b'{"question": "What?", "answer": "That."}\n')
    starts = {}
    for name, (command, rounds) in STARTS.items():
        if os.access(command[0], os.X_OK):
            starts[name] = started([database if part == "{database}" else part for part in command], rounds)
            print(f"{name:60}{starts[name]:10.1f} ms")
    sizes = {name: megabytes(path) for name, path in SIZES.items() if path.exists()}
    for name, size in sizes.items():
        print(f"{name:60}{size:10.1f} MB")
    database.unlink()
    keep("start", {"start_ms": starts, "size_mb": sizes})
    print(f"budget of seedbed --version: {BUDGET_MS} ms: "
          + ("kept" if starts["seedbed --version"] <= BUDGET_MS else "NOT kept"))


main()
