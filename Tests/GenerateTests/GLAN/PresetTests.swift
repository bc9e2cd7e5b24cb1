import Client
import Testing

@testable import Generate

/// Counts and sampling that belong together.
@Suite struct PresetTests {
  @Test func `the paper's preset makes ten million questions of its 126 disciplines`() {
    let extent = Preset.paper.extent
    #expect(126 * extent.subjects * extent.questions >= 9_998_000)
    #expect(extent.subjectSamples == 10 && (10...30).contains(extent.sessions))
    #expect(Preset.paper.asksTwice && !Preset.azure.asksTwice)
    #expect(extent.concepts == 5 && extent.questionsPerDraw == 1)
    #expect(Preset.paper.sampling.map(\.temperature) == [1, 1, 1, 0.7])
    #expect(Preset.paper.sampling.allSatisfy { $0.topP == 0.95 })
  }

  @Test func `the preset of the open scripts has their 4,050 questions a discipline`() {
    let extent = Preset.azure.extent
    #expect(extent.subjects * extent.questions == 4050)
    #expect(extent.sessions == 30 && extent.twoSessionRatio == 0)
    #expect(extent.questions / extent.questionsPerDraw == 15)
    let sampling = Preset.azure.sampling
    #expect(sampling.map(\.temperature) == [1, 1, nil, 0])
    #expect(sampling.map(\.topP) == [0.95, 0.95, nil, nil])
    #expect(sampling[3].maxTokens == 2048)
  }

  @Test func `every preset has sampling for every stage and draws enough for its questions`() {
    for preset in Preset.all + [.standard] {
      #expect(preset.sampling.count == Glan.stageNames.count)
      let extent = preset.extent
      let capacity = DrawCapacity(
        concepts: Array(repeating: extent.concepts, count: extent.sessions))
      let offered = extent.twoSessionRatio == 0 ? capacity.oneSession : capacity.total
      #expect(offered * extent.questionsPerDraw >= extent.questions, "\(preset.name)")
    }
  }
}
