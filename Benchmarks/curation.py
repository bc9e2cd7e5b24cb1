#!/usr/bin/env python3
"""Curation on one machine: whole commands, with wall time, processor time and peak memory.

    Benchmarks/curation.py rules                 52,002 and 1,000,000 pairs through all rules
    Benchmarks/curation.py decontaminate         1,000,000 questions, 100,000 items of a benchmark
    BENCH_ROWS=20000 BENCH_ITEMS=2000 …          fewer

The texts are Alpaca's where ../shared/corpora has them, repeated with a word changed, else generated ones.
"""
import itertools, json, os, pathlib, platform, random, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDBED = ROOT / ".build/release/seedbed"
ALPACA = ROOT.parent / "shared/corpora/alpaca_52k.jsonl"
ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
ITEMS = int(os.environ.get("BENCH_ITEMS", "100000"))


def pairs():
    """Alpaca's pairs, or as many generated ones of about the same lengths."""
    if ALPACA.exists():
        return "alpaca", [json.loads(line) for line in ALPACA.open()]
    draw = random.Random(1)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(2, 9))) for _ in range(20000)]
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
    def text(least, most):
        return " ".join(draw.choices(words, cum_weights=weights, k=draw.randint(least, most))).capitalize() + "."
    return "generated", [
        {"instruction": text(5, 18), "input": text(4, 20) if draw.random() < 0.4 else "", "output": text(8, 100)}
        for _ in range(52002)
    ]


def repeated(rows, count):
    """`count` rows: the same ones again and again, with another word at another place."""
    for number in range(count):
        row = dict(rows[number % len(rows)])
        turn = number // len(rows)
        if turn:
            for name in ("instruction", "output"):
                words = row[name].split(" ")
                words[(turn * 7) % len(words)] = f"word{number}"
                row[name] = " ".join(words)
        yield row


def write(path, rows):
    with path.open("w") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def measured(*command):
    """Wall seconds, processor seconds and peak memory in MB of a command, and what it printed."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = os.posix_spawn(
            command[0], [str(part) for part in command], os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, output.fileno(), 1)])
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - start
        if status:
            sys.exit(f"{command} failed")
        output.seek(0)
        figures = json.loads(output.read())
    return {
        "wall_s": round(wall, 2), "cpu_s": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_mb": usage.ru_maxrss // 1024, "dropped": figures.get("dropped"), "flagged": figures.get("flagged"),
    }


def load(folder, name, form, rows):
    database = folder / "bench.db"
    source = write(folder / f"{name}.jsonl", rows)
    measured(SEEDBED, "import", database, source, "--as", form, "--json", "--quiet")
    source.unlink()
    return database


def rules(rows, folder):
    result = {}
    for count in sorted({min(len(rows), ROWS), ROWS}):
        database = load(folder, "pairs", "pairs", repeated(rows, count))
        result[f"{count} pairs"] = measured(SEEDBED, "curate", "filter", database, "--json", "--quiet")
        database.unlink()
    return result


def decontaminate(rows, folder):
    """Items are pieces of the answers, so that their words are those of the questions."""
    pieces = (
        " ".join(words[start:start + 32])
        for row in repeated(rows, 10 * len(rows))
        for words in [row["output"].split()] for start in range(0, len(words), 32) if len(words) >= start + 12)
    items = ({"text": piece} for piece in itertools.islice(dict.fromkeys(pieces), ITEMS))
    load(folder, "items", "benchmark", items)
    database = load(folder, "questions", "questions", (
        {"text": row["instruction"], "input": row["input"]} for row in repeated(rows, ROWS)))
    return {f"{ROWS} questions, {ITEMS} items": measured(
        SEEDBED, "curate", "decontaminate", database, "--json", "--quiet")}


def main():
    name, rows = pairs()
    for task in sys.argv[1:] or ["rules", "decontaminate"]:
        with tempfile.TemporaryDirectory() as folder:
            result = {"rules": rules, "decontaminate": decontaminate}[task](rows, pathlib.Path(folder))
        for what, figures in result.items():
            print(f"{task}, {what} ({name}): {figures['wall_s']} s, processor {figures['cpu_s']} s, "
                  f"{figures['peak_mb']} MB, {figures['dropped']} dropped, {figures['flagged']} flagged")
        machine = f"{os.cpu_count()} cores, {platform.machine()}"
        out = ROOT / f"Benchmarks/results/{task}.json"
        out.write_text(json.dumps({"data": name, "machine": machine, **result}, indent=2) + "\n")


main()
