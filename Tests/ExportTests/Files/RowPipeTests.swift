import Base
import Formats
import Store
import Testing

@testable import Export

@Suite struct RowPipeTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func pairs(_ count: Int) -> [Pair] {
    (0..<count).map { number in
      let answer = String(repeating: "it is \(number) ", count: 1 + number % 90)
      let input = JSON.Member("input", .string("the number \(number)"))
      return Pair("what is \(number * 37)?", answer, number % 3 == 0 ? [input] : [])
    }
  }

  @Test(arguments: [
    "messages", "prompt-completion", "sharegpt", "text", "hf", "self-instruct", "glan",
  ])
  func `rows that are written when they are first read are those that are read again`(
    format: String
  ) async throws {
    try await workshop.store(pairs(900))
    var options = ExportOptions.plain
    options.format = try #require(Format(named: format))
    options.style = options.format.usual
    options.system = options.format.misfit == nil ? "Be brief." : nil
    let isFinal = try await workshop.read { [options] in try options.areRowsFinal($0) }
    #expect(isFinal)
    let manifest = try await workshop.export(options)
    #expect(manifest["rows"]?["train"]?.int == 900)
    let first = workshop.data
    // Throws unless the files are the same.
    _ = try await Exporter(database: workshop.database, options: .plain)
      .repeatExport(1, into: workshop.output, command: "seedbed export", version: "1")
    #expect(workshop.data == first && first["lineage.jsonl"] != nil)
  }

  @Test func `with sides, columns or later turns a row is known later`() async throws {
    try await workshop.store(pairs(3))
    let split = ExportOptions.options(validation: 0.5)
    var columns = ExportOptions.plain
    columns.format = try #require(Format(named: "alpaca"))
    let areFinal = try await workshop.read { [columns] connection in
      try [ExportOptions.plain, split, columns].map { try $0.areRowsFinal(connection) }
    }
    #expect(areFinal == [true, false, false])
    try await workshop.write { connection in
      try connection.execute("UPDATE standing SET turn = 2 WHERE artifact_id = 5")
    }
    let isFinal = try await workshop.read { try ExportOptions.plain.areRowsFinal($0) }
    #expect(!isFinal)
  }
}
