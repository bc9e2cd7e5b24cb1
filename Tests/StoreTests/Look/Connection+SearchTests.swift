import Testing

@testable import Store

@Suite struct SearchTests {
  let file = try? TemporaryFile()

  private func search(_ words: String) throws -> [Int] {
    try #require(file).connection.ids(
      "SELECT rowid FROM artifact_text WHERE artifact_text MATCH ? ORDER BY rowid",
      [.text("\"" + words + "\"")])
  }

  @Test func `a part of three characters is found in any script`() throws {
    let connection = try #require(file).connection
    let question = try connection.add(.question, "東京都の人口を教えてください")
    try connection.add(.answer, "약 1400만 명입니다", line: 1, [.stored(.question, question)])
    try connection.add(.question, "What is the Capital of Peru?", line: 2)
    #expect(try connection.refreshSearchIndex() == 3)
    #expect(try search("東京都") == [1])
    #expect(try search("人口を教えて") == [1])
    #expect(try search("명입니") == [2])
    #expect(try search("capital") == [3])
    #expect(try search("京都府") == [])
  }

  @Test func `only questions and answers are indexed`() throws {
    let connection = try #require(file).connection
    try connection.add(.syllabus, "searchable words")
    try connection.add(.question, "other words")
    try connection.add(.passage, "searchable words")
    #expect(try connection.refreshSearchIndex() == 1)
    #expect(try search("words") == [2])
  }

  @Test func `only what is new is added`() throws {
    let connection = try #require(file).connection
    #expect(try connection.refreshSearchIndex() == 0)
    for line in 0..<3 {
      try connection.add(.question, "question \(line)", line: line)
      #expect(try connection.refreshSearchIndex() == 1)
      #expect(try connection.refreshSearchIndex() == 0)
    }
    #expect(try search("question") == [1, 2, 3])
    try connection.execute("INSERT INTO artifact_text (artifact_text) VALUES ('integrity-check')")
  }

  @Test func `more than the limit is left to a later search`() throws {
    let connection = try #require(file).connection
    for line in 0..<3 { try connection.add(.question, "question \(line)", line: line) }
    #expect(try connection.refreshSearchIndex(limit: 2) == 0)
    #expect(try search("question") == [])
    #expect(try connection.refreshSearchIndex(limit: 3) == 3)
    #expect(try search("question") == [1, 2, 3])
  }
}
