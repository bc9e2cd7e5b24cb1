import Base
import Client
import Store
import Testing

@testable import Engine

/// The order in which work is done.
@Suite struct QueueTests {
  private func work(_ stage: Int, _ number: Int, _ parent: Artifact) -> Work {
    let draft = UnitDraft(
      key: Key(of: ["\(stage) \(number)"]), stage: "s", parent: 1, ordinal: number, retry: 0,
      place: Place(number))
    let unit = UnitPlan(
      draft: draft, request: { ChatRequest(model: "m", messages: []) },
      read: { _ throws(UnreadableReply) in [] })
    return Work(unit: unit, id: number, attempts: 0, stage: stage, parent: parent)
  }

  @Test func `the latest stage goes first, in the order it came`() async throws {
    let parent = try await Bench().questions()[0]
    var queue = Queue(stages: 3)
    queue.add([(0, 1), (2, 2), (1, 3), (2, 4)].map { work($0.0, $0.1, parent) })
    var order: [Int] = []
    while let next = queue.next() { order.append(next.id) }
    #expect(order == [2, 4, 3, 1])
    #expect(queue.count == 0)
  }

  @Test func `a stage whose endpoint is full lets others go first`() async throws {
    let parent = try await Bench().questions()[0]
    var queue = Queue(stages: 2)
    queue.add([(0, 1), (1, 2)].map { work($0.0, $0.1, parent) })
    #expect(queue.hasNext { $0 == 0 })
    #expect(queue.next { $0 == 0 }?.id == 1)
    #expect(!queue.hasNext { $0 == 0 })
    #expect(queue.next { $0 == 0 } == nil)
    #expect(queue.next()?.id == 2 && queue.count == 0)
  }

  @Test func `a long queue stays in order while it is emptied and filled`() async throws {
    let parent = try await Bench().questions()[0]
    var queue = Queue(stages: 1)
    queue.add((0..<5000).map { work(0, $0, parent) })
    var order: [Int] = []
    for _ in 0..<3000 { queue.next().map { order.append($0.id) } }
    queue.add((5000..<6000).map { work(0, $0, parent) })
    while let next = queue.next() { order.append(next.id) }
    #expect(order == Array(0..<6000))
  }
}
