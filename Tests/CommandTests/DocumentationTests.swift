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

  /// Every page, the README first.
  private static func allPages() throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(
      atPath: root.appending(path: "docs").path)
    return ["README.md"] + names.filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }.sorted()
  }

  @Test func `every command line in the documentation is one, with flags that there are`() throws {
    var count = 0
    for page in try Self.allPages() {
      for line in CommandLines.inCode(of: try Self.text(page)) {
        for words in ShellWords.commands(line) where words.first == "seedbed" {
          count += 1
          // Text may name a command without what it works on, or with a NAME.
          if let problem = Self.problem(words), !problem.contains(" is missing: seedbed "),
            !problem.contains("\"NAME\" is not allowed")
          {
            Issue.record("\(page): \(line): \(problem)")
          }
        }
      }
    }
    #expect(count > 80)
  }

  /// What the parser says of a command line.
  private static func problem(_ words: [String]) -> String? {
    do {
      guard
        case .run(let command, let arguments) = try Request(
          Array(words.dropFirst()), in: .seedbed)
      else { return nil }
      _ = try Invocation(arguments, for: command, console: .recording())
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `links between pages lead somewhere`() throws {
    for page in try Self.allPages() {
      let folder = Self.root.appending(path: page).deletingLastPathComponent()
      for match in try Self.text(page).matches(of: #/\]\(([^):#]+)(#[^)]*)?\)/#) {
        let target = folder.appending(path: String(match.1)).path
        #expect(FileManager.default.fileExists(atPath: target), "\(page): \(match.1)")
      }
    }
  }

  /// Run with SEEDBED_KEEP=1 after a change of the table of commands: the page is written anew then.
  @Test func `docs/commands.md has the help of every command as it is`() throws {
    let help = Help(table: .seedbed)
    let texts = CommandTable.seedbed.commands.map { command in
      "## \(command.name)\n\n```\n\(help.text(of: command))```\n"
    }
    let page =
      "# Commands\n\nEvery command with its flags, as `seedbed COMMAND --help` prints it.\n\n"
      + texts.joined(separator: "\n")
    let file = Self.root.appending(path: "docs/commands.md")
    if ProcessInfo.processInfo.environment["SEEDBED_KEEP"] != nil {
      try Data(page.utf8).write(to: file)
    }
    let isKept = try Self.text("docs/commands.md") == page
    #expect(isKept, "run SEEDBED_KEEP=1 swift test --filter DocumentationTests")
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
