import Curate
import Testing

@Suite struct TemplateTests {
  @Test(arguments: [
    ("Ann has 12 apples. Does Bob have 3?", "Ann has # apples. Does @ have #?"),
    ("Write about  New York City, please.", "Write about @, please."),
    ("Who met Anna, Otto and I?", "Who met @, @ and I?"),
    ("Add 1,234.50 and 3/4 at 10:30.", "Add # and # at #."),
    ("List 3 facts. The sun is one: It shines.", "List # facts. The sun is one: It shines."),
    ("りんごを3個、みかんを12個", "りんごを#個、みかんを#個"), ("", ""), ("A1b22c", "A#b#c"),
  ])
  func `numbers and names are masked`(text: String, masked: String) {
    #expect(Template.masked(text) == masked)
  }
}
