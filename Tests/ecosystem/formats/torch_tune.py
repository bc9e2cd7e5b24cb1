"""What torchtune's message transforms make of the rows. Usage: torch_tune.py FOLDER"""

from torchtune.data import AlpacaToMessages, InputOutputToMessages, OpenAIToMessages, ShareGPTToMessages, validate_messages

from common import check, lines, messages, opened, openings, same

folder, rows = opened()


def told(transform, name):
    """The transformed rows of an export, after torchtune's own validation."""
    result = []
    for row in lines(folder / name / "train.jsonl"):
        transformed = transform(row)["messages"]
        validate_messages(transformed)
        result.append([{"role": message.role, "content": message.text_content} for message in transformed])
    return result


same(told(OpenAIToMessages(), "messages"), map(messages, rows), "torchtune's OpenAIToMessages")
same(told(ShareGPTToMessages(), "sharegpt"), map(messages, rows), "torchtune's ShareGPTToMessages")

columns = InputOutputToMessages(column_map={"input": "prompt", "output": "completion"})
same(told(columns, "prompt-completion"), map(messages, openings(rows)), "torchtune's InputOutputToMessages")

found = told(AlpacaToMessages(), "alpaca")
ends = [[row[1][-1][0], row[1][-1][1] or "", row[1][-1][2]] for row in rows]
check(
    sorted(row[1]["content"] for row in found) == sorted(answer for _, _, answer in ends)
    and all(any(question in row[0]["content"] for row in found) for question, _, _ in ends),
    f"torchtune's AlpacaToMessages: {len(found)} rows")
