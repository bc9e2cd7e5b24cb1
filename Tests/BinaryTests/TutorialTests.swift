import Base
import Foundation
import TestSupport
import Testing

/// The tutorial's commands, run as they stand there: a shell runs the blocks that are marked `sh`.
@Suite struct TutorialTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/tutorial.md").standardizedFileURL

  /// The blocks of commands, in their order.
  private static func blocks() throws -> [String] {
    let text = try String(contentsOf: page, encoding: .utf8)
    return text.matches(of: #/(?ms)^```sh\n(.*?)^```$/#).map { String($0.1) }
  }

  @Test func `every command of the tutorial does what it says, with any model`() async throws {
    let bench = try Workbench()
    let double = try ModelDouble.teacher()
    let blocks = try Self.blocks()
    #expect(blocks.count >= 8)
    for (number, block) in blocks.enumerated() {
      let script = "cd '\(bench.folder)'\nset -eu\n\(block)"
      let ended = try await Tool.shell(
        script, environment: ["OPENAI_BASE_URL": double.baseURL, "MODEL": "double"])
      #expect(ended.status == 0, "block \(number + 1):\n\(block)\n\(ended.talk)")
    }
    #expect(try bench.lines("tea/train.jsonl").count > 0)
    #expect(try bench.lines("better/train.jsonl").count > 0)
  }
}
