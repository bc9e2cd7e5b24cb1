import Base
import Testing

@testable import Import

@Suite struct SeedTaskReaderTests {
  private func entry(_ row: String, _ form: RowForm = .seedTasks) throws -> Entry {
    try ImportOptions(form).reader.entry(
      SourceRow(JSON(parsing: row), at: Position(line: 1)))
  }

  @Test func `the original's rows are read as they are`() throws {
    let entry = try entry(
      """
      {"id": "seed_task_0", "name": "breakfast", "instruction": "要約して", "is_classification": true, \
      "instances": [{"input": "", "output": "はい"}]}
      """)
    #expect(entry.text == "要約して" && entry.id == "seed_task_0")
    #expect(
      JSON.object(entry.attributes)["instances"] == [["input": "", "output": "はい"]])
    #expect(JSON.object(entry.attributes)["is_classification"] == true)
  }

  @Test func `a flat row has one instance`() throws {
    let entry = try entry(
      #"{"instruction": "Translate.", "input": "Tag", "output": "day", "is_classification": "false"}"#
    )
    #expect(
      JSON.object(entry.attributes) == [
        "is_classification": false, "instances": [["input": "Tag", "output": "day"]],
      ])
  }

  @Test(arguments: [
    (#"{"instruction": " "}"#, "empty"),
    (#"{"instruction": "Do.", "instances": []}"#, "not a list"),
    (#"{"instruction": "Do.", "instances": [{"input": "x"}]}"#, "no output"),
    (#"{"instruction": "Do.", "instances": [{"input": 3, "output": "x"}]}"#, "a number"),
    (#"{"instruction": "Do.", "instances": [{"output": "x"}], "output": "y"}"#, "not both"),
    (#"{"instruction": "Do.", "is_classification": "maybe"}"#, "not true or false"),
    (#"{"name": "no instruction"}"#, "no column"),
  ])
  func `what is wrong is said`(_ row: String, _ words: String) throws {
    do {
      _ = try entry(row)
      Issue.record("\(row) was read")
    } catch {
      #expect("\(error)".contains(words), "\(error)")
    }
  }

  @Test func `a row keeps every column`() throws {
    let entry = try entry(#"{"id": 7, "b": null, "language": "Korean"}"#, .rows)
    #expect(entry.text == #"{"id":7,"b":null,"language":"Korean"}"#)
    #expect(entry.id == "7" && entry.language == "Korean" && entry.attributes.count == 3)
  }

  @Test func `a passage is a text with attributes`() throws {
    let entry = try entry(#"{"context": "水は氷になる。", "page": 3}"#, .passages)
    #expect(entry.text == "水は氷になる。")
    #expect(JSON.object(entry.attributes) == ["page": 3])
  }
}
