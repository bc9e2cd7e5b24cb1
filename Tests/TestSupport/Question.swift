public import Base

/// What a model double is asked, and the answer that follows from it alone.
///
/// Equal questions have equal answers: a hash of the messages, the model, the temperature and the
/// seed decides, never the time, the order of arrival, or the way in which JSON was asked for.
public struct Question: Sendable {
  /// The request's body.
  public let body: JSON

  /// The question in a request's `body`.
  public init(_ body: JSON) { self.body = body }

  /// The text of the last user message, or the raw prompt.
  public var prompt: String {
    let messages = body["messages"]?.array ?? []
    let last = messages.last { $0["role"]?.string == "user" }
    return last?["content"]?.string ?? body["prompt"]?.string ?? ""
  }

  /// The model asked for.
  public var model: String { body["model"]?.string ?? "" }

  /// What decides the answer, as 32 hexadecimal digits.
  public var hash: String {
    let asked = body["messages"] ?? body["prompt"] ?? .null
    let drawn = [body["temperature"], body["seed"]].map { $0?.text ?? "" }
    return Key(of: [asked.canonical.text, model] + drawn).text
  }

  /// The type of the response format; nil if none is asked for.
  public var format: String? { body["response_format"]?["type"]?.string }

  /// The schema that the answer should fit.
  public var schema: JSON? { body["response_format"]?["json_schema"]?["schema"] }

  /// The answer: the schema filled with words, or an object, or a sentence.
  ///
  /// All but the first repeat up to 200 characters of the prompt.
  public var answer: String {
    if let schema { return SchemaFiller(seed: hash).value(schema).text }
    if format == "json_object" { return JSON.object([.init("answer", .string(words))]).text }
    return words
  }

  private var words: String {
    var random = SplitMix64(seed: hash)
    return "Answer to [\(prompt.prefix(200))] \(Words.sentence(12, &random))"
  }
}
