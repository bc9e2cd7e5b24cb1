import Base

/// Why an endpoint cannot be used, before anything is sent.
public struct EndpointError: Error, Equatable, CustomStringConvertible {
  /// A sentence that names the endpoint, the setting and what to do.
  public let description: String
}

extension Endpoint {
  /// What a body's fields may not be: they decide what is asked, or how it is answered.
  static let reservedFields: Set<String> = ["model", "messages", "prompt", "stream"]

  /// Looks for what libcurl or a server would misunderstand.
  ///
  /// - Throws: ``EndpointError`` for the first problem.
  public func check() throws(EndpointError) {
    guard !servers.isEmpty else { throw error("has no server: give a base URL") }
    for server in servers where !Address(server).isUsable {
      throw error("has a base URL that is no http:// or https:// address: \(Address(server).shown)")
    }
    guard (0.001...1e9).contains(timeout), (0.001...1e9).contains(connectTimeout) else {
      throw error("has a time-out that is none: give seconds from 0.001 to 1e9")
    }
    for (name, value) in headerFields {
      guard Endpoint.isHeaderName(name), !value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
      else { throw error("has a header that HTTP cannot carry: \(name.debugDescription)") }
    }
    try checkExtraBody()
  }

  private func checkExtraBody() throws(EndpointError) {
    guard let members = extraBody.object else {
      throw error("has an extra body that is no JSON object")
    }
    for member in members where Endpoint.reservedFields.contains(member.name) {
      throw error("may not set `\(member.name)` in its extra body: it is part of each request")
    }
  }

  private func error(_ problem: String) -> EndpointError {
    EndpointError(description: "endpoint \(name.debugDescription) \(problem)")
  }

  /// Whether `name` is a token of RFC 9110.
  private static func isHeaderName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x21..<0x7F).contains(byte) && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
      }
  }

  /// What is never to be stored: the key, and the values of headers, whole and behind their scheme
  /// (`Bearer …`).
  var secrets: [Secret] {
    let values = headers.map(\.1)
    let tokens = values.compactMap { $0.split(separator: " ").last.map { Secret(String($0)) } }
    return [key].compactMap(\.self) + values.map { Secret($0) } + tokens
  }

  /// The headers of each request, the key included.
  var headerFields: [(String, String)] {
    var fields = [("Content-Type", "application/json"), ("Accept", "application/json")]
    if let key {
      switch kind {
      case _ where isToken: fields.append(("Authorization", "Bearer " + key.text))
      case .openAI: fields.append(("Authorization", "Bearer " + key.text))
      case .azure: fields.append(("api-key", key.text))
      }
    }
    return fields.filter { field in !headers.contains { Address.equal($0.0, field.0) } } + headers
  }
}
