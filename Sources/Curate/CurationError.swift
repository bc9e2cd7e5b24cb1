/// Why rows cannot be curated as asked, as a sentence that says what to do.
public struct CurationError: Error, CustomStringConvertible, Equatable {
  /// The sentence.
  public let description: String

  init(_ description: String) { self.description = description }
}
