/// Elements that go through a ``Pipeline`` together.
///
/// Handing over costs as much as making some short rows; and long ones are not to wait in memory by the
/// hundred. So a bundle is full by its size, not by its count.
public struct Bundle<Element: Sendable> {
  private var elements: [Element] = []
  private var size = 0

  /// An empty bundle.
  public init() {}

  /// Adds `element`, which has about `bytes` bytes, and hands all over when there are many.
  public mutating func add(
    _ element: Element, bytes: Int, _ hand: ([Element]) throws -> Void
  ) throws {
    elements.append(element)
    size += bytes
    if size >= 1 << 17 { try finish(hand) }
  }

  /// Hands the rest over.
  public mutating func finish(_ hand: ([Element]) throws -> Void) throws {
    try hand(elements)
    elements.removeAll(keepingCapacity: true)
    size = 0
  }
}
