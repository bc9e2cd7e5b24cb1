"""What a kill costs: Seedbed beside curator and distilabel.

Each asks the same questions of the same endpoint, 16 at once, and is killed with all its processes (SIGKILL) when the
endpoint has seen half of the requests. Then the same command runs again, for two minutes at most (BENCH_PATIENCE, in seconds). Counted are the
requests that the endpoint saw in all, and the rows that have an answer in the end.

    BENCH_QUESTIONS=200 …    fewer questions (600 by default)
"""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import urllib.request

from results import keep

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDBED = ROOT / ".build/release/seedbed"
QUESTIONS = int(os.environ.get("BENCH_QUESTIONS", "600"))
PATIENCE = int(os.environ.get("BENCH_PATIENCE", "120"))
AT_ONCE, DELAY = 16, 100


class Endpoint:
    def __init__(self, folder):
        self.process = subprocess.Popen([folder / "endpoint", str(DELAY)], stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}/v1"

    def requests(self):
        with urllib.request.urlopen(self.url + "/busy") as reply:
            return json.load(reply)["requests"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def begun(command, output):
    """Starts a command in a session of its own, so that all its processes can be killed."""
    return subprocess.Popen([str(part) for part in command], stdout=output, stderr=subprocess.DEVNULL,
                            start_new_session=True)


def killed(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def measured(endpoint, command, rows):
    """`rows` tells from what was printed how many rows have an answer."""
    first = begun(command, subprocess.DEVNULL)
    start = time.monotonic()
    while endpoint.requests() < QUESTIONS / 2 and first.poll() is None and time.monotonic() - start < PATIENCE:
        time.sleep(0.01)
    was_running = first.poll() is None
    killed(first)
    seen = endpoint.requests()
    with tempfile.TemporaryFile("w+") as output:
        again = begun(command, output)
        start = time.monotonic()
        try:
            again.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            pass
        seconds = round(time.monotonic() - start, 1)
        status = again.poll()
        killed(again)
        output.seek(0)
        found = rows(output.read()) if status in (0, 3) else 0
    total = endpoint.requests()
    return {
        "was_running": was_running, "before_the_kill": seen, "requests": total, "asked_twice": max(0, total - QUESTIONS),
        "rows": found, "seconds_again": seconds, "ended": status is not None,
    }


def seedbed(folder, url):
    """The command, and what counts its rows."""
    source, database = folder / "questions.jsonl", folder / "bench.db"
    text = "Why is the sky blue in the north and the sea green in the south, question number {}?"
    source.write_text("".join(json.dumps({"question": text.format(number)}) + "\n" for number in range(QUESTIONS)))
    subprocess.run([SEEDBED, "import", database, source, "--as", "questions", "--quiet"], check=True)

    def rows(_):
        counted = subprocess.run([SEEDBED, "query", database, "SELECT count(*) AS n FROM examples", "--json"],
                                 check=True, capture_output=True)
        return json.loads(counted.stdout)[0]["n"]

    return [SEEDBED, "generate", "answers", database, "--base-url", url, "--model", "bench", "--concurrency", AT_ONCE,
            "--quiet"], rows


def peer(name, folder, url):
    python = ROOT / f".local/bench-resume-{name}/bin/python"
    script = ROOT / "Benchmarks/resume_peers.py"
    return [python, script, name, url, folder, QUESTIONS], lambda said: int(said.split()[-1]) if said.split() else 0


def main():
    results = {}
    for name in ("seedbed", "curator", "distilabel"):
        with tempfile.TemporaryDirectory(prefix="resume-") as place:
            folder = pathlib.Path(place)
            subprocess.run(["cc", "-O2", "-o", folder / "endpoint", ROOT / "Benchmarks/endpoint.c"], check=True)
            with Endpoint(folder) as endpoint:
                command, rows = seedbed(folder, endpoint.url) if name == "seedbed" else peer(name, folder, endpoint.url)
                results[name] = measured(endpoint, command, rows)
        row = results[name]
        print(f"{name:12} {row['before_the_kill']:5} before the kill, {row['requests']:5} in all, {row['rows']:5} rows,"
              f" {row['seconds_again']:6} s again{'' if row['ended'] else ', stopped by us'}", flush=True)
    keep("resume", {"questions": QUESTIONS, "at_once": AT_ONCE, "delay_ms": DELAY, "tools": results})


if __name__ == "__main__":
    main()
