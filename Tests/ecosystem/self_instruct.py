"""Is what Self-Instruct's loop keeps what the original's rule keeps?

Usage: self_instruct.py SEEDBED. Runs the loop on a server in this process whose replies follow from the
prompts alone, at concurrency 1 and 256, and applies the rule one by one with Google's rouge_score: drop an
instruction whose ROUGE-L F with any seed task or kept instruction is above 0.7.
"""

import hashlib
import http.server
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading

from rouge_score import rouge_scorer

WORDS = (
    "sort name write plan explain compare list describe rivers songs bread maths stars paper ships trees birds"
    " clouds games stones lamps boats roads hills bees rain salt wind fire when how many"
).split()


def words(draw):
    """Six to eleven words: by length and number of changes many pairs score exactly 0.7, or next to it."""
    return [draw.choice(WORDS) for _ in range(draw.randint(6, 11))]


BASES = [words(random.Random(number)) for number in range(60)]


def instruction(draw):
    """A new text, or one of 60 with some words changed; now and then something that a filter drops."""
    chosen = words(draw)
    if draw.random() < 0.5:
        chosen = list(draw.choice(BASES))
        for _ in range(draw.randint(1, 4)):
            chosen[draw.randrange(len(chosen))] = draw.choice(WORDS)
    text = " ".join(chosen)
    return draw.choice([text, text, text, text.upper() + "!", "Draw a map: " + text, "One two.", f"({text}"])


class Model(http.server.BaseHTTPRequestHandler):
    """Answers with eight instructions that a hash of the prompt decides."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        digest = hashlib.sha256(json.dumps(body["messages"]).encode()).hexdigest()
        draw = random.Random(digest)
        text = "\n".join(f"{number}. {instruction(draw)}" for number in range(9, 17))
        self.reply({
            "model": "m", "usage": {"prompt_tokens": 1, "completion_tokens": 1},
            "choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
        })

    def do_GET(self):
        self.reply({"object": "list", "data": [{"id": "m", "object": "model"}]})

    def reply(self, value):
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def generate(seedbed, database, url, concurrency):
    """Runs the loop; exits with 0, or with 3 if too few are kept."""
    done = subprocess.run(
        [seedbed, "generate", "self-instruct", database, "--instructions", "300", "--until", "instructions",
         "--tokenizer", "rouge-ascii-1", "--ties", "reference", "--model", "m", "--base-url", url,
         "--concurrency", str(concurrency), "--quiet"])
    if done.returncode not in (0, 3):
        sys.exit(f"FAILED: seedbed ended with {done.returncode}")


def read(database):
    """The seed tasks, and each instruction in canonical order with the rule that dropped it, if any."""
    with sqlite3.connect(database) as connection:
        seeds = connection.execute(
            "SELECT instruction FROM seed_tasks WHERE language = 'English' AND status = 'live'").fetchall()
        rows = connection.execute(
            "SELECT a.key, a.text, (SELECT group_concat(d.rule) FROM drops AS d WHERE d.artifact_id = a.id)"
            " FROM artifact AS a WHERE a.kind = 'instruction' ORDER BY a.plan_id, a.sequence, a.key").fetchall()
    return [seed[0] for seed in seeds], rows


def main(seedbed):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for concurrency in (1, 256):
            database = os.path.join(folder, f"{concurrency}.db")
            generate(seedbed, database, url, concurrency)
            found.append(read(database))
    server.shutdown()
    if found[0] != found[1]:
        sys.exit("FAILED: concurrency 1 and 256 do not keep the same")
    print("passed: concurrency 1 and 256 keep the same instructions")
    seeds, rows = found[0]
    scorer = rouge_scorer.RougeScorer(["rougeL"], use_stemmer=False)
    pool, near, ties = list(seeds), 0, 0
    for _, text, rules in rows:
        rules = set((rules or "").split(",")) - {"", "limit"}
        if rules - {"rouge-l"}:
            continue  # an earlier filter: it is not compared
        highest = max(scorer.score(text, other)["rougeL"].fmeasure for other in pool)
        ties += abs(highest - 0.7) < 1e-9
        if (highest > 0.7) != bool(rules):
            sys.exit(f"FAILED: {text!r} scores {highest} and is dropped by {rules or 'nothing'}")
        if rules:
            near += 1
        else:
            pool.append(text)
    kept = len(pool) - len(seeds)
    if not near or kept < 300:
        sys.exit(f"FAILED: {kept} kept and {near} dropped are too few to tell")
    print(f"passed: rouge_score's rule keeps the same {kept} and drops the same {near} of {len(rows)}, {ties} on the edge")


main(sys.argv[1])
