// The flags that several commands share, so that one thing has one name everywhere.

extension Flag {
  /// Every command has these.
  static let general: [Flag] = [
    Flag("--quiet", .general, "Say nothing but warnings and errors.", alias: "-q"),
    Flag("--no-color", .general, "No colours, as the variable NO_COLOR does."),
    Flag("--help", .general, "Show this help.", alias: "-h"),
  ]

  /// Commands that work on some rows of a view.
  static let selection: [Flag] = [
    Flag("--where", "SQL", .selection, "Only rows for which this condition holds."),
    Flag("--limit", "N", .selection, "At most this many rows."),
  ]

  /// Commands that spend or change.
  static let changes: [Flag] = [
    Flag("--dry-run", .output, "Show the plan in numbers and do nothing."),
    Flag("--json", .output, "Print the run's figures as one JSON object."),
  ]

  /// Commands that drop or flag rows.
  static let screening: [Flag] =
    [
      Flag(
        "--samples", "N", .output, "With --dry-run, show so many rows of each rule.",
        defaultText: "3")
    ] + changes

  /// Commands that can leave out what they looked at before.
  static let new = Flag("--new", .task, "Only go through rows that came after the last run.")

  /// Commands whose draws are random.
  static let seed = Flag(
    "--seed", "N", .task, "Start our own random draws from this number.", defaultText: "0")

  /// Commands that plan units of work.
  static let failures = Flag(
    "--allow-failures", "N", .limits, "Exit with 3 only above this many failed units.",
    defaultText: "0")

  /// Commands that call a model.
  static let endpoint: [Flag] = connection + sampling + limits

  private static let connection: [Flag] = [
    Flag(
      "--endpoint", "NAME", .endpoint, "An endpoint of seedbed.json or ~/.config/seedbed.",
      isPerStage: true),
    Flag(
      "--base-url", "URL", .endpoint,
      "A server of the endpoint. The key is read from OPENAI_API_KEY.", isRepeatable: true,
      isPerStage: true, defaultText: "OPENAI_BASE_URL"),
    Flag("--model", "NAME", .endpoint, "The model to ask.", isPerStage: true),
    Flag(
      "--header", "TEXT", .endpoint, "A header for each request: \"Name: value\" or @FILE.",
      isRepeatable: true, isPerStage: true),
    Flag("--body", "JSON", .endpoint, "Further fields of the request's body.", isPerStage: true),
    Flag(
      "--timeout", "SECONDS", .endpoint, "How long one request may take.", isPerStage: true,
      defaultText: "600"),
    Flag(
      "--price", "IN,OUT", .endpoint,
      "What a million tokens of prompts and of replies cost, in any one currency.",
      isPerStage: true),
  ]

  private static let sampling: [Flag] = [
    Flag("--temperature", "T", .endpoint, "Sampling temperature, from 0 to 2.", isPerStage: true),
    Flag("--top-p", "P", .endpoint, "Nucleus sampling, from 0 to 1.", isPerStage: true),
    Flag("--max-tokens", "N", .endpoint, "The longest completion, in tokens.", isPerStage: true),
  ]

  private static let limits: [Flag] = [
    Flag(
      "--concurrency", "N", .limits, "At most this many requests at once to an endpoint.",
      isPerStage: true, defaultText: "16"),
    Flag(
      "--max-rpm", "N", .limits, "Begin at most this many requests a minute.", isPerStage: true),
    Flag(
      "--max-tpm", "N", .limits, "Ask for at most this many tokens a minute, prompts included.",
      isPerStage: true),
    Flag(
      "--retries", "N", .limits, "How often a request is sent again that failed on the way.",
      defaultText: "5"),
    Flag(
      "--retry-truncated", "LIMIT", .limits,
      "Ask once more, for up to this many tokens, where a reply was cut off."),
    Flag(
      "--budget", "MONEY", .limits,
      "Stop before the plan has cost more, earlier runs included; needs prices."),
    Flag("--max-calls", "N", .limits, "Send at most this many requests in this run."),
    Flag(
      "--offline", .limits,
      "Ask nothing: use what is recorded, and exit with 3 if something is missing."),
  ]
}
