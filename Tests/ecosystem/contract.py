"""Speaks to an endpoint with OpenAI's own client: is what it sends what that client expects?

Usage: contract.py BASE_URL [--double]; with --double also the faults that the tests' double has on demand.
Prints what passed, and exits with 1 at the first thing that does not.
"""

import json
import sys
import warnings

import openai
from openai.types import Completion, Model
from openai.types.chat import ChatCompletion

warnings.simplefilter("error")


def check(passed, what):
    """Prints that `what` holds, or ends the program."""
    if not passed:
        sys.exit(f"FAILED: {what}")
    print(f"passed: {what}")


def user(text):
    return [{"role": "user", "content": text}]


def check_replies(client, model):
    """Every reply has all fields of the client's own types, in its types."""
    listed = client.models.with_raw_response.list()
    for entry in json.loads(listed.text)["data"]:
        Model.model_validate(entry, strict=True)
    check(True, "the list of models is valid")
    raw = client.chat.completions.with_raw_response.create(
        model=model, messages=user("Tell of the sea."), temperature=0, max_tokens=200)
    chat = ChatCompletion.model_validate(json.loads(raw.text), strict=True)
    check(chat.choices[0].message.role == "assistant" and chat.choices[0].message.content, "a chat reply is valid")
    check(chat.choices[0].finish_reason in ("stop", "length"), "and says why it ended")
    usage = chat.usage
    check(usage.total_tokens == usage.prompt_tokens + usage.completion_tokens > 0, "and its tokens add up")
    cut = client.chat.completions.create(model=model, messages=user("Tell of the sea, at length."), max_tokens=3)
    check(cut.choices[0].finish_reason == "length", "a reply that reaches its limit says so")
    raw = client.completions.with_raw_response.create(model=model, prompt="The sea is", max_tokens=60)
    text = Completion.model_validate(json.loads(raw.text))
    check(text.object == "text_completion" and text.choices[0].text, "a raw completion is valid")


def check_schema(client, model):
    """Structured output fits the schema."""
    schema = {
        "type": "object", "required": ["colour"], "additionalProperties": False,
        "properties": {"colour": {"type": "string", "enum": ["red", "green", "blue"]}},
    }
    reply = client.chat.completions.create(
        model=model, messages=user("Name a colour as JSON."), max_tokens=100,
        response_format={"type": "json_schema", "json_schema": {"name": "c", "strict": True, "schema": schema}})
    found = json.loads(reply.choices[0].message.content)
    check(set(found) == {"colour"} and found["colour"] in ("red", "green", "blue"), "a schema is kept to")


def check_errors(client):
    """Refusals arrive as the client's own errors."""
    try:
        client.post("/nowhere", body={}, cast_to=object)
        check(False, "an unknown path is refused")
    except openai.NotFoundError as error:
        check(bool(str(error)), "an unknown path is a NotFoundError with words")


def check_faults(client, model):
    """The double's faults are what OpenAI's client knows as such."""
    def ask(text, **more):
        return client.chat.completions.create(model=model, messages=user(text), **more)

    patient = client.with_options(max_retries=2)
    reply = patient.chat.completions.create(model=model, messages=user("fail once"))
    check(reply.choices[0].message.content, "a 500 is tried again and then answered")
    for text, kind, code in (
        ("rate limit", openai.RateLimitError, "rate_limit_exceeded"),
        ("quota", openai.RateLimitError, "insufficient_quota"),
        ("filtered", openai.BadRequestError, "content_filter"),
    ):
        try:
            ask(text)
            check(False, f"{text} is an error")
        except kind as error:
            check(error.code == code, f"{text} is a {kind.__name__} with code {code}")
    for text in ("chunked", "gzip"):
        check(text in ask(text).choices[0].message.content, f"a {text} reply is read")
    check(ask("refusal").choices[0].message.refusal, "a refusal has its own field")
    check(ask("truncated").choices[0].finish_reason == "length", "a truncated reply says so")


def main(base_url, *rest):
    client = openai.OpenAI(base_url=base_url, api_key="none", max_retries=0, timeout=120)
    model = client.models.list().data[0].id
    check_replies(client, model)
    check_schema(client, model)
    check_errors(client)
    if "--double" in rest:
        check_faults(client, model)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
