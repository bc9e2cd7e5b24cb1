import Client
import Store

extension Command {
  /// `doctor`.
  static let doctor = Command(
    "doctor", "", summary: "tell what an endpoint can do",
    details: """
      Sends a few short requests: a list of models, a chat, a raw prompt, two asks for JSON. One \
      row for each thing that an endpoint may be able to do. Without --model, the first model \
      listed is asked. Exit status 0 if the endpoint answers chats or raw prompts, else 1.
      """,
    examples: [
      "seedbed doctor --endpoint local",
      "seedbed doctor --base-url http://127.0.0.1:8080/v1 --json",
    ],
    flags: Flag.endpoint.filter { !unused.contains($0.name) } + RowFormat.flags
  ) { invocation in
    let flags = try EndpointFlags(invocation, stage: nil)
    var endpoint = try flags.endpoint()
    endpoint.extraBody = try flags.body()
    let client = try orUsageError { try Client(endpoint: endpoint) }
    let format = try RowFormat(invocation)
    var doctor = Doctor(client, model: try? flags.model())
    let findings = await doctor.examine()
    var rows = try RowWriter(
      format, columns: ["check", "works", "detail"], to: invocation.console.output,
      screen: invocation.console.screen)
    for finding in findings {
      try rows.write([.text(finding.check), .text(finding.result), .text(finding.detail)])
    }
    try rows.finish()
    let works = findings.contains {
      ["chat", "completions"].contains($0.check) && $0.works == true
    }
    return works ? .done : .failed
  }

  /// Each request is made once, and with settings of its own.
  private static let unused: Set<String> = [
    "--temperature", "--top-p", "--max-tokens", "--retries", "--retry-truncated", "--price",
    "--budget", "--max-calls", "--offline",
  ]
}
