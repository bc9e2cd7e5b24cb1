import Base
import Testing

@testable import Import

@Suite struct EntryReaderTests {
  private func entry(
    _ json: String, as form: RowForm, mapped: [Part: String] = [:], language: String? = nil
  ) throws -> Entry {
    let row = try SourceRow(JSON(parsing: json), at: Position(line: 1))
    let options = ImportOptions(
      form, names: ColumnNames(form, mapped: mapped), language: language)
    return try options.reader.entry(row)
  }

  private func summary(_ entry: Entry) -> String {
    var parts = [entry.text, JSON.object(entry.attributes).text]
    if let answer = entry.answer {
      parts += ["->", answer.text, JSON.object(answer.attributes).text]
    }
    return parts.joined(separator: " ")
  }

  @Test(arguments: [
    (#"{"prompt":"p","instruction":"i"}"#, #"i {"prompt":"p"}"#),
    (#"{"question":null,"text":"t"}"#, #"t {"question":null}"#),
    (
      #"{"text":" t ","input":"","system":"s","subtopics":["a"],"x":[1.50],"id":7}"#,
      #" t  {"system":"s","subtopics":["a"],"x":[1.50],"id":7}"#
    ),
    (#"{"question":12}"#, "12 {}"),
    (#"{"question":"q","answer":"a","model":"m"}"#, #"q {"answer":"a","model":"m"}"#),
    (#""only text""#, "only text {}"),
  ])
  func `a question is read from its columns`(_ json: String, _ expected: String) throws {
    #expect(summary(try entry(json, as: .questions)) == expected)
  }

  @Test(arguments: [
    (#"{"instruction":"i","input":"x","output":"o"}"#, #"i {"input":"x"} -> o {}"#),
    (#"{"question":"q","response":"","model":"m","x":1}"#, #"q {"x":1} ->  {"model":"m"}"#),
    (#"{"question":"q","answer":null}"#, "q {}"),
    (#"{"question":"q","answer":null,"output":"o"}"#, #"q {"answer":null} -> o {}"#),
    (#"{"question":"q","answer":4.0}"#, "q {} -> 4.0 {}"),
    (
      #"{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}],"x":1}"#,
      #"q {"x":1} -> a {}"#
    ),
    (
      #"{"messages":[{"role":"system","content":"s"},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}"#,
      #"q {"system":"s"} -> a {}"#
    ),
    (
      #"{"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]}"#,
      "q {} -> a {}"
    ),
    (
      #"{"prompt":[{"role":"user","content":"q"}],"completion":[{"role":"assistant","content":"a"}]}"#,
      "q {} -> a {}"
    ),
    (#"{"prompt":"q","completion":[{"role":"assistant","content":"a"}]}"#, "q {} -> a {}"),
    (#"{"prompt":[{"role":"user","content":"q"}],"completion":"a"}"#, "q {} -> a {}"),
  ])
  func `a pair is read from its columns or messages`(_ json: String, _ expected: String) throws {
    #expect(summary(try entry(json, as: .pairs)) == expected)
  }

  @Test func `a mapped column goes before the usual ones, which are then kept`() throws {
    let json = #"{"question":"en","prompt_ja":"ja","input":"i","context":"c"}"#
    let mapped: [Part: String] = [.question: "prompt_ja", .input: "context"]
    let entry = try entry(json, as: .questions, mapped: mapped)
    #expect(summary(entry) == #"ja {"question":"en","input":"i","input_2":"c"}"#)
  }

  @Test func `the language is the row's, or else the one given`() throws {
    let own = try entry(#"{"text":"t","language":"Korean"}"#, as: .questions, language: "English")
    #expect(own.language == "Korean")
    let other = try entry(#"{"text":"t","language":""}"#, as: .questions, language: "English")
    #expect(other.language == "English")
    #expect(other.attributes == [])
  }

  @Test func `a discipline has its field and subfield beside it`() throws {
    let entry = try entry(#"{"name":" Law ","field":"Society","x":1}"#, as: .disciplines)
    #expect(summary(entry) == #"Law {"field":"Society","x":1}"#)
  }

  @Test(arguments: [
    (
      RowForm.questions, #"{"q":"x","id":1}"#,
      "there is no column question, text, instruction or prompt; the columns are q and id: name one with --map question=COLUMN"
    ),
    (
      .pairs, #"{"text":"x"}"#,
      "no chat template of ours parts the text in column text into question and answer: --as questions takes it as a question"
    ),
    (
      .disciplines, "{}",
      "there is no column discipline, name or text; the columns are none: name one with --map name=COLUMN"
    ),
    (
      .questions, #"{"text":" \n"}"#,
      "the question in column text is empty: fill it in or remove the row"
    ),
    (.questions, #"{"text":{"a":1}}"#, "the question in column text is an object, not a text"),
    (.questions, #"{"text":null}"#, "the question in column text is null, not a text"),
    (
      .pairs, #"{"text":"q","answer":true}"#,
      "the answer in column answer is true or false, not a text"
    ),
    (.questions, #"{"text":"q","id":[]}"#, "the id in column id is a list, not a text"),
    (.pairs, #"{"messages":[]}"#, "the list of messages has no message of a user"),
    (
      .pairs, #"{"messages":[{"role":"assistant","content":"a"}]}"#,
      "the row has 1 messages that are not one question and its answer"
    ),
    (
      .pairs,
      #"{"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"},{"from":"human","value":"q"}]}"#,
      "the last message is not the assistant's"
    ),
    (
      .pairs, #"{"question":"q","id":1}"#,
      "there is no column answer, output, response or completion; the columns are question and id: name one with --map answer=COLUMN; --as questions needs no answers"
    ),
    (
      .pairs, #"{"instruction":"q","output":"a","history":[["b","c"]]}"#,
      "the row has 2 turns, and --as pairs takes a question and its answer: import it --as conversations"
    ),
    (
      .conversations, #"{"instruction":"q","output":"a","history":[["b"]]}"#,
      "the column history is no list of pairs of texts"
    ),
    (
      .conversations, #"{"instruction":"q","output":"a","history":[[" ","c"],["d","e"]]}"#,
      "the question in column question is empty: fill it in or remove the row"
    ),
    (
      .conversations, #"{"instruction":" ","output":"a","history":[["b","c"]]}"#,
      "a question after the first is empty: fill it in or remove the row"
    ),
    (
      .conversations,
      #"{"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]}"#,
      "message 2 is out of turn: a user's and an assistant's alternate"
    ),
    (
      .conversations,
      #"{"messages":[{"role":"user","content":"a"},{"role":"system","content":"b"},{"role":"assistant","content":"c"}]}"#,
      "message 2 is a system prompt and not the first"
    ),
    (
      .conversations,
      #"{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"c","weight":0}]}"#,
      "a message in column messages has the key weight, which cannot be kept: remove it"
    ),
    (
      .pairs, #"{"prompt":"q","chosen":"a","rejected":[{"role":"user","content":"b"}]}"#,
      "the message in column rejected is not the assistant's"
    ),
    (
      .pairs, #"{"prompt":"q","chosen":"a","rejected":null}"#,
      "the column rejected is neither a text nor a list of one message"
    ),
    (
      .pairs, #"{"messages":[{"role":"tool","content":"q"}]}"#,
      "a message in column messages is of tool, not of a user or an assistant"
    ),
    (
      .pairs, #"{"messages":["q"]}"#,
      "a message in column messages has no text: each is an object with role and content"
    ),
    (
      .questions, #"{"question":["q"]}"#,
      "a message in column question has no text: each is an object with role and content"
    ),
  ])
  func `a row that lacks something is refused`(
    _ form: RowForm, _ json: String, _ problem: String
  ) {
    #expect(throws: Fault(problem)) { try entry(json, as: form) }
  }
}
