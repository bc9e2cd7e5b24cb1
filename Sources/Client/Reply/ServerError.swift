import Base

/// What a server says about a failed request, in any of the forms that are in use:
/// `{"error": {"message", "type", "code", "param"}}`, `{"error": "text"}`, `{"detail": …}`,
/// `{"message": …}`, HTML, plain text.
struct ServerError {
  /// The server's own words, at most 500 characters; empty if it said nothing.
  let message: String
  /// The codes and types that it gave, in lower case.
  let codes: Set<String>
  /// The field of the request that it complains of.
  let field: String
  /// An HTTP status inside of the error, as routers give it.
  let status: Int?

  /// The error in a `body` that may be anything.
  init(body: [UInt8]) {
    if let json = try? JSON(parsing: body), json.object != nil {
      self.init(json)
    } else {
      self.init(words: PlainText.of(String(decoding: body.prefix(20_000), as: UTF8.self)))
    }
  }

  /// The error in a response's `json`.
  init(_ json: JSON) {
    let error = json["error"]?.object == nil ? json : json["error"] ?? json
    let inner = error["innererror"] ?? error["inner_error"] ?? .null
    let named = [error["code"], error["type"], inner["code"], json["type"], json["code"]]
    codes = Set(named.compactMap { $0?.string?.lowercased() })
    field = error["param"]?.string ?? ""
    status = error["code"]?.int ?? error["status"]?.int ?? error["code"]?.string.flatMap { Int($0) }
    message = String(ServerError.words(error, json).prefix(500))
  }

  private init(words: String) {
    message = String(words.prefix(500))
    codes = []
    field = ""
    status = nil
  }

  private static func words(_ error: JSON, _ whole: JSON) -> String {
    let reasons = error["metadata"]?["reasons"].map { " " + $0.text } ?? ""
    if let text = error["message"]?.string { return text + reasons }
    if let text = error["error"]?.string ?? whole["message"]?.string { return text }
    if let detail = error["detail"] ?? whole["detail"] { return words(detail) }
    return whole.text
  }

  /// FastAPI's `detail`: a text, or a list of `{"loc": […], "msg": …}`.
  private static func words(_ detail: JSON) -> String {
    guard let problems = detail.array else { return detail.string ?? detail.text }
    return problems.map { problem in
      let place = (problem["loc"]?.array ?? []).map { $0.string ?? $0.text }
      return place.joined(separator: ".") + ": " + (problem["msg"]?.string ?? problem.text)
    }.joined(separator: "; ")
  }

  /// Whether one of `words` is in the message or a code; `words` are in lower case.
  func mentions(_ words: [String]) -> Bool {
    let text = message.lowercased()
    return words.contains { word in text.contains(word) || codes.contains { $0.contains(word) } }
  }
}
