internal import Synchronization

/// A place for each worker's result.
final class Slots<Value: Sendable>: Sendable {
  private let places: Mutex<[Value?]>

  init(count: Int) { places = Mutex(Array(repeating: nil, count: count)) }

  /// Puts the result of the worker `index` into its place.
  func set(_ index: Int, _ value: Value) { places.withLock { $0[index] = value } }

  /// The results in the order of the workers.
  var values: [Value?] { places.withLock { $0 } }
}
