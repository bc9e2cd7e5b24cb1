"""Every format through `datasets`, and its rows against SQL over `examples`. Usage: hugging_face.py FOLDER"""

import json
import sys
import tempfile

import datasets

datasets.disable_progress_bars()

from common import check, chatml, messages, opened, openings, prompt, same

folder, rows = opened()
plain = openings(rows)
preferred = [row for row in rows if row[2] is not None]


def asked(row):
    return prompt(*row[1][-1][:2])


def alpaca(row):
    system, turns, _ = row
    question, given, answer = turns[-1]
    return [question, given or "", answer, system or "", [[prompt(q, i), a] for q, i, a in turns[:-1]]]


def self_instruct(question, given, answer):
    """The ways in which `encode_instance` lays an instance out, of prepare_for_finetuning.py."""
    question, given, answer = question.strip(), (given or "").strip(), answer.strip()
    end = answer + "<|endoftext|>"
    if given:
        return [
            [f"{question}\nInput: {given}\nOutput:", f" {end}"], [f"{question}\n\nInput: {given}\n\nOutput:", f" {end}"],
            [f"Task: {question}\nInput: {given}\nOutput:", f" {end}"], [f"{question}\n\n{given}\n\nOutput:", f" {end}"],
            [f"{question}\n\n{given}\n\n", end], [f"{question}\n{given}\n\n", end], [f"Task: {question}\n\n{given}\n\n", end],
        ]
    return [
        [f"{question} Output:", f" {end}"], [f"{question}\nOutput:", f" {end}"], [f"{question}\n\nOutput:", f" {end}"],
        [f"{question}\n", end], [f"{question}\n\n", end], [f"Task: {question}\n\n", end],
    ]


# Folder: the rows that it should have, and how a loaded row is told as one of them.
SHAPES = {
    "messages": (map(messages, rows), lambda row: row["messages"]),
    "llamafactory": (map(messages, rows), lambda row: row["messages"]),
    "mlx": (map(messages, rows), lambda row: row["messages"]),
    "hf": (map(messages, rows), lambda row: row["messages"]),
    "sharegpt": (
        map(messages, rows),
        lambda row: [
            {"role": {"human": "user", "gpt": "assistant", "system": "system"}[turn["from"]], "content": turn["value"]}
            for turn in row["conversations"]
        ],
    ),
    "prompt-completion": (
        ([asked(row), row[1][0][2]] for row in plain), lambda row: [row["prompt"], row["completion"]],
    ),
    "prompt-completion-conversational": (map(messages, rows), lambda row: row["prompt"] + row["completion"]),
    "alpaca": (
        map(alpaca, rows),
        lambda row: [row[name] for name in ("instruction", "input", "output", "system", "history")],
    ),
    "text": ((chatml(messages(row)) for row in rows), lambda row: row["text"]),
    "glan": (([asked(row), row[1][0][2]] for row in plain), lambda row: [row["question"], row["answer"]]),
    "dpo-trl": (
        ([asked(row), row[1][-1][2], row[2]] for row in preferred if len(row[1]) == 1 and not row[0]),
        lambda row: [row["prompt"], row["chosen"], row["rejected"]],
    ),
    "dpo-trl-conversational": (
        ([messages(row), row[2]] for row in preferred),
        lambda row: [row["prompt"] + row["chosen"], row["rejected"][0]["content"]],
    ),
}


def manifest(name):
    return json.loads((folder / name / "manifest.json").read_text(encoding="utf-8"))


def load(name, cache):
    """The splits of an export: of a repository by its card, of others by their files."""
    if name == "hf":
        return datasets.load_dataset(str(folder / name), cache_dir=cache)
    files = {entry["split"]: str(folder / name / entry["name"]) for entry in manifest(name)["files"] if entry["split"]}
    return datasets.load_dataset("json", data_files=files, cache_dir=cache)


def check_self_instruct(loaded):
    ways = {tuple(way) for row in plain for way in self_instruct(*row[1][0])}
    found = [(row["prompt"], row["completion"]) for row in loaded]
    check(set(found) <= ways, f"self-instruct: each of {len(found)} rows is laid out in one of the thirteen ways")
    left_out = manifest("self-instruct")["left_out"].get("ambiguous_layout", 0)
    check(len(found) + left_out == len(plain), f"self-instruct: the other {left_out} are counted")


def main():
    print(f"datasets {datasets.__version__}")
    with tempfile.TemporaryDirectory() as cache:
        for name, (expected, told) in SHAPES.items():
            loaded, expected = load(name, cache), list(expected)
            sizes = {split: len(part) for split, part in loaded.items()}
            counts = {split: count for split, count in manifest(name)["rows"].items() if count}
            check(sizes == counts, f"{name}: {sizes} rows, as the manifest says")
            found = [told(row) for part in loaded.values() for row in part]
            withheld = sum(manifest(name)["left_out"].get(reason, 0) for reason in ("bridge", "withheld_turn"))
            if withheld:
                # A withheld row is in no file: what is there is what SQL has.
                known = set(json.dumps(row) for row in expected)
                check(all(json.dumps(row) in known for row in found), f"{name}: {len(found)} rows, text for text")
                # A withheld turn takes its whole conversation along, so fewer rows than turns are missing.
                check(0 < len(expected) - len(found) <= withheld, f"{name}: the others are withheld")
            else:
                same(found, expected, name)
        check_self_instruct(load("self-instruct", cache)["train"])


main()
