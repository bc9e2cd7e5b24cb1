"""How far the estimate of tokens is from what OpenAI's tokenizers count.

Usage: .local/ecosystem/bin/python Benchmarks/tokens.py (after `make test-ecosystem`, which installs
tiktoken and, in litellm, the vocabularies). Needs the texts of ../shared/corpora.
"""

import importlib.util
import json
import os
import pathlib
import sys

CORPORA = pathlib.Path(__file__).resolve().parents[2] / "shared/corpora"
FILES = {
    "alpaca_52k": ["instruction", "input", "output"], "gsm8k_test": ["text"],
    "questions_ja": ["text"], "questions_ko": ["text"], "questions_zh": ["text"],
}


def estimate(text):
    """As Sources/Export/Rows/TokenEstimate.swift counts one text."""
    ascii_count = sum(1 for sign in text if ord(sign) < 0x80)
    return (ascii_count + 3) // 4 + len(text) - ascii_count


def main():
    if not CORPORA.exists():
        sys.exit(f"skipped: {CORPORA} is not there")
    package = pathlib.Path(importlib.util.find_spec("litellm").origin).parent
    os.environ["TIKTOKEN_CACHE_DIR"] = str(package / "litellm_core_utils/tokenizers")
    import tiktoken

    for encoding in (tiktoken.get_encoding(name) for name in ("cl100k_base", "o200k_base")):
        for name, columns in FILES.items():
            with open(CORPORA / f"{name}.jsonl", encoding="utf-8") as file:
                texts = [row[column] for row in map(json.loads, file) for column in columns]
            counted = sum(len(tokens) for tokens in encoding.encode_batch(texts[:60_000], disallowed_special=()))
            ratio = sum(map(estimate, texts[:60_000])) / counted
            print(f"{encoding.name:12} {name:14} estimate / count = {ratio:.2f}")


main()
