public import Client

/// Counts and sampling that belong together; what is given beside a preset wins.
public struct Preset: Sendable {
  /// As `--preset` has it.
  public let name: String
  /// One sentence: whose values these are.
  public let summary: String
  /// How many of what.
  public let extent: Glan.Extent
  /// How each stage draws, in the order of ``Glan/stageNames``.
  public let sampling: [Sampling]
  /// True if subjects and syllabi are asked for in two turns, as in the paper (section 2.2).
  public let asksTwice: Bool

  /// How `stage` draws; those of the taxonomy as in the open implementation.
  public func sampling(of stage: String) -> Sampling {
    Glan.stageNames.firstIndex(of: stage).map { sampling[$0] }
      ?? Sampling(temperature: 0.5, topP: 0.95, maxTokens: 4096)
  }

  /// What holds without a preset: the paper's sampling (sections 2.2 to 2.5), few of everything, and
  /// limits that end a model's loops.
  public static let standard = Preset(
    "standard", "what holds without a preset", Glan.Extent(),
    paperSampling(maxTokens: [4096, 8192, 1024, 4096]))

  /// Those that have a name to type.
  public static let all = [small, azure, paper]

  /// To see what comes of it, in a minute and for a cent.
  static let small = Preset(
    "small", "a first look: 3 subjects with 6 questions each",
    extent {
      $0.subjects = 3
      $0.sessions = 5
      $0.concepts = 4
      $0.questions = 6
    }, paperSampling(maxTokens: [2048, 4096, 512, 1024]))

  /// The sizes of `run.sh` in Azure's slm-innovator-lab: 15 draws of one session with 18 questions
  /// each.
  ///
  /// It sends a prompt 18 times with 1024 tokens each; here one request brings all 18, so it may use
  /// as many tokens. Questions have the server's own temperature there, as it sends none.
  static let azure = Preset(
    "azure", "the sizes of Azure's open scripts: 15 subjects with 270 questions each",
    extent {
      $0.subjects = 15
      $0.sessions = 30
      $0.questions = 15 * 18
      $0.questionsPerDraw = 18
      $0.twoSessionRatio = 0
    },
    [
      Sampling(temperature: 1, topP: 0.95, maxTokens: 8192),
      Sampling(temperature: 1, topP: 0.95, maxTokens: 16384),
      Sampling(maxTokens: 18 * 1024),
      Sampling(temperature: 0, maxTokens: 2048),
    ])

  /// GLAN's paper: ten asks, in two turns each, for 100 to 200 subjects a discipline, 10 to 30 sessions of about 5
  /// concepts, and 10 million questions over its 126 disciplines, which is 529 a subject.
  ///
  /// It states no limit of tokens: these only end a model's loops.
  static let paper = Preset(
    "paper", "the paper's sizes: 150 subjects with 529 questions each",
    extent {
      $0.subjects = 150
      $0.subjectSamples = 10
      $0.sessions = 20
      $0.questions = 529
    }, paperSampling(maxTokens: [16384, 16384, 1024, 4096]), asksTwice: true)

  private init(
    _ name: String, _ summary: String, _ extent: Glan.Extent, _ sampling: [Sampling],
    asksTwice: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.extent = extent
    self.sampling = sampling
    self.asksTwice = asksTwice
  }

  private static func extent(_ change: (inout Glan.Extent) -> Void) -> Glan.Extent {
    var extent = Glan.Extent()
    change(&extent)
    return extent
  }

  /// Nucleus sampling at 0.95: questions and what is above at temperature 1, answers at 0.7.
  private static func paperSampling(maxTokens: [Int]) -> [Sampling] {
    zip([1, 1, 1, 0.7], maxTokens).map {
      Sampling(temperature: $0, topP: 0.95, maxTokens: $1)
    }
  }
}
