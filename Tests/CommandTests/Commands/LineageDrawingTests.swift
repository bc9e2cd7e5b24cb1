import Base
import Store
import Testing

@testable import seedbed

@Suite struct LineageDrawingTests {
  private let box: Sandbox

  init() async throws {
    box = try Sandbox()
    try await box.write(Garden.plant)
  }

  @Test func `Graphviz gets boxes and arrows from parent to child`() async {
    let result = await box.run("lineage", "5", "--format", "dot")
    #expect(
      result.out == """
        digraph lineage {
          node [shape=box, fontname="sans-serif"];
          n1 [label="field 1\\nScience"];
          n2 [label="discipline 2\\nChemistry"];
          n3 [label="subject 3\\nAtoms"];
          n4 [label="syllabus 4\\n1. Electrons"];
          n5 [label="session 5\\nElectrons", penwidth=2];
          n1 -> n2 [label="taxonomy"];
          n2 -> n3 [label="discipline"];
          n3 -> n4 [label="subject"];
          n4 -> n5 [label="syllabus"];
        }

        """)
  }

  @Test func `Mermaid gets a flowchart, with quotation marks as entities`() async throws {
    try await box.write { connection in
      let question = try #require(try connection.artifact(10)).reference
      _ = try connection.insert(
        [
          Draft(
            .answer, "It is \"spin\" <b>#1</b>", parents: [.stored(.question, question)],
            origin: .content(occurrence: 7), place: Place(7))
        ], Batch(plan: 1, method: "import"))
    }
    let result = await box.run("lineage", "10", "--down", "--format", "mermaid")
    #expect(
      result.out == """
        flowchart TD
          n10["question 10: What is spin?"]
          n13["answer 13: It is #quot;spin#quot; #lt;b>#35;1#lt;/b>"]
          n10 -->|question| n13
          style n10 stroke-width:3px

        """)
  }
}
