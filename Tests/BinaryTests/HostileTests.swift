import Base
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Disks, folders and files as they should not be: a sentence, and nothing harmed.
@Suite struct HostileTests {
  private static let pairs = (1...200).map { number in
    #"{"id": \#(number), "question": "Question \#(number)?", "answer": "Answer \#(number)."}"#
  }.joined(separator: "\n")

  private func filled() async throws -> Workbench {
    let bench = try Workbench()
    let file = try bench.write(HostileTests.pairs, to: "p.jsonl")
    try await bench.run("import", bench.database, file, "--as", "pairs", "--source", "s")
    return bench
  }

  /// Commands that write.
  private static let writing: [[String]] = [
    ["reject", "DB", "1"], ["curate", "dedup", "DB"],
    ["revise", "DB", "1", "--text-file", "TEXT"],
    ["import", "DB", "MORE", "--as", "questions"],
  ]

  private func arguments(_ command: [String], _ bench: Workbench) throws -> [String] {
    let text = try bench.write("Another text", to: "text.txt")
    let more = try bench.write(#"{"question": "One more?"}"#, to: "more.jsonl")
    return command.map { ["DB": bench.database, "TEXT": text, "MORE": more][$0] ?? $0 }
  }

  @Test func `a file cut short at any place is found damaged, and left as it is`() async throws {
    let bench = try await filled()
    let whole = try bench.bytes("t.db")
    var random = SplitMix64(seed: "cut")
    let edges = [1, 15, 16, 50, 99, 100, 101, 511, 4095, 4096, 4097, whole.count - 4096]
    let count = Effort.isLong ? 400 : 12
    let most = whole.count - 4096
    let cuts = edges + (0..<count).map { _ in Int.random(in: 1..<most, using: &random) }
    // Up to the last page: what is missing of that is read as zeros.
    for cut in cuts {
      try whole.prefix(cut).write(to: URL(filePath: bench.database))
      let ended = try await Tool.run(["verify", bench.database])
      #expect([1, 3].contains(ended.status) && !ended.wasKilled, "cut at \(cut): \(ended.talk)")
      let said = ended.output + ended.talk
      #expect(
        said.contains("damaged") || said.contains("WRONG") || said.contains("is not a database")
          || said.contains("is empty"),
        "cut at \(cut): \(said)")
      #expect(try bench.bytes("t.db") == whole.prefix(cut), "cut at \(cut)")
    }
  }

  @Test func `an empty file is named empty by what reads`() async throws {
    let bench = try Workbench()
    try bench.write("", to: "t.db")
    for command in ["verify", "status"] {
      let ended = try await bench.run(command, bench.database, ending: 1)
      #expect(ended.talk.contains("is empty: import or generate fills it"))
    }
    #expect(try bench.bytes("t.db").isEmpty)
  }

  @Test func `bytes that are changed anywhere are never taken for the truth`() async throws {
    let bench = try await filled()
    let whole = try bench.bytes("t.db")
    var random = SplitMix64(seed: "flip")
    for _ in 0..<(Effort.isLong ? 300 : 10) {
      var damaged = whole
      let start = Int.random(in: 100..<whole.count - 64, using: &random)
      for index in start..<start + 64 { damaged[index] = UInt8.random(in: 0...255, using: &random) }
      try damaged.write(to: URL(filePath: bench.database))
      let ended = try await Tool.run(["verify", bench.database])
      // Pages that nobody uses may say anything.
      #expect([0, 1, 3].contains(ended.status) && !ended.wasKilled, "\(start): \(ended.talk)")
      #expect(try bench.bytes("t.db") == damaged)
    }
  }

  @Test(.enabled(if: getuid() == 0 || FileManager.default.fileExists(atPath: "/usr/bin/setpriv")))
  func `a file or a folder that may not be written is named, and can be read`() async throws {
    let bench = try await filled()
    // The tool itself may lie where nobody else may look.
    guard try await asNobody(["--version"]).status == 0 else { return }
    let commands = try HostileTests.writing.map { try arguments($0, bench) }
    for isFolder in [false, true] {
      chmod(bench.database, 0o444)
      if isFolder { chmod(bench.folder, 0o555) }
      defer {
        chmod(bench.folder, 0o755)
        chmod(bench.database, 0o644)
      }
      let before = try bench.contents()
      for arguments in commands {
        let ended = try await asNobody(arguments)
        #expect(ended.status == 1, "\(arguments): \(ended.talk)")
        #expect(
          ended.talk.contains("cannot be written") || ended.talk.contains("cannot be opened"),
          "\(ended.talk)")
      }
      let read = try await asNobody(["query", bench.database, "SELECT count(*) AS n FROM examples"])
      #expect(read.status == 0 && read.json[0]?["n"] == 200, "\(read.talk)")
      #expect(try bench.contents() == before)
    }
  }

  /// Runs the tool as a user without rights, if this one has all of them.
  private func asNobody(_ arguments: [String]) async throws -> Ended {
    guard getuid() == 0 else { return try await Tool.run(arguments) }
    return try await Tool.run(
      arguments, by: ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
  }

  @Test(.enabled(if: getuid() == 0 && FileManager.default.fileExists(atPath: "/usr/bin/unshare")))
  func `a full disk keeps what was there and says so`() async throws {
    let bench = try await filled()
    let large = (0..<4000).map {
      #"{"question": "A longer question that fills the disk, number \#($0), and goes on?"}"#
    }
    let rows = try bench.write(large.joined(separator: "\n"), to: "large.jsonl")
    try FileManager.default.createDirectory(
      atPath: bench.file("small"), withIntermediateDirectories: false)
    // A disk of one megabyte that only these commands see.
    let script = """
      mount -t tmpfs -o size=1m none "$1" || exit 77
      cp "$2" "$1/t.db"
      "$0" import "$1/t.db" "$3" --as questions; first=$?
      "$0" verify "$1/t.db" || exit 78
      cp "$1/t.db" "$2.after"
      exit $first
      """
    let ended = try await Tool.run(
      [bench.file("small"), bench.database, rows],
      by: ["/usr/bin/unshare", "-m", "/bin/sh", "-c", script])
    guard ended.status != 77, ended.status != 1 || !ended.talk.contains("unshare") else { return }
    #expect(ended.status == 1, "\(ended.talk)\(ended.output)")
    #expect(ended.talk.contains("the disk is full"), "\(ended.talk)")
    #expect(ended.output.contains("nothing is wrong"))
    try FileManager.default.moveItem(
      atPath: bench.database + ".after", toPath: bench.file("after.db"))
    let count = try await bench.run(
      "query", bench.file("after.db"), "SELECT count(*) AS n FROM questions")
    #expect(count.json[0]?["n"] == 200)
  }

  @Test(.enabled(if: Effort.isLong))
  func `a database that another program has locked is named, and left as it is`() async throws {
    let bench = try await filled()
    let before = try bench.contents()
    let arguments = try arguments(["reject", "DB", "1"], bench)
    try await Database.locked(bench.database) {
      let ended = try await Tool.run(arguments)
      #expect(
        ended.status == 1 && ended.talk.contains("locked by another program"), "\(ended.talk)")
    }
    #expect(try bench.contents()["t.db"] == before["t.db"])
  }
}
