import Base

extension Invocation {
  /// Prints `figures` as one JSON object if --json was given.
  func print(_ figures: @autoclosure () -> JSON) throws {
    guard isSet("--json") else { return }
    try console.output.write(figures().text + "\n")
  }
}
