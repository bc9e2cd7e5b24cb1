"""Makes a corpus of hostile texts and exports it in every format.

Usage: export.py SEEDBED FOLDER
"""

import json
import random
import subprocess
import sys
from pathlib import Path

from common import check, examples, lines, messages, same

ROOT = Path(__file__).resolve().parents[3]
NAUGHTY = ROOT.parent / "shared/corpora/naughty_strings.json"

OWN = [
    "\"quotes\" and \\ and /", "line\nbreak\r\n\ttab\vfeed\f", "nul \0, escape \x1b, delete \x7f",
    "\u2028line\u2029paragraph\x85next", "\u0301combining e\u0301 é", "\ufeffmark", "\u202eright to left",
    "👩‍👩‍👧‍👦 🇯🇵 ☝🏽", "{\"role\": \"user\"}", "{{ messages }} {% if %}", "<|endoftext|> inside", "### Response:",
    "NULL", "null", "true", "NaN", "1e999", "'; DROP TABLE artifact; --", "<image>", "../../etc", "日本語のテキスト",
    "한국어 텍스트", "中文文本", "ไทย ລາວ ខ្មែរ မြန်မာ", " space at the ends ", "\n\nOutput: a", "Input: b",
]


def hostile():
    """Texts that readers stumble over."""
    texts = list(OWN)
    if NAUGHTY.exists():
        texts += json.loads(NAUGHTY.read_text(encoding="utf-8"))
    else:
        print(f"skipped: {NAUGHTY.name} is not there")
    for plane in range(17):
        first = plane << 16
        signs = [first + low for low in (1, 0x41, 0x3A9, 0x4E00, 0xE000, 0xF8FF, 0xFFFD, 0xFFFE, 0xFFFF)]
        texts.append(f"plane {plane}: " + "".join(map(chr, signs)))
    return [text for text in texts if text.strip()]


def without_nul(text):
    """SQLite's ->> ends a text at U+0000, so the view cannot tell such an input or system prompt."""
    return text.replace("\0", "")


def corpus():
    """The files to import: what they are imported as, and their rows."""
    texts, draw = hostile(), random.Random(5)
    any_text = lambda: draw.choice(texts)
    big = "0123456789abcdef" * 655_360
    pairs = [
        {"instruction": text, "input": without_nul(any_text()) if number % 3 == 0 else "", "output": any_text(),
         "system": without_nul(any_text()) if number % 5 == 0 else ""}
        for number, text in enumerate(texts)
    ]
    pairs.append({"instruction": "How long is it?", "input": "", "output": big, "system": ""})
    pairs.append({"instruction": "Shorten: " + big, "input": "", "output": "0…f", "system": ""})
    conversations = []
    for number in range(120):
        row = [{"role": "system", "content": without_nul(any_text())}] if number % 4 == 0 else []
        for turn in range(2 + number % 3):
            row.append({"role": "user", "content": f"{number}.{turn}: {any_text()}"})
            row.append({"role": "assistant", "content": any_text()})
        conversations.append({"messages": row})
    preferences = [
        {"prompt": f"Which? {number} {any_text()}", "chosen": any_text(), "rejected": f"{any_text()} (worse)"}
        for number in range(80)
    ]
    topics = [
        {"question": f"{text} ({number})", "subject": any_text(), "level": number % 4, "subtopics": "a, b", "answer": "so"}
        for number, text in enumerate(texts[:60])
    ]
    return [("pairs", pairs), ("conversations", conversations), ("pairs", preferences), ("pairs", topics)]


# Folder: format, further flags.
EXPORTS = {
    "messages": ["messages"],
    "given-system": ["messages", "--system", "Be brief."],
    "prompt-completion": ["prompt-completion"],
    "prompt-completion-conversational": ["prompt-completion", "--conversational"],
    "alpaca": ["alpaca"],
    "sharegpt": ["sharegpt"],
    "text": ["text"],
    "mlx": ["mlx"],
    "llamafactory": ["llamafactory"],
    "hf": ["hf"],
    "self-instruct": ["self-instruct"],
    "glan": ["glan"],
    "dpo-trl": ["dpo-trl"],
    "dpo-trl-conversational": ["dpo-trl", "--conversational"],
}


def main(seedbed, folder):
    database = folder / "corpus.db"
    for number, (form, rows) in enumerate(corpus()):
        path = folder / f"rows-{number}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        subprocess.run([seedbed, "import", database, path, "--as", form, "--quiet"], check=True)
    for name, (format_name, *flags) in EXPORTS.items():
        # MLX and Hugging Face have names of their own for the sides, so those two are split.
        split = ["--validation", "0.2", "--test", "0.1"] if name in ("mlx", "hf") else ["--validation", "0"]
        subprocess.run(
            [seedbed, "export", database, folder / name, "--format", format_name, *flags, *split, "--quiet"], check=True)
        checked = subprocess.run(
            [seedbed, "check", folder / name, "--format", format_name, "--json", "--quiet"], stdout=subprocess.PIPE)
        check(checked.returncode == 0, f"seedbed check finds no fault in {name}")
    expected = examples(database)
    given = [messages(row, "Be brief.") for row in expected]
    same([row["messages"] for row in lines(folder / "given-system/train.jsonl")], given, "--system")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
