"""What TRL makes of the rows. Usage: trl_data.py FOLDER"""

from trl.data_utils import apply_chat_template, is_conversational, maybe_convert_to_chatml, maybe_extract_prompt

from common import byte_tokenizer, chatml, check, is_short, lines, messages, opened, same

folder, rows = opened()
rows = list(filter(is_short, rows))
tokenizer = byte_tokenizer()


def short(name):
    return list(filter(is_short, lines(folder / name / "train.jsonl")))


found = short("messages")
check(all(map(is_conversational, found)), "TRL takes messages for conversations")
same((apply_chat_template(row, tokenizer)["text"] for row in found), (chatml(messages(row)) for row in rows),
     "TRL renders messages by ChatML as SQL has them")
texts = [row["text"] for row in short("text")]
same([text for text in (apply_chat_template(row, tokenizer)["text"] for row in found) if text in set(texts)], texts,
     "what TRL renders is what --format text writes")

found = short("prompt-completion-conversational")
check(all(map(is_conversational, found)), "TRL takes lists in prompt and completion for conversations")
parts = [apply_chat_template(row, tokenizer) for row in found]
same((part["prompt"] + part["completion"] for part in parts), (chatml(messages(row)) for row in rows),
     "TRL renders prompt and completion")
check(not any(map(is_conversational, short("prompt-completion"))), "TRL takes texts in prompt and completion as they are")

found = short("dpo-trl-conversational")
parts = [apply_chat_template(maybe_extract_prompt(row), tokenizer) for row in found]
preferred = [row for row in rows if row[2] is not None]
same(([part["prompt"] + part["chosen"], part["rejected"]] for part in parts),
     ([chatml(messages(row)), row[2] + "<|im_end|>\n"] for row in preferred), "TRL renders preferences")

# TRL renames the columns of ShareGPT and keeps the names of its roles: docs/formats.md says so.
roles = {message["role"] for row in short("sharegpt") for message in maybe_convert_to_chatml(row)["messages"]}
check(roles == {"system", "human", "gpt"}, "TRL keeps ShareGPT's names of roles")
