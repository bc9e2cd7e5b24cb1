"""Finds the near-duplicates of real questions with RapidFuzz, and expects the same of seedbed.

Usage: near_duplicates.py SEEDBED SIMILARITY-BENCH; looks for ../shared/corpora beside the project and
says so when it is not there. Exits with 1 at the first difference.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

CORPORA = Path(__file__).resolve().parents[3] / "shared/corpora"
SAMPLE = 20_000
THRESHOLDS = ("0.5", "0.7", "0.9")


def check(passed, what):
    """Prints that `what` holds, or ends the program."""
    if not passed:
        sys.exit(f"FAILED: {what}")
    print(f"passed: {what}")


def texts():
    """For each language up to 20,000 questions, drawn from a fixed seed."""
    with (CORPORA / "alpaca_52k.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    alpaca = [(row["instruction"] + " " + row["input"]).strip() for row in rows]
    yield "English", random.Random(1).sample(alpaca, min(SAMPLE, len(alpaca)))
    for language, code in (("Japanese", "ja"), ("Korean", "ko"), ("Chinese", "zh")):
        with (CORPORA / f"questions_{code}.jsonl").open(encoding="utf-8") as lines:
            rows = [json.loads(line)["text"] for line in lines]
        yield language, random.Random(1).sample(rows, min(SAMPLE, len(rows)))


def near(tokens, threshold):
    """All pairs above the threshold: {(later, earlier): (LCS, length of both)}.

    RapidFuzz computes in doubles; scores this close to the threshold are decided in integers.
    """
    pairs = {}
    limit = float(threshold)
    numerator = round(limit * 10)
    for first in range(0, len(tokens), 500):
        scores = cdist(
            tokens[first : first + 500], tokens, scorer=Indel.normalized_similarity,
            score_cutoff=limit - 1e-6, dtype=numpy.float64, workers=-1)
        for row, other in zip(*numpy.nonzero(scores > limit - 1e-9)):
            later, earlier = first + int(row), int(other)
            both = len(tokens[later]) + len(tokens[earlier])
            if earlier >= later or not tokens[later] or not tokens[earlier]:
                continue
            lcs = round(scores[row, other] * both / 2)
            if 20 * lcs > numerator * both:
                pairs[later, earlier] = (lcs, both)
    return pairs


def keep_first(count, pairs):
    """{dropped: its witness}: the closest kept one, the earliest of equals."""
    earlier_of = {}
    for later, earlier in sorted(pairs):
        earlier_of.setdefault(later, []).append(earlier)
    dropped = {}
    for row in range(count):
        kept = [earlier for earlier in earlier_of.get(row, []) if earlier not in dropped]
        if kept:
            dropped[row] = max(kept, key=lambda other: (pairs[row, other][0] / pairs[row, other][1], -other))
    return dropped


def ask(seedbed, *arguments):
    """What a command prints."""
    command = [seedbed, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def compare(seedbed, bench, language, questions, folder):
    """Looks at one language at each threshold."""
    folder = Path(folder)
    lines = [" ".join(question.split()) for question in questions]
    (folder / "rows.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "rows.jsonl").write_text(
        "".join(json.dumps({"question": line, "n": n}) + "\n" for n, line in enumerate(lines)),
        encoding="utf-8")
    database = folder / f"{language}.db"
    ask(seedbed, "import", database, folder / "rows.jsonl", "--as", "questions", "--quiet")
    rows = json.loads(ask(
        seedbed, "query", database,
        "SELECT id, tokens(text) AS tokens FROM questions ORDER BY id", "--json"))
    order = {row["id"]: number for number, row in enumerate(rows)}
    tokens = [json.loads(row["tokens"]) for row in rows]
    for threshold in THRESHOLDS:
        pairs = near(tokens, threshold)
        found = {}
        for line in ask(bench, "pairs", folder / "rows.txt", threshold).splitlines():
            later, earlier, lcs, length, other = json.loads(line)
            found[later, earlier] = (lcs, length + other)
        check(found == pairs, f"{language}, above {threshold}: the same {len(pairs)} pairs")
        ask(seedbed, "curate", "dedup", database, "--threshold", threshold, "--quiet")
        drops = json.loads(ask(
            seedbed, "query", database,
            "SELECT artifact_id, witness_id FROM drops WHERE rule = 'dedup'", "--json") or "[]")
        ours = {order[drop["artifact_id"]]: order[drop["witness_id"]] for drop in drops}
        check(ours == keep_first(len(tokens), pairs),
              f"{language}, above {threshold}: the same {len(ours)} drops and witnesses")


def main(seedbed, bench):
    if not CORPORA.exists():
        print(f"skipped: near-duplicates beside RapidFuzz, there is no {CORPORA}")
        return
    for language, questions in texts():
        with tempfile.TemporaryDirectory() as folder:
            compare(seedbed, bench, language, questions, folder)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
