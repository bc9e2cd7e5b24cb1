import Base
import Testing

@testable import Store

@Suite struct ArtifactTests {
  let file = try? TemporaryFile()

  @Test func `an artifact is read as it was stored`() throws {
    let connection = try #require(file).connection
    let reference = try connection.add(
      Draft(
        .question, "何\0?", attributes: ["b": 1.50, "a": ["x"]], language: "ja",
        origin: .content(occurrence: 0), place: Place(3).below(1)))
    let artifact = try #require(try connection.artifact(reference.id))
    #expect(artifact.reference == reference)
    #expect(artifact.kind == .question)
    #expect(artifact.text == "何\0?")
    #expect(artifact.attributes == ["b": 1.50, "a": ["x"]])
    #expect(artifact.language == "ja")
    #expect(try connection.artifact(99) == nil ? true : false)
  }

  @Test func `live artifacts come in canonical order, without the others`() throws {
    let connection = try #require(file).connection
    for line in [10, 9, 100] { try connection.add(.question, "\(line)", line: line) }
    let dropped = try connection.add(.question, "dropped", line: 1)
    try connection.add(.instruction, "no question")
    try connection.screen("filter", [DecisionDraft(.drop, dropped.id)])
    #expect(try connection.liveArtifacts(.question).map(\.text) == ["9", "10", "100"])
  }

  @Test func `a user names an artifact by id or by the beginning of its key`() throws {
    let connection = try #require(file).connection
    let reference = try connection.add(.question, "?")
    #expect(try connection.artifactID(named: "\(reference.id)") == reference.id)
    #expect(try connection.artifactID(named: "key:\(reference.key)") == reference.id)
    let start = reference.key.text.prefix(6)
    #expect(try connection.artifactID(named: "key:\(start)") == reference.id)
    for line in 0..<20 { try connection.add(.question, "\(line)", line: line) }
    for wrong in ["99", "-1", "key:", "key:xyz", "x", "", "key:\(reference.key)0"] {
      #expect(throws: StoreError.self) { try connection.artifactID(named: wrong) }
    }
    let digits = try connection.rows("SELECT substr(key, 1, 1) FROM artifact") { $0.text(0) }
    let twice = try #require(digits.first { digit in digits.count { $0 == digit } > 1 })
    let error = #expect(throws: StoreError.self) {
      try connection.artifactID(named: "key:\(twice)")
    }
    #expect(error?.description == "several keys begin with \(twice): give more digits")
  }
}
