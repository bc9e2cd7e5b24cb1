import Base
import Client
import Engine
import FoundationEssentials

extension EndpointSettings {
  /// The names that a file may give.
  private static let fields = [
    "base_urls", "key_env", "model", "kind", "api_version", "limits", "prices", "max_tokens_field",
    "headers", "timeout", "proxy", "ca_file", "body",
  ]

  /// The endpoint `name` as `file` has it in `json`.
  init(_ json: JSON, name: String, file: String) throws {
    let place = "endpoints.\(name)."
    // Before anything else, so that nothing repeats it.
    if json["key"] != nil || json["api_key"] != nil {
      throw UsageError(
        "\(file): \(place)key_env is the place for a key: the name of the variable that holds it")
    }
    let reader = try SettingsReader(
      json, file: file, place: place, known: EndpointSettings.fields)
    guard let servers = try reader.texts("base_urls") else {
      throw reader.error("base_urls", "is missing: give a list of base URLs")
    }
    self.init(name: name, servers: servers, keyVariable: try reader.text("key_env"))
    (needsKey, isNamed) = (true, true)
    model = try reader.text("model")
    kind = try EndpointSettings.kind(reader)
    tokenLimitField = try reader.choice(
      "max_tokens_field", of: ["max_tokens", "max_completion_tokens"])
    timeout = try reader.double("timeout", in: 1...86_400, allowed: "seconds from 1 to 86400")
    body = .object(try reader.members("body"))
    proxy = try reader.text("proxy", mayBeEmpty: true)
    caFile = try EndpointSettings.caFile(reader, beside: file)
    try readLimits(reader)
    headers = try EndpointSettings.headers(reader)
    try orUsageError(file) { try check() }
  }

  private mutating func readLimits(_ reader: SettingsReader) throws {
    if let limits = try reader.object("limits", known: ["concurrency", "max_rpm", "max_tpm"]) {
      concurrency = try limits.int("concurrency", in: 1...4096)
      requestsPerMinute = try limits.int("max_rpm", in: 1...Int.max)
      tokensPerMinute = try limits.int("max_tpm", in: 1...Int.max)
    }
    guard let prices = try reader.object("prices", known: ["prompt", "completion"]) else { return }
    func price(_ name: String) throws(UsageError) -> Double {
      let allowed = "a price of a million tokens, of at least 0"
      if let price = try prices.double(name, in: 0...Double.infinity, allowed: allowed) {
        return price
      }
      throw prices.error(name, "is missing: give \(allowed)")
    }
    self.prices = ModelAccess.Prices(
      prompt: try price("prompt"), completion: try price("completion"))
  }

  private static func kind(_ reader: SettingsReader) throws(UsageError) -> Endpoint.Kind {
    let version = try reader.text("api_version")
    if try reader.choice("kind", of: ["openai", "azure"]) == "azure" {
      return .azure(apiVersion: version)
    }
    if version != nil { throw reader.error("api_version", "is only for \"kind\": \"azure\"") }
    return .openAI
  }

  private static func headers(_ reader: SettingsReader) throws -> [Header] {
    try reader.members("headers").map { member in
      if let text = member.value.string { return Header(name: member.name, value: .text(text)) }
      if member.value.object?.count == 1, let name = member.value["env"]?.string {
        return Header(name: member.name, value: .variable(name))
      }
      throw reader.error(
        "headers.\(member.name)", "needs a text, or {\"env\": \"NAME\"} for that variable's value")
    }
  }

  /// A relative path begins where the file is.
  private static func caFile(_ reader: SettingsReader, beside file: String) throws -> String? {
    guard let given = try reader.text("ca_file") else { return nil }
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    let path = given.hasPrefix("/") ? given : folder + given
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw reader.error("ca_file", "cannot be read: \(path)")
    }
    return path
  }

  /// Looks for what the client would refuse; a value that is in a variable is not known yet.
  private func check() throws {
    var endpoint = Endpoint(name: name, servers: servers, extraBody: body)
    endpoint.headers = headers.map { header in
      if case .text(let text) = header.value { (header.name, text) } else { (header.name, "") }
    }
    try endpoint.check()
  }
}
