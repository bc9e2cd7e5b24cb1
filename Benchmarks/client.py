"""Model calls: Seedbed, with everything stored, beside aiohttp, openai-python and distilabel, in one run.

All ask the same endpoint (endpoint.c, which answers after 50 ms). Calls a second are counted by the endpoint,
from the first request to the last reply, and so is how busy it was: requests at it on average, of those
allowed at once. CPU time and memory are those of the client's whole process.

    BENCH_CALLS=3000 …    fewer calls (30,000 by default; the slow peers make a tenth of them, or less)

A run that ends with fewer than 20,000 new texts also brings the search index up to date, which is part of its CPU
time; after more it is left to the first search.
"""

import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDBED = pathlib.Path(os.environ.get("SEEDBED", ROOT / ".build/release/seedbed"))
CALLS = int(os.environ.get("BENCH_CALLS", "30000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
DELAY = 50  # milliseconds
SLOW = 500  # the same of an endpoint that is rather like a model
IN_FLIGHT = 256  # of the budget, and of the peers
BUDGET = {"calls_per_second": 3000, "cpu_ms_per_call": 0.25}
BUSY = 0.95  # of the endpoint, where it is what limits
QUESTION = "Why is the sky blue in the north and the sea green in the south, question number {}?"


class Endpoint:
    """The program of endpoint.c, for one measurement."""

    def __init__(self, folder, delay):
        self.process = subprocess.Popen([folder / "endpoint", str(delay)], stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}/v1"

    def busy(self):
        with urllib.request.urlopen(self.url + "/busy") as reply:
            return json.load(reply)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def measured(folder, command, concurrency, calls, delay=DELAY):
    """Runs a command, a function of the endpoint's URL, to its end."""
    with Endpoint(folder, delay) as endpoint:
        process = subprocess.Popen([str(part) for part in command(endpoint.url)], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        busy = endpoint.busy()
    if status != 0 or busy["requests"] < calls:
        sys.exit(f"{command('URL')} made {busy['requests']} of {calls} calls\n{said.decode()}")
    return {
        "calls": busy["requests"], "calls_per_second": round(busy["requests"] / busy["seconds"]),
        "cpu_ms_per_call": round((usage.ru_utime + usage.ru_stime) * 1000 / busy["requests"], 3),
        "mean_in_flight": busy["mean_in_flight"], "busy": round(busy["mean_in_flight"] / concurrency, 3),
        "memory_mb": round(usage.ru_maxrss / 1024),
    }


def seedbed(folder, concurrency, calls, delay=DELAY):
    """`generate answers` over imported questions: requests, replies, answers and lineage are stored."""
    source, database = folder / "questions.jsonl", folder / "bench.db"
    source.write_text("".join(json.dumps({"question": QUESTION.format(n)}) + "\n" for n in range(calls)))
    database.unlink(missing_ok=True)
    subprocess.run([SEEDBED, "import", database, source, "--as", "questions", "--quiet"], check=True,
                   stdout=subprocess.DEVNULL)
    return measured(folder, lambda url: [
        SEEDBED, "generate", "answers", database, "--base-url", url, "--model", "bench", "--concurrency", concurrency,
        "--quiet"], concurrency, calls, delay)


def peer(folder, name, calls):
    script = ROOT / "Benchmarks/client_peers.py"
    return measured(
        folder, lambda url: [sys.executable, script, name, url, IN_FLIGHT, calls], IN_FLIGHT, calls)


def median(runs):
    """The run in the middle, by calls a second."""
    return sorted(runs, key=lambda run: run["calls_per_second"])[(len(runs) - 1) // 2]


def main():
    results = {"machine": f"{os.cpu_count()} cores, {platform.platform()}", "delay_ms": DELAY, "rows": {}}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(["cc", "-O2", "-o", folder / "endpoint", ROOT / "Benchmarks/endpoint.c"], check=True)
        for concurrency, share in ((16, 0.05), (64, 0.2), (IN_FLIGHT, 1), (2000, 1)):
            runs = [seedbed(folder, concurrency, int(CALLS * share)) for _ in range(ROUNDS)]
            results["rows"][f"seedbed, {concurrency} in flight, all stored"] = median(runs) | {"runs": runs}
        runs = [seedbed(folder, IN_FLIGHT, int(CALLS * 0.3), SLOW) for _ in range(ROUNDS)]
        results["rows"][f"seedbed, {IN_FLIGHT} in flight, all stored, replies after {SLOW} ms"] = (
            median(runs) | {"runs": runs})
        for label, name, share in (
            ("aiohttp, nothing stored", "aiohttp", 1), ("openai-python, nothing stored", "openai", 0.1),
            ("distilabel", "distilabel", 0.03),
        ):
            calls = max(300, int(CALLS * share))
            results["rows"][f"{label}, {IN_FLIGHT} in flight"] = peer(folder, name, calls)
    out = ROOT / "Benchmarks/results/client.json"
    out.write_text(json.dumps(results, indent=2) + "\n")
    print(f"{CALLS} calls, {DELAY} ms each, median of {ROUNDS}")
    print(f"{'':44}  calls/s  CPU ms/call  endpoint busy  memory MB")
    for label, row in results["rows"].items():
        print(f"{label:44} {row['calls_per_second']:8} {row['cpu_ms_per_call']:12} {row['busy']:14.1%} "
              f"{row['memory_mb']:10}")
    ours = results["rows"][f"seedbed, {IN_FLIGHT} in flight, all stored"]
    keeps = (ours["calls_per_second"] >= BUDGET["calls_per_second"]
             and ours["cpu_ms_per_call"] <= BUDGET["cpu_ms_per_call"])
    print(f"budget at {IN_FLIGHT}: {BUDGET['calls_per_second']} calls/s, {BUDGET['cpu_ms_per_call']} ms: "
          + ("kept" if keeps else "NOT kept"))
    slow = f"{IN_FLIGHT} in flight, all stored, replies after {SLOW} ms"
    for load in ("16 in flight, all stored", "64 in flight, all stored", slow):
        busy = results["rows"][f"seedbed, {load}"]["busy"]
        print(f"budget at {load}: endpoint {BUSY:.0%} busy: "
              + ("kept" if busy >= BUSY else f"NOT kept, {busy:.1%}"))
    print(f"raw figures: {out.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
