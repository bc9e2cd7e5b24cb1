extension EndpointSettings {
  /// The endpoint that the environment names; nil if it names none.
  ///
  /// The variables are those of the official clients: `OPENAI_BASE_URL` and `OPENAI_API_KEY`.
  init?(environment: [String: String]) {
    guard let server = environment["OPENAI_BASE_URL"], !server.isEmpty else { return nil }
    self.init(name: "default", servers: [server], keyVariable: "OPENAI_API_KEY")
  }
}
