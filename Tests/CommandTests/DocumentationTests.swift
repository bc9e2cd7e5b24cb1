import Foundation
import Testing

@testable import seedbed

/// The pages of documentation name what there is.
@Suite struct DocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The pages about methods.
  private static func pages() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "docs/methods").path
    ).filter { $0.hasSuffix(".md") }.map { "docs/methods/" + $0 }
  }

  @Test func `every test that a page about a method names exists`() throws {
    let tests = try Self.tests()
    var count = 0
    for page in try Self.pages() {
      let named = try Self.text(page).matches(of: /`(\w+Tests)\/(\w+Tests)` \*([^*]+)\*/)
      count += named.count
      for match in named {
        let (target, suite, name) = (match.1, match.2, match.3.replacing("\n", with: " "))
        #expect(tests["\(target)/\(suite)"]?.contains("func `\(name)`") == true, "\(page): \(name)")
      }
    }
    #expect(count > 0)
  }

  /// The source of each file of tests, by its target and name.
  private static func tests() throws -> [String: String] {
    let folder = root.appending(path: "Tests").path
    var tests: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where path.hasSuffix("Tests.swift") {
      let target = path.prefix { $0 != "/" }
      let name = (path as NSString).lastPathComponent.dropLast(".swift".count)
      tests["\(target)/\(name)"] = try text("Tests/" + path)
    }
    return tests
  }

  @Test(arguments: ["docs/methods/glan.md", "docs/from-azure-glan.md"])
  func `every flag that a page gives to GLAN exists`(page: String) throws {
    let known = Set(
      [Command.glan, .answers, .importFiles, .export, .accept, .reject].flatMap { command in
        command.flags.flatMap { flag in
          [flag.name]
            + (flag.isPerStage ? command.stages.map { "--\($0)-\(flag.name.dropFirst(2))" } : [])
        }
      })
    // Flags of the other program have underscores.
    let named = Set(try Self.text(page).matches(of: /--[a-z][a-z_-]*/).map { String($0.0) })
      .filter { !$0.contains("_") && !$0.hasSuffix("-") }
    #expect(named.count > 20)
    #expect(named.subtracting(known) == [])
  }
}
