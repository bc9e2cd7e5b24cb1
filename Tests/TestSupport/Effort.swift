import Foundation

/// How much is tried: `make test` a little, `make test-long` a lot.
public enum Effort {
  /// True if the environment has SEEDBED_LONG.
  public static let isLong = ProcessInfo.processInfo.environment["SEEDBED_LONG"] != nil

  /// The seeds of a property test: the first `few`, or `many` of them.
  public static func seeds(_ few: UInt64, long many: UInt64) -> ClosedRange<UInt64> {
    1...(isLong ? many : few)
  }
}
