import Client

extension EndpointSettings {
  /// The endpoint that the environment names; nil if it names none.
  ///
  /// The variables are those of the official clients: `OPENAI_BASE_URL` and `OPENAI_API_KEY`, or
  /// `AZURE_OPENAI_ENDPOINT` and those that begin like it.
  ///
  /// - Throws: ``UsageError`` if it names two.
  init?(environment: [String: String]) throws(UsageError) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    let resource = value("AZURE_OPENAI_ENDPOINT")
    if let server = value("OPENAI_BASE_URL") {
      guard resource == nil else {
        throw UsageError(
          "OPENAI_BASE_URL and AZURE_OPENAI_ENDPOINT are both set: unset one of them, "
            + "or add --base-url or --endpoint")
      }
      self.init(name: "default", servers: [server], keyVariable: "OPENAI_API_KEY")
    } else if let resource {
      let version = value("AZURE_OPENAI_API_VERSION") ?? value("OPENAI_API_VERSION")
      self.init(azure: resource, version: version)
      if value("AZURE_OPENAI_API_KEY") == nil, value(EndpointSettings.tokenVariable) != nil {
        keyVariable = EndpointSettings.tokenVariable
      }
      model = value("AZURE_OPENAI_DEPLOYMENT")
    } else {
      return nil
    }
  }

  /// Azure's classic paths if there is a version; else its paths like OpenAI's, below `/openai/v1`.
  private init(azure resource: String, version: String?) {
    var server = resource
    while server.last == "/" { server.removeLast() }
    if version == nil, !server.hasSuffix("/openai/v1") { server += "/openai/v1" }
    self.init(name: "default", servers: [server], keyVariable: "AZURE_OPENAI_API_KEY")
    kind = .azure(apiVersion: version)
  }
}
