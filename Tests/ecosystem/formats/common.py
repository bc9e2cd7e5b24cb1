"""What the checks of the formats share: what was exported, and what SQL says it should be."""

import json
import sqlite3
import sys
from pathlib import Path

# A row is (system or None, [(question, input, answer), …], rejected or None); lists where JSON has
# them, so that rows from any source compare.


def check(passed, what):
    """Prints that `what` holds, or ends the program."""
    if not passed:
        sys.exit(f"FAILED: {what}")
    print(f"passed: {what}", flush=True)


def same(found, expected, what):
    """Compares two lists of rows, whatever their order, and shows the first difference."""
    found, expected = sorted(map(dumped, found)), sorted(map(dumped, expected))
    if found != expected:
        for name, left, right in (("unexpected", found, expected), ("missing", expected, found)):
            rest = sorted(set(left) - set(right)) or ["(the same rows, in other numbers)"]
            print(f"{name}: {rest[0][:2000]}", file=sys.stderr)
    check(found == expected, f"{what}: {len(found)} rows, text for text")


def dumped(value):
    return json.dumps(value, ensure_ascii=True, sort_keys=True)


def lines(path):
    """The rows of a file, read as its readers do."""
    with open(path, encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def prompt(question, given):
    return "\n\n".join(filter(None, [question, given])) if given else question


def messages(row, given=None):
    """The conversation as OpenAI's messages, as SQL says it; `given` is for rows without a system prompt."""
    system, turns, _ = row
    result = [{"role": "system", "content": system or given}] if system or given else []
    for question, extra, answer in turns:
        result.append({"role": "user", "content": prompt(question, extra)})
        result.append({"role": "assistant", "content": answer})
    return result


def chatml(conversation):
    return "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in conversation)


def examples(database):
    """The rows of the view `examples`, one a conversation."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    worse = dict(
        connection.execute(
            "SELECT a.question_id, a.text FROM answers AS a JOIN versions AS v ON v.id = a.id"
            " WHERE a.chosen = 0 AND a.status = 'live'"
        )
    )
    found = connection.execute(
        "SELECT conversation, question_id, question, input, system, answer FROM examples"
        " ORDER BY conversation, turn"
    ).fetchall()
    connection.close()
    rows = {}
    for conversation, question_id, question, given, system, answer in found:
        row = rows.setdefault(conversation, [system, [], None])
        row[1].append([question, given, answer])
        row[2] = worse.get(question_id)
    return list(rows.values())


def openings(rows):
    """For formats of one turn without a system prompt: a conversation ends where its next turn is refused."""
    return [[None, row[1][:1], row[2]] for row in rows if not row[0]]


def opened():
    """The folder that the command line names, and the expected rows of its database."""
    folder = Path(sys.argv[1])
    return folder, examples(folder / "corpus.db")


def is_short(row):
    """Those that trainers' tokenizers are given: ten megabytes would take them minutes."""
    return len(dumped(row)) < 200_000


def byte_tokenizer():
    """A tokenizer of bytes with ChatML, made here: what it encodes it decodes."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    inner = Tokenizer(models.BPE(vocab={sign: place for place, sign in enumerate(alphabet)}, merges=[]))
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    inner.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner, eos_token="<|im_end|>", pad_token="<|pad|>",
        additional_special_tokens=["<|im_start|>"], clean_up_tokenization_spaces=False,
    )
    tokenizer.chat_template = (
        "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + "
        "'<|im_end|>' + '\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
    )
    return tokenizer
