import Base
import Testing

@testable import Store

@Suite struct DraftTests {
  private static let parents = ["p", "q"].map { Key(of: [$0]) }

  private static func draft(_ change: (inout Draft) -> Void = { _ in }) -> Draft {
    let references = parents.map { ArtifactReference(id: 1, key: $0, place: Place(0)) }
    var draft = Draft(
      .question, "Why?", attributes: ["input": "x", "system": "y"],
      parents: [.stored(.subject, references[0]), .stored(.concept, references[1])],
      origin: .unit(Key(of: ["u"]), ordinal: 0), place: Place(0))
    change(&draft)
    return draft
  }

  private static func key(_ change: (inout Draft) -> Void = { _ in }) -> Key {
    draft(change).key(parentKeys: parents)
  }

  @Test func `a key depends on each of its ingredients`() {
    let keys = [
      DraftTests.key(),
      DraftTests.key { $0.kind = .answer },
      DraftTests.key { $0.text = "Why" },
      DraftTests.key { $0.attributes = ["input": "x"] },
      DraftTests.key { $0.attributes = ["input": "x", "system": "z"] },
      DraftTests.key { $0.parents.removeLast() },
      DraftTests.draft().key(parentKeys: DraftTests.parents.reversed()),
      DraftTests.key { draft in
        draft.parents = draft.parents.map { Draft.Parent(role: .example, target: $0.target) }
      },
      DraftTests.key { $0.origin = .unit(Key(of: ["v"]), ordinal: 0) },
      DraftTests.key { $0.origin = .unit(Key(of: ["u"]), ordinal: 1) },
      DraftTests.key { $0.origin = .content(occurrence: 0) },
      DraftTests.key { $0.origin = .content(occurrence: 1) },
      DraftTests.key { $0.origin = .imported(source: "s", id: "0") },
      DraftTests.key { $0.origin = .imported(source: "t", id: "0") },
      DraftTests.key { $0.origin = .imported(source: "s", id: "1") },
      DraftTests.key { $0.origin = .revision(of: Key(of: ["u"])) },
    ]
    #expect(Set(keys).count == keys.count)
  }

  @Test func `a key depends on the order of parents of one role, not on that between roles`() {
    let references = ["a", "b"].map {
      ArtifactReference(id: 1, key: Key(of: [$0]), place: Place(0))
    }
    func key(_ roles: [Role], _ order: [Int]) -> Key {
      let parents = zip(roles, order).map { Draft.Parent.stored($0, references[$1]) }
      let draft = Draft(
        .question, "?", parents: parents, origin: .content(occurrence: 0), place: Place(0))
      return draft.key(parentKeys: order.map { references[$0].key })
    }
    #expect(key([.concept, .concept], [0, 1]) != key([.concept, .concept], [1, 0]))
    #expect(key([.subject, .concept], [0, 1]) == key([.concept, .subject], [1, 0]))
  }

  @Test func `a key does not depend on place, language or the order of attributes`() {
    #expect(DraftTests.key() == DraftTests.key { $0.place = Place(9) })
    #expect(DraftTests.key() == DraftTests.key { $0.language = "ja" })
    #expect(
      DraftTests.key() == DraftTests.key { $0.attributes = ["system": "y", "input": "x"] })
  }
}
