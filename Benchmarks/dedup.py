"""Near-duplicate removal: the join and the whole command of seedbed beside four peers.

Usage: Benchmarks/dedup.py [PART…]; a part is a number of rows, `cliffs` or `probe`, and without any all are
measured. Parts that were measured before stay in Benchmarks/results/dedup.json.
"""

import json
import math
import os
import pathlib
import platform
import random
import re
import subprocess
import sys
import tempfile
import time

import numpy
from datasketch import MinHash, MinHashLSH
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist
from rensa import RMinHash, RMinHashLSH
from rouge_score import rouge_scorer

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDBED = ROOT / ".build/release/seedbed"
JOIN = ROOT / ".build/release/similarity-bench"
ALPACA = ROOT.parent / "shared/corpora/alpaca_52k.jsonl"
RESULTS = ROOT / "Benchmarks/results/dedup.json"
PARTS = ["10000", "52002", "200000", "500000", "1000000", "cliffs", "probe"]
THRESHOLD = 0.7
# Of two sets of equal size: ROUGE-L F1 0.7 is at most this Jaccard similarity, 0.7 / (2 - 0.7).
JACCARD = 0.538
# Beyond these many rows a peer is not run, because it would take more than a few minutes; that is said.
MOST = {"rensa": 1_000_000, "datasketch": 200_000}
# Beyond so many rows RapidFuzz compares a block of rows in each step with all of them, and the rest is extrapolated.
ALL_PAIRS, BLOCK, STEP = 60_000, 2000, 250_000
# As many kept rows a look-up is measured among, and as many look-ups.
KEPT, PROBES = 1_000_000, 10_000
ROUGE_SAMPLE = 4000


