#!/usr/bin/env python3
"""Curation on one machine: whole commands, with wall time, processor time and peak memory.

    Benchmarks/curation.py rules                 52,002 and 1,000,000 pairs through all rules; funnel; undo
    Benchmarks/curation.py decontaminate         1,000,000 questions, 100,000 items of a benchmark; report; undo
    BENCH_ROWS=20000 BENCH_ITEMS=2000 …          fewer
    BENCH_FILES=DIR …                            keeps the files it prepares in DIR, for the next time

The texts are Alpaca's where ../shared/corpora has them, repeated with a word changed, else generated ones. Keeps the
figures in Benchmarks/results/rules.json and decontaminate.json. Ends with 1 if a budget is not kept.
"""
import contextlib, itertools, json, os, pathlib, platform, random, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDBED = ROOT / ".build/release/seedbed"
ALPACA = ROOT.parent / "shared/corpora/alpaca_52k.jsonl"
ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
ITEMS = int(os.environ.get("BENCH_ITEMS", "100000"))
# Seconds for so many rows; memory is bounded for all of them.
BUDGETS = {"rules": {52002: 3.0, 1000000: 60.0}, "decontaminate": {1000000: 60.0}}
MEGABYTES = 500


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


def run(*command):
    """Wall and processor seconds and peak memory in megabytes of a command, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return {
        "wall": round(time.perf_counter() - start, 2), "processor": round(usage.ru_utime + usage.ru_stime, 2),
        "megabytes": usage.ru_maxrss // 1024,
    }, json.loads(output)


def load(database, form, rows):
    """Imports `rows` into `database`."""
    source = database.with_suffix(f".{form}.jsonl")
    with source.open("w") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    run(SEEDBED, "import", database, source, "--as", form, "--json", "--quiet")
    source.unlink()


def curated(prepared, folder, command, looks):
    """Figures of `curate COMMAND` on a copy of the file, of what is looked at after it, and of taking it back."""
    database = shutil.copy(prepared, folder / "copy.db")
    figures, said = run(SEEDBED, "curate", command, database, "--json", "--quiet")
    result = {**figures, "dropped": said["dropped"], "flagged": said["flagged"]}
    for name, sql in looks.items():
        result[name], _ = run(SEEDBED, "query", database, sql, "--json")
    result["undo"], _ = run(SEEDBED, "undo", database, said["run"], "--json", "--quiet")
    result["database_megabytes"] = round(os.stat(database).st_size / 1e6)
    os.unlink(database)
    return result


def rules(rows, files):
    result = {}
    for count in sorted({min(len(rows), ROWS), ROWS}):
        database = files / f"pairs-{count}.db"
        if not database.exists():
            load(database, "pairs", repeated(rows, count))
        result[count] = curated(database, files, "filter", {
            "funnel": "SELECT * FROM funnel", "drops": "SELECT rule, count(*) FROM drops GROUP BY rule"})
    return result


def decontaminate(rows, files):
    """Items are pieces of the answers, so that their words are those of the questions."""
    database = files / f"questions-{ROWS}-items-{ITEMS}.db"
    if not database.exists():
        pieces = (
            " ".join(words[start:start + 32])
            for row in repeated(rows, 10 * len(rows))
            for words in [row["output"].split()] for start in range(0, len(words), 32) if len(words) >= start + 12)
        load(database, "benchmark", ({"text": piece} for piece in itertools.islice(dict.fromkeys(pieces), ITEMS)))
        load(database, "questions", (
            {"text": row["instruction"], "input": row["input"]} for row in repeated(rows, ROWS)))
    return {ROWS: curated(database, files, "decontaminate", {"report": "SELECT * FROM contamination"})}


def keeps(task, result):
    """Whether every figure that has a budget is within it."""
    return all(
        figures["wall"] <= BUDGETS[task].get(count, float("inf")) and figures["megabytes"] <= MEGABYTES
        for count, figures in result.items())


def main():
    name, rows = pairs()
    kept = True
    for task in sys.argv[1:] or ["rules", "decontaminate"]:
        with contextlib.ExitStack() as stack:
            folder = os.environ.get("BENCH_FILES") or stack.enter_context(tempfile.TemporaryDirectory())
            os.makedirs(folder, exist_ok=True)
            result = {"rules": rules, "decontaminate": decontaminate}[task](rows, pathlib.Path(folder))
        record = {"machine": platform.platform(), "load": os.getloadavg()[0], "data": name}
        record |= {"items": ITEMS} if task == "decontaminate" else {}
        text = json.dumps(record | {f"{count} rows": figures for count, figures in result.items()}, indent=2)
        print(text)
        (ROOT / f"Benchmarks/results/{task}.json").write_text(text + "\n")
        kept = keeps(task, result) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
