/// A growing array of plain values with one owner.
///
/// What the index is made of: no reference counting, no uniqueness check and, in release builds, no
/// bounds check, which together cost more than the work itself in its inner loops. Debug builds check
/// every access.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  /// The storage; the first `count` elements are set.
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 0) {
    self.capacity = max(capacity, 4)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { reserve(count + 1) }
    base[count] = element
    count += 1
  }

  mutating func append(_ elements: Span<Element>) {
    reserve(count + elements.count)
    for index in elements.indices { base[count + index] = elements[unchecked: index] }
    count += elements.count
  }

  /// Makes it at least `size` long; new places hold `element`.
  mutating func extend(to size: Int, with element: Element) {
    guard size > count else { return }
    reserve(size)
    (base + count).update(repeating: element, count: size - count)
    count = size
  }

  /// Sets all elements to `element`.
  mutating func fill(with element: Element) { base.update(repeating: element, count: count) }

  /// Lets `body` write up to `size` elements behind the others and say how many it wrote.
  @inline(__always)
  mutating func append(atMost size: Int, _ body: (UnsafeMutablePointer<Element>) -> Int) {
    reserve(count + size)
    count += body(base + count)
    assert(count <= capacity)
  }

  /// Forgets the elements and keeps the room.
  mutating func clear() { count = 0 }

  /// Makes room for `size` elements, at least doubling when it has to move.
  private mutating func reserve(_ size: Int) {
    guard size > capacity else { return }
    capacity = max(size, capacity * 2)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    moved.update(from: base, count: count)
    base.deallocate()
    base = moved
  }
}

/// The memory has exactly one owner, which cannot be copied, so handing it to another thread hands
/// over everything.
extension Buffer: @unchecked Sendable where Element: Sendable {}
