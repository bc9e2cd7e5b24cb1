"""How fast does Self-Instruct's loop judge? Usage: self_instruct.py SEEDBED [INSTRUCTIONS]

Fills a file with the loop, on a server in this process that invents instructions of 8 to 20 words from 3,000, and
then runs the same command again: that asks nothing and judges every candidate anew, against the whole pool as it
grew. Prints candidates, kept ones, and the processor time of both runs.
"""

import http.server
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading

from results import keep

WORDS = [a + b + c for a in "bdfgklmnprstvz" for b in ("a", "e", "io") for c in ("l", "nd", "rt", "sk", "m")] * 15
WORDS = [word + str(index // 210) if index >= 210 else word for index, word in enumerate(WORDS)]


class Model(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        draw = random.Random(body)
        text = "\n".join(
            f"{number}. " + " ".join(draw.choices(WORDS, k=draw.randint(8, 20))) for number in range(9, 17))
        self.reply({
            "model": "m", "usage": {"prompt_tokens": 1, "completion_tokens": 1},
            "choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": text}}]})

    def do_GET(self):
        self.reply({"object": "list", "data": [{"id": "m"}]})

    def reply(self, value):
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def timed(command):
    """Processor seconds of `command`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(seedbed, wanted="50000"):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, "s.db")
        command = [
            seedbed, "generate", "self-instruct", database, "--instructions", wanted, "--until", "instructions",
            "--model", "m", "--base-url", f"http://127.0.0.1:{server.server_port}/v1", "--concurrency", "64", "--quiet"]
        first, again = timed(command), timed(command)
        with sqlite3.connect(database) as connection:
            candidates = connection.execute("SELECT count(*) FROM artifact WHERE kind = 'instruction'").fetchone()[0]
            kept = connection.execute("SELECT count(*) FROM instructions WHERE status = 'live'").fetchone()[0]
    print(f"{candidates} candidates, {kept} kept")
    print(f"asked, stored and judged: {first:.2f} s of processor time, {candidates / first:.0f} candidates/s")
    print(f"judged again: {again:.2f} s of processor time, {candidates / again:.0f} candidates/s")
    keep("self_instruct", {
        "candidates": candidates, "kept": kept, "first_cpu_s": round(first, 2), "again_cpu_s": round(again, 2)})


main(*sys.argv[1:])
