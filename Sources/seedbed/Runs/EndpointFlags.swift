import Base
import Client
import Engine
import FoundationEssentials

/// Which endpoint a stage asks, and how: flags go before the environment, and that before files.
///
/// What is said for the stage alone goes before what is said for all, so that a stage with an
/// endpoint of its own gets neither another one's model nor its headers.
struct EndpointFlags {
  let invocation: Invocation
  /// The stage's prefix; nil where a command has no stages.
  let stage: String?
  /// What holds where no flag says otherwise.
  let settings: EndpointSettings
  /// Whether the endpoint was chosen for this stage alone.
  private let isOwn: Bool

  init(_ invocation: Invocation, stage: String?) throws {
    self.invocation = invocation
    self.stage = stage
    isOwn = EndpointFlags.isForStage("--endpoint", invocation, stage)
    settings = try EndpointFlags.settings(invocation, stage)
  }

  /// True if nothing is to be asked: then neither an address nor a key is needed.
  private static func isOffline(_ invocation: Invocation) -> Bool {
    invocation.command.flags.contains { $0.name == "--offline" } && invocation.isSet("--offline")
  }

  /// The endpoint that the flags name, or else the environment, or else the file's `default`.
  private static func settings(
    _ invocation: Invocation, _ stage: String?
  ) throws -> EndpointSettings {
    let environment = invocation.console.environment
    let urls = invocation.texts("--base-url", stage: stage)
    let hasOwnURL = isForStage("--base-url", invocation, stage)
    let hasOwnName = isForStage("--endpoint", invocation, stage)
    if let name = invocation.text("--endpoint", stage: stage), hasOwnName || !hasOwnURL {
      var settings = try Configuration(environment: environment).endpoint(name)
      if !urls.isEmpty, hasOwnURL == hasOwnName { settings.servers = urls }
      return settings
    }
    if !urls.isEmpty {
      // One name for the same servers, whichever stage asks.
      return EndpointSettings(
        name: hasOwnURL ? stage ?? "default" : "default", servers: urls,
        keyVariable: "OPENAI_API_KEY")
    }
    if let settings = try EndpointSettings(environment: environment) { return settings }
    let configuration = try Configuration(environment: environment)
    if let settings = configuration.endpoints["default"] { return settings }
    guard isOffline(invocation) else {
      throw UsageError(
        "no endpoint is given: add --base-url or --endpoint, or set OPENAI_BASE_URL")
    }
    return EndpointSettings(name: "default", servers: ["http://offline.invalid/v1"])
  }

  private static func isForStage(
    _ name: String, _ invocation: Invocation, _ stage: String?
  ) -> Bool {
    guard let stage else { return false }
    return invocation.given(name, stage)?.name == Flag.name(name, for: stage)
  }

  /// What the flag `name` says, by `read` for a stage or for all, or else what is `configured`.
  private func setting<T>(
    _ name: String, _ configured: T?, _ read: (String?) throws -> T?
  ) throws -> T? {
    if !isOwn || EndpointFlags.isForStage(name, invocation, stage) {
      return try read(stage) ?? configured
    }
    return try configured ?? read(nil)
  }

  /// The endpoint.
  func endpoint() throws -> Endpoint {
    var endpoint = try settings.endpoint(
      invocation.console.environment, isOffline: EndpointFlags.isOffline(invocation))
    let headers = try ownTexts("--header").map(header)
    endpoint.headers.removeAll { known in
      headers.contains { $0.0.lowercased() == known.0.lowercased() }
    }
    endpoint.headers += headers
    endpoint.timeout =
      try setting("--timeout", settings.timeout) {
        try invocation.double("--timeout", stage: $0, in: 1...86_400)
      } ?? endpoint.timeout
    endpoint.limits = Limits(
      concurrency: try setting("--concurrency", settings.concurrency) {
        try invocation.int("--concurrency", stage: $0, in: 1...4096)
      } ?? 16,
      requestsPerMinute: try rate("--max-rpm", settings.requestsPerMinute),
      tokensPerMinute: try rate("--max-tpm", settings.tokensPerMinute))
    return endpoint
  }

  private func rate(_ name: String, _ configured: Int?) throws -> Int? {
    try setting(name, configured) { try invocation.int(name, stage: $0, in: 1...Int.max) }
  }

  /// What tokens cost; nil if that is not known.
  func prices() throws -> ModelAccess.Prices? {
    try setting("--price", settings.prices) { stage -> ModelAccess.Prices? in
      guard let text = invocation.text("--price", stage: stage) else { return nil }
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
        Double(String($0).trimmed)
      }
      guard numbers.count == 2, let prompt = numbers[0], let completion = numbers[1],
        [prompt, completion].allSatisfy({ $0 >= 0 && $0.isFinite })
      else {
        throw UsageError.value(
          text, of: "--price",
          allowed: "the prices of a million tokens of prompts and of replies, as in 0.15,0.6")
      }
      return ModelAccess.Prices(prompt: prompt, completion: completion)
    }
  }

  /// The model to ask.
  func model() throws -> String {
    let name = try setting("--model", settings.model) { invocation.text("--model", stage: $0) }
    guard let name, !name.isEmpty else {
      throw UsageError("no model is given: add --model NAME")
    }
    return name
  }

  /// More fields of the body: the file's, then those of the flag.
  func body() throws -> JSON {
    guard let text = ownTexts("--body").last else { return settings.body }
    let body = try orUsageError("--body") { try JSON(parsing: text) }
    guard let members = body.object else { throw UsageError("--body needs a JSON object") }
    return members.reduce(settings.body) { $0.setting($1.name, $1.value) }
  }

  /// What a flag says that is meant for one endpoint and may be wrong, or secret, elsewhere.
  private func ownTexts(_ name: String) -> [String] {
    isOwn && !EndpointFlags.isForStage(name, invocation, stage)
      ? [] : invocation.texts(name, stage: stage)
  }

  /// A header typed as `Name: value`, or read from the file that `@FILE` names.
  private func header(_ typed: String) throws -> (String, String) {
    var text = typed
    if typed.hasPrefix("@") {
      let path = String(typed.dropFirst())
      guard let content = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw UsageError("--header cannot read the file \(path)")
      }
      text = content.filter { !$0.isNewline }
    }
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
      throw UsageError("--header needs the form \"Name: value\", or @FILE")
    }
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    return (String(text[..<colon]), String(value))
  }
}
