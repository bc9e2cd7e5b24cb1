import Base
import TestSupport

/// Faults at random, by a seed and a request's number.
enum Mishaps {
  /// Those after which the same unit is asked again.
  static let passing: [Fault] = [
    .error(500, "boom"), .rateLimited(), .delivered(.resetBeforeHeaders), .delivered(.halfBody),
    .delivered(.nothing), .html(502), .errorInside200, .delivered(.claiming(length: 50)),
  ]

  /// Those that are final.
  static let lasting: [Fault] = [
    .truncated, .filteredPrompt, .filteredReply, .refusal, .nullContent, .empty, .noChoices,
  ]

  /// One of `faults` for every `rate`-th request or so.
  static func some(
    _ faults: [Fault], seed: Int, rate: Int = 4
  ) -> @Sendable (Int, HTTPRequest) -> Fault? {
    { number, request in
      guard request.method == "POST" else { return nil }
      var random = SplitMix64(seed: "\(seed) \(number)")
      guard Int.random(in: 0..<rate, using: &random) == 0 else { return nil }
      return faults.randomElement(using: &random)
    }
  }

  /// One of `faults` for every `rate`-th prompt or so, whenever it is asked.
  static func byPrompt(
    _ faults: [Fault], seed: Int, rate: Int = 4
  ) -> @Sendable (Int, HTTPRequest) -> Fault? {
    { _, request in
      var random = SplitMix64(seed: "\(seed) \(Question(request.json).hash)")
      guard Int.random(in: 0..<rate, using: &random) == 0 else { return nil }
      return faults.randomElement(using: &random)
    }
  }
}
