extension Connection {
  /// What `endpoint` was found to be able to do by the name of `capability`, for each model.
  public func capabilities(_ capability: String, of endpoint: String) throws -> [String: String] {
    let found = try rows(
      "SELECT model, value FROM capability WHERE endpoint = ? AND name = ?",
      [.text(endpoint), .text(capability)]
    ) { ($0.text(0), $0.text(1)) }
    return Dictionary(uniqueKeysWithValues: found)
  }

  /// Notes what `endpoint` was found to be able to do for `model`.
  public func learn(
    _ capability: String, _ value: String, of endpoint: String, model: String
  ) throws {
    try execute(
      """
      INSERT INTO capability (endpoint, model, name, value, learned_at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT DO UPDATE SET value = ?4, learned_at = ?5 WHERE value <> ?4
      """,
      [.text(endpoint), .text(model), .text(capability), .text(value), .text(timestamp())])
  }
}
