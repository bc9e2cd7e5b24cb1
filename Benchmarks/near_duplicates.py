"""Near-duplicates: whole commands of Seedbed beside RapidFuzz on all pairs, in one run."""
import json, os, pathlib, platform, random, statistics, subprocess, sys, tempfile, time

import numpy
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDBED = ROOT / ".build/release/seedbed"
ALPACA = ROOT.parent / "shared/corpora/alpaca_52k.jsonl"
ROUNDS = 3


def rows():
    """Instructions: Alpaca's where the corpus is there, else generated ones (said in the result)."""
    limit = int(os.environ.get("BENCH_ROWS", "52002"))
    if ALPACA.exists():
        texts = [json.loads(line)["instruction"] for line in ALPACA.open()]
        return "alpaca", texts[:limit]
    draw = random.Random(1)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(2, 9))) for _ in range(9000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    return "generated", [" ".join(draw.choices(words, weights, k=draw.randint(5, 18))) for _ in range(limit)]


def timed(*command):
    start = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def seedbed(texts, folder):
    source = folder / "rows.jsonl"
    source.write_text("".join(json.dumps({"instruction": text}) + "\n" for text in texts))
    database = folder / "bench.db"
    importing = timed(SEEDBED, "import", database, source, "--as", "questions")
    dedup = [
        timed(SEEDBED, "curate", "dedup", database, "--on", "instruction", "--tokenizer", "rouge-ascii-1",
              "--ties", "reference", "--quiet")
        for _ in range(ROUNDS)
    ]
    return importing, dedup


def rapidfuzz(texts):
    """All pairs on two threads, tokens as code points, in blocks so that memory stays small."""
    ids = {}
    def code_point(token):
        number = 1 + ids.setdefault(token, len(ids))
        return chr(number if number < 0xD800 else number + 0x800)  # past the surrogates
    def encode(text):
        tokens = "".join(c if c.isascii() and c.isalnum() else " " for c in text.lower()).split()
        return "".join(map(code_point, tokens))
    start = time.perf_counter()
    coded = [encode(text) for text in texts]
    pairs = 0
    for first in range(0, len(coded), 2000):
        block = cdist(coded[first:first + 2000], coded, scorer=Indel.normalized_similarity,
                      score_cutoff=0.7, dtype=numpy.float32, workers=2)
        pairs += int((block > 0.7).sum())
    return time.perf_counter() - start, (pairs - len(coded)) // 2


def main():
    name, texts = rows()
    with tempfile.TemporaryDirectory() as folder:
        importing, dedup = seedbed(texts, pathlib.Path(folder))
    peer, pairs = rapidfuzz(texts)
    median = statistics.median(dedup)
    result = {
        "data": name, "rows": len(texts), "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        "seedbed_import_s": round(importing, 3), "seedbed_dedup_s": [round(t, 3) for t in dedup],
        "rapidfuzz_all_pairs_s": round(peer, 3), "rapidfuzz_pairs_above": pairs,
    }
    out = ROOT / "Benchmarks/results/near_duplicates.json"
    out.write_text(json.dumps(result, indent=2) + "\n")
    print(f"{len(texts)} instructions ({name})")
    print(f"seedbed import                        {importing:8.2f} s")
    print(f"seedbed curate dedup (whole command)  {median:8.2f} s  median of {ROUNDS}")
    print(f"RapidFuzz cdist, 2 threads            {peer:8.2f} s  {peer / median:.0f} times as long")
    print(f"raw figures: {out.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
