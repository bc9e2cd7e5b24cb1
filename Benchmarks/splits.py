"""What leaks between the sides of a split: a random one beside Seedbed's, over the same rows.

Usage: python3 Benchmarks/splits.py [ROWS]

Takes the Alpaca data if ../shared/corpora has it, else generated questions; a tenth is for validation. Both splits are
measured by `seedbed check --max-leak 0.65`, which compares every question with every other. Prints the table of
docs/splits.md.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDBED = os.environ.get("SEEDBED", str(ROOT / ".build/release/seedbed"))
ALPACA = ROOT.parent / "shared/corpora/alpaca_52k.jsonl"


def rows(limit):
    if ALPACA.exists():
        with open(ALPACA, encoding="utf-8") as file:
            return "Alpaca", [json.loads(line) for line in file][:limit]
    draw = random.Random(1)
    words = [f"word{number}" for number in range(4000)]
    weights = [1 / (rank + 2) for rank in range(len(words))]
    return "generated questions", [
        {"instruction": " ".join(draw.choices(words, weights, k=draw.randint(5, 12))), "input": "", "output": str(number)}
        for number in range(limit)
    ]


def run(*command, status=0):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=False)
    if done.returncode != status:
        sys.exit(f"{command[1]} ended with {done.returncode}")
    return done.stdout


def leaks(folder):
    """How many rows outside of training resemble one of another side, and how many equal one."""
    report = json.loads(
        subprocess.run([SEEDBED, "check", str(folder), "--max-leak", "0.65", "--json", "--quiet"], stdout=subprocess.PIPE).stdout)
    faults = report["faults"]
    equal = faults.get("leak_equal_row", 0) + faults.get("leak_equal_question", 0)
    return report["rows"], faults.get("leak_similar_question", 0), equal


def main(limit):
    name, data = rows(limit)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in data), encoding="utf-8")
        run(SEEDBED, "import", folder / "t.db", folder / "rows.jsonl", "--as", "pairs", "--quiet")
        run(SEEDBED, "export", folder / "t.db", folder / "whole", "--validation", "0", "--quiet")
        manifest = json.loads(run(SEEDBED, "export", folder / "t.db", folder / "ours", "--validation", "0.1", "--json", "--quiet"))
        (folder / "naive").mkdir()
        draw = random.Random(0)
        with open(folder / "naive/train.jsonl", "w") as train, open(folder / "naive/validation.jsonl", "w") as validation:
            for line in open(folder / "whole/train.jsonl", encoding="utf-8"):
                (validation if draw.random() < 0.1 else train).write(line)
        print(f"{len(data)} rows: {name}\n")
        print("| split | train | validation | withheld | validation rows like one of training | equal ones |")
        print("|---|---|---|---|---|---|")
        for label, part, withheld in (
            ("random", "naive", 0), ("Seedbed's", "ours", manifest["left_out"].get("bridge", 0))):
            sizes, near, equal = leaks(folder / part)
            print(f"| {label} | {sizes['train']:,} | {sizes['validation']:,} | {withheld:,} | {near:,}"
                  f" ({near / sizes['validation']:.1%}) | {equal:,} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 52_002)
