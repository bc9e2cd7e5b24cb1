import Base
import Testing

@testable import Store

@Suite struct SubjectLevelTests {
  @Test(arguments: [
    ("Beginner", 100), ("introductory", 100), ("Undergraduate", 300), ("Intermediate", 500),
    ("advanced", 700), ("Graduate", 800), ("PhD level", 900), ("Level 300", 300), ("CS 450", 500),
    ("３００", 300), ("Year 2, undergraduate", 300), ("3", 300), ("初級", 100), ("中級", 500),
    ("上級", 700), ("大学院", 800), ("大学", 300), ("초급", 100), ("중급", 500), ("고급", 700),
    ("初级", 100), ("中级", 500), ("高级", 700), ("初中級", 300), ("Beginner to intermediate", 100),
  ])
  func `words of several languages are numbers, and are kept`(words: String, number: Int) {
    let level = SubjectLevel(.string(words))
    #expect(level.number == number)
    #expect(level.words == words)
  }

  @Test(arguments: [
    ("300", 300), ("3", 300), ("1000", 900), ("0", 100), ("350", 400), ("3.0", 300), ("1e99", 900),
  ])
  func `numbers go onto the scale`(text: String, number: Int) {
    #expect(SubjectLevel(.number(text)).number == number)
  }

  @Test func `a number on the scale has no words`() {
    #expect(SubjectLevel(300).attributes == [JSON.Member("level", 300)])
    #expect(SubjectLevel("300").attributes == [JSON.Member("level", 300)])
    #expect(
      SubjectLevel("Beginner").attributes
        == [JSON.Member("level", 100), JSON.Member("level_words", "Beginner")])
  }

  @Test func `what is not understood stays as it is`() {
    #expect(SubjectLevel("for all").attributes == [JSON.Member("level", "for all")])
    #expect(SubjectLevel(.null).attributes == [JSON.Member("level", nil)])
    #expect(SubjectLevel("99999999999999999999999").number == nil)
  }
}
