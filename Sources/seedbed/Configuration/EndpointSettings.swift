import Base
import Client
import Engine

/// What is known of an endpoint before flags are looked at: from a file, from the environment, or
/// from nothing but a base URL.
struct EndpointSettings: Sendable {
  /// What it is called.
  var name: String
  /// Whether a file gives it that name, so that it is the same endpoint whatever its addresses.
  var isNamed = false
  /// Its base URLs.
  var servers: [String]
  /// The environment's variable that holds the key; nil for none.
  var keyVariable: String?
  /// Whether it is an error if that variable is not set.
  var needsKey = false
  /// The model to ask if no flag names one.
  var model: String?
  var kind = Endpoint.Kind.openAI
  var concurrency: Int?
  var requestsPerMinute: Int?
  var tokensPerMinute: Int?
  var prices: ModelAccess.Prices?
  var tokenLimitField: String?
  var headers: [Header] = []
  var timeout: Double?
  var proxy: String?
  var caFile: String?
  /// More fields for each request's body.
  var body: JSON = [:]

  /// Holds a token of Microsoft Entra ID, which is sent otherwise than a key of Azure.
  static let tokenVariable = "AZURE_OPENAI_AD_TOKEN"

  /// A header, whose value may be in a variable.
  struct Header: Sendable {
    var name: String
    var value: Value

    enum Value: Sendable {
      case text(String)
      case variable(String)
    }
  }

  /// An endpoint of which little is known.
  init(name: String, servers: [String], keyVariable: String? = nil) {
    self.name = name
    self.servers = servers
    self.keyVariable = keyVariable
  }

  /// The endpoint as the client wants it, with keys and headers from `environment`.
  ///
  /// - Throws: ``UsageError`` if a variable that is needed is not set, unless nothing is to be asked.
  func endpoint(
    _ environment: [String: String], isOffline: Bool = false
  ) throws(UsageError) -> Endpoint {
    func variable(_ name: String) throws(UsageError) -> String {
      if let value = environment[name], !value.isEmpty { return value }
      if isOffline { return "" }
      throw UsageError("endpoint \"\(self.name)\" needs the variable \(name), which is not set")
    }
    var endpoint = Endpoint(name: name, servers: servers, kind: kind, extraBody: body)
    if let keyVariable, needsKey || environment[keyVariable]?.isEmpty == false {
      endpoint.key = Secret(try variable(keyVariable))
      endpoint.isToken = keyVariable == EndpointSettings.tokenVariable
    }
    for header in headers {
      switch header.value {
      case .text(let text): endpoint.headers.append((header.name, text))
      case .variable(let name): endpoint.headers.append((header.name, try variable(name)))
      }
    }
    endpoint.tokenLimitField = tokenLimitField ?? endpoint.tokenLimitField
    endpoint.proxy = proxy
    // Which curl and Python's clients know, too.
    endpoint.caFile = caFile ?? environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    return endpoint
  }
}
