internal import FoundationEssentials

/// Now, as every time in the file: ISO-8601 in UTC, to the millisecond.
public func timestamp() -> String {
  Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
}