def words(text):
    """The tokens that all are given: those of rouge_score."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).split()


def texts(count):
    """Real texts: instructions, then instructions with inputs, outputs, their sentences, and pairs of those."""
    other = os.environ.get("BENCH_TEXTS")
    if other:
        lines = pathlib.Path(other).read_text(encoding="utf-8").splitlines()
        return pathlib.Path(other).stem, lines[:count]
    draw = random.Random(1)
    if not ALPACA.exists():
        vocabulary = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(2, 9))) for _ in range(30000)]
        weights = list(numpy.cumsum([1 / (rank + 2) for rank in range(len(vocabulary))]))
        return "random words", [
            " ".join(draw.choices(vocabulary, cum_weights=weights, k=draw.randint(5, 18))) for _ in range(count)]
    with ALPACA.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [row["instruction"] for row in rows]
    if count > len(found):
        outputs = [row["output"] for row in rows if row["output"].strip()]
        sentences = [s for text in outputs for s in re.split(r"(?<=[.!?])\s+", text) if len(s.split()) >= 4]
        found += [row["instruction"] + " " + row["input"] for row in rows if row["input"]]
        found += outputs + sentences
        while len(found) < count:
            found.append(draw.choice(sentences) + " " + draw.choice(sentences))
        head, tail = found[:len(rows)], found[len(rows):]
        draw.shuffle(tail)
        found = head + tail
    return "Alpaca", [" ".join(text.split()) for text in found[:count]]


# Runs a command from a small process of its own: memory is otherwise that of whoever started it, too.
MEASURE = """
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[2:], stdout=open(sys.argv[1], "wb"), stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - start
print(json.dumps({"status": os.waitstatus_to_exitcode(status), "s": round(seconds, 3),
  "cpu_s": round(usage.ru_utime + usage.ru_stime, 3), "peak_mb": usage.ru_maxrss // 1024}))
"""


def run(*command):
    """Seconds on the wall, of the processors, and the most memory in MB; and what it printed."""
    with tempfile.NamedTemporaryFile() as output:
        words = [sys.executable, "-c", MEASURE, output.name, *map(str, command)]
        figures = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        if figures.pop("status"):
            sys.exit(f"{command} failed")
        return figures, output.read().decode()


def seedbed(lines, folder):
    """The whole command, the join by itself, and the rows that are dropped."""
    source, plain, database = folder / "rows.jsonl", folder / "rows.txt", folder / "bench.db"
    source.write_text("".join(json.dumps({"question": line, "n": n}) + "\n" for n, line in enumerate(lines)))
    plain.write_text("\n".join(lines) + "\n")
    importing, _ = run(SEEDBED, "import", database, source, "--as", "questions", "--quiet")
    rounds = 3 if len(lines) <= 200_000 else 1
    whole = [run(SEEDBED, "curate", "dedup", database, "--threshold", THRESHOLD, "--tokenizer", "rouge-ascii-1",
                 "--quiet")[0] for _ in range(rounds)]
    joins = [json.loads(run(JOIN, "join", plain, THRESHOLD, "rouge-ascii-1")[1]) for _ in range(rounds)]
    _, drops = run(SEEDBED, "query", database, "SELECT a.attributes ->> 'n' AS n FROM drops AS d"
                   " JOIN artifact AS a ON a.id = d.artifact_id", "--json")
    return {
        "import": importing, "whole": sorted(whole, key=lambda one: one["s"])[rounds // 2],
        "join": sorted(joins, key=lambda one: one["join_s"])[rounds // 2],
    }, {row["n"] for row in json.loads(drops or "[]")}


def timed(body):
    start, used = time.perf_counter(), time.process_time()
    result = body()
    return {"s": round(time.perf_counter() - start, 3), "cpu_s": round(time.process_time() - used, 3)}, result


def rouge(lines):
    """rouge_score on a sample of pairs; all pairs would take as long for each."""
    draw, scorer = random.Random(2), rouge_scorer.RougeScorer(["rougeL"])
    pairs = [(draw.choice(lines), draw.choice(lines)) for _ in range(ROUGE_SAMPLE)]
    figures, _ = timed(lambda: [scorer.score(*pair) for pair in pairs])
    all_pairs = len(lines) * (len(lines) - 1) / 2
    return {"sampled_pairs": ROUGE_SAMPLE, "sample_s": figures["s"],
            "extrapolated_s": round(figures["s"] / ROUGE_SAMPLE * all_pairs)}


def rapidfuzz(tokens):
    """All pairs on two threads, tokens as code points, in blocks so that memory stays small; of many rows some blocks,
    spread evenly, as all pairs would take as long for each."""
    ids = {}

    def code_point(token):
        number = 1 + ids.setdefault(token, len(ids))
        return chr(number if number < 0xD800 else number + 0x800)  # past the surrogates

    coded = ["".join(map(code_point, row)) for row in tokens]
    step = BLOCK if len(coded) <= ALL_PAIRS else STEP

    def compare():
        rows = 0
        for first in range(0, len(coded), step):
            block = coded[first:first + BLOCK]
            cdist(block, coded, scorer=Indel.normalized_similarity, score_cutoff=THRESHOLD, dtype=numpy.float32, workers=2)
            rows += len(block)
        return rows

    figures, rows = timed(compare)
    if rows == len(coded):
        return figures
    return {"sampled_rows": rows, "sample_s": figures["s"], "extrapolated_s": round(figures["s"] * len(coded) / rows, 1)}


def keep_first(tokens, index, sketch):
    """The rows that an index of sketches finds an earlier kept one for."""
    kept, dropped = {}, set()
    for row, own in enumerate(tokens):
        made = sketch(own)
        if any(made.jaccard(kept[other]) >= JACCARD for other in index.query(made)):
            dropped.add(row)
        else:
            index.insert(row, made)
            kept[row] = made
    return dropped


def rensa(tokens):
    """By MinHash of token sets."""
    def sketch(own):
        made = RMinHash(num_perm=128, seed=42)
        made.update(own)
        return made
    index = RMinHashLSH(threshold=JACCARD, num_perm=128, num_bands=32)
    return timed(lambda: keep_first(tokens, index, sketch))


def datasketch(tokens):
    """The same with datasketch."""
    def sketch(own):
        made = MinHash(num_perm=128, seed=42)
        made.update_batch([token.encode() for token in set(own)])
        return made
    return timed(lambda: keep_first(tokens, MinHashLSH(threshold=JACCARD, num_perm=128), sketch))


def approximate(method, tokens, truth):
    """A peer's time, and where its drops differ from the exact ones."""
    figures, dropped = method(tokens)
    return figures | {"dropped": len(dropped), "wrongly_dropped": len(dropped - truth),
                      "missed": len(truth - dropped)}


def measure(count):
    name, lines = texts(count)
    tokens = [words(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        ours, truth = seedbed(lines, pathlib.Path(folder))
    result = {"data": name, "rows": len(lines), "tokens": sum(map(len, tokens)), "dropped": len(truth), **ours}
    peers = {
        "rapidfuzz_cdist": lambda: rapidfuzz(tokens), "rensa": lambda: approximate(rensa, tokens, truth),
        "datasketch": lambda: approximate(datasketch, tokens, truth),
    }
    result["rouge_score"] = rouge(lines)
    for name, peer in peers.items():
        result[name] = peer() if len(lines) <= MOST.get(name, len(lines)) else {
            "not_run": f"more than {MOST[name]:,} rows would take more than a few minutes"}
    return result | {"load": os.getloadavg()[0]}


def tell(result):
    print(f"\n{result['rows']} rows of {result['data']}, {result['tokens']} tokens, {result['dropped']} dropped")
    line = lambda name, text: print(f"  {name:32} {text}")
    line("seedbed, the join", f"{result['join']['join_s']:10.3f} s  {result['join']['join_cpu_s']:8.2f} s of CPU")
    line("seedbed curate dedup, whole", f"{result['whole']['s']:10.3f} s  {result['whole']['cpu_s']:8.2f} s of CPU  "
         f"{result['whole']['peak_mb']} MB")
    line("rouge_score, all pairs", f"{result['rouge_score']['extrapolated_s']:10} s  extrapolated from "
         f"{ROUGE_SAMPLE} pairs")
    for name, title in (("rapidfuzz_cdist", "RapidFuzz cdist, 2 threads"), ("rensa", "rensa (approximate)"),
                        ("datasketch", "datasketch (approximate)")):
        peer = result[name]
        if "not_run" in peer:
            line(title, f"not run: {peer['not_run']}")
            continue
        if "sampled_rows" in peer:
            line(title, f"{peer['extrapolated_s']:10} s  extrapolated from {peer['sampled_rows']} rows")
            continue
        wrong = f"  {peer['wrongly_dropped']} rows wrongly dropped, {peer['missed']} missed" if "missed" in peer else ""
        line(title, f"{peer['s']:10.3f} s  {peer['cpu_s']:8.2f} s of CPU{wrong}")


def growth(results):
    """The exponents between neighbouring sizes of the same texts: CPU time against rows."""
    return [
        {"from": one["rows"], "to": other["rows"], **{
            part: round(math.log(other[part][figure] / one[part][figure]) / math.log(other["rows"] / one["rows"]), 2)
            for part, figure in (("join", "join_cpu_s"), ("whole", "cpu_s"))}}
        for one, other in zip(results, results[1:]) if one["data"] == other["data"]]


def cliffs():
    """Inputs that could be slow, with the growth from half their size."""
    found = [json.loads(line) for line in run(JOIN, "cliffs")[1].splitlines()]
    print("\ninputs that could be slow, with the growth from half their size")
    for cliff in found:
        print(f"  {cliff['rows']:7} {cliff['shape']:32} {cliff['full_cpu_s']:8.2f} s of CPU, exponent "
              f"{cliff['exponent']:.2f}")
    return found


def probe():
    """The time of one look-up among many kept rows."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        name, lines = texts(KEPT + PROBES)
        file.write("\n".join(lines) + "\n")
        file.flush()
        found = json.loads(run(JOIN, "probe", file.name, max(0, len(lines) - PROBES))[1])
    print(f"\na look-up among {found['kept']} rows: median {found['median_us']:.0f} microseconds, "
          f"95 % below {found['p95_us']:.0f}; the index is built in {found['build_s']:.1f} s")
    return {"data": name} | found


def main():
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {"sizes": []}
    sizes = {(one["data"], one["rows"]): one for one in known["sizes"]}
    for part in sys.argv[1:] or PARTS:
        if part in ("cliffs", "probe"):
            known[part] = cliffs() if part == "cliffs" else probe()
            continue
        result = measure(int(part))
        tell(result)
        sizes[result["data"], result["rows"]] = result
    known["sizes"] = [sizes[key] for key in sorted(sizes)]
    known["growth"] = growth(known["sizes"])
    for step in known["growth"]:
        print(f"growth from {step['from']} to {step['to']} rows: join {step['join']}, whole command {step['whole']}")
    known["machine"] = {"cores": os.cpu_count(), "machine": platform.platform()}
    RESULTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    print(f"raw figures: {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
