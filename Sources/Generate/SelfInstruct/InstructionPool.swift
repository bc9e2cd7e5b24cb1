internal import Base
internal import Curate
internal import Store

/// The pool of Self-Instruct: seed tasks, and the instructions that were kept so far.
///
/// Requests are judged one after the other, in canonical order, as soon as all before them are final:
/// so what is kept follows from the replies alone. How many instructions are wanted decides when no
/// more is asked for, and nothing of what is drawn: a larger number extends a smaller one.
struct InstructionPool: ~Copyable {
  /// An instruction that was kept.
  struct Member {
    let id: Int
    let reference: ArtifactReference
    let text: String
  }

  /// What an instruction is dropped for.
  struct Drop {
    let rule: String
    let decision: DecisionDraft
  }

  /// The seed tasks, with which every instruction is compared, too.
  let seeds: [SeedTasks.Task]
  private(set) var members: [Member] = []
  /// How many members there were after so many requests.
  private var sizes = [0]
  /// The number of the last request, from 1, that brought a member, after so many requests.
  private var lastFruits = [0]
  /// The units of the requests that were planned, in their order.
  private(set) var planned: [Key] = []
  /// The earliest state of the pool that may still show that one more request is needed.
  private var view = 0
  private var index: SimilarityIndex
  private var vocabulary = Vocabulary()
  private let settings: PoolSettings
  /// What earlier runs dropped: judging it again drops nothing.
  private let dropped: Set<Int>

  /// A pool of `seeds` alone.
  init(_ seeds: [SeedTasks.Task], _ settings: PoolSettings, dropped: Set<Int>) {
    self.dropped = dropped
    self.seeds = seeds
    self.settings = settings
    index = SimilarityIndex(settings.cutoff)
    for seed in seeds {
      index.insert(
        vocabulary.ids(in: seed.instruction, by: settings.tokenizer).span, id: seed.reference.id)
    }
  }

  /// How many requests are judged.
  var judged: Int { sizes.count - 1 }

  /// How many members the pool had after `count` requests, of those that request `number` may see.
  func visible(to number: Int) -> Int { sizes[max(0, number - settings.window)] }

  /// True if the next request can be planned: what it may see is judged, and more is needed.
  mutating func canPlan() -> Bool {
    let next = planned.count
    view = max(view, next - settings.window)
    while view <= judged {
      let missing = settings.wanted - sizes[view]
      if missing <= 0 || view - lastFruits[view] >= settings.fruitless { return false }
      // What is under way may be enough.
      if (next - view) * settings.perRequest < missing { return true }
      view += 1
    }
    return false
  }

  /// Notes that the next request was planned.
  mutating func plan(_ unit: Key) { planned.append(unit) }

  /// Judges what the next request brought; the result is what is newly dropped, and what is kept.
  mutating func judge(_ candidates: [Candidate]) -> (drops: [Drop], kept: [Member]) {
    let findings = settings.filter.findings(in: candidates.map(\.member.text))
    var (drops, kept) = ([] as [Drop], [] as [Member])
    for (candidate, finding) in zip(candidates, findings) {
      if let drop = drop(candidate, finding) ?? near(candidate.member) {
        if !dropped.contains(candidate.member.id) { drops.append(drop) }
      } else {
        kept.append(candidate.member)
      }
    }
    members += kept
    lastFruits.append(kept.isEmpty ? lastFruits[judged] : sizes.count)
    sizes.append(members.count)
    return (drops, kept)
  }

  private func drop(_ candidate: Candidate, _ finding: FilterFinding?) -> Drop? {
    let id = candidate.member.id
    if let fault = candidate.fault {
      return Drop(rule: "malformed", decision: DecisionDraft(.drop, id, reason: fault))
    }
    return finding.map { Drop(rule: $0.rule, decision: $0.drop(id)) }
  }

  /// What says that `member` is too near to one of the pool; if there is none, it joins the index.
  private mutating func near(_ member: Member) -> Drop? {
    let tokens = vocabulary.ids(in: member.text, by: settings.tokenizer)
    guard let match = index.insertUnlessMatched(tokens.span, id: member.id) else { return nil }
    return Drop(
      rule: "rouge-l",
      decision: DecisionDraft(
        .drop, member.id, value: match.score.f, threshold: settings.cutoff.threshold.double,
        witness: match.id, reason: "near an instruction or a seed task that was there before",
        evidence: [
          "lcs": JSON(match.lcs), "length": JSON(match.length),
          "witness_length": JSON(match.matchLength),
          "tokenizer": .string(settings.tokenizer.rawValue),
        ]))
  }

  /// An instruction as a reply brought it.
  struct Candidate {
    let member: Member
    /// What its block lacks.
    let fault: String?
  }
}

/// What a pool is told.
struct PoolSettings: Sendable {
  /// How many instructions are wanted.
  var wanted: Int
  /// How many each request asks for.
  var perRequest: Int
  /// Request number k sees the pool as it was after request k - `window`.
  var window: Int
  /// After so many requests without a new member no more is asked.
  var fruitless: Int
  var filter: InstructionFilter
  var cutoff: Cutoff
  var tokenizer: Tokenizer
}
