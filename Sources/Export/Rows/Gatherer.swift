internal import Base
internal import Curate
internal import Store

/// Reads the selected examples once, for the split.
struct Gatherer {
  private let connection: Connection
  private let options: ExportOptions
  private let chains: EvolutionChains
  /// The first questions of conversations that have a second turn.
  private let conversations: Set<Int>
  private var vocabulary = Vocabulary()
  private var gathered = Gathered()
  /// The members among the turns of longer conversations, by question.
  private var turns: Set<Int> = []

  /// What `options` select in the database behind `connection`.
  static func gather(_ connection: Connection, _ options: ExportOptions) throws -> Gathered {
    let selection = Selection(condition: options.condition, limit: options.limit)
    try selection.check(connection)
    var gatherer = try Gatherer(connection, options)
    try connection.forEachRow(selection.sql(Candidate.columns(options.group))) { row in
      try gatherer.take(Candidate(row))
      return true
    }
    return gatherer.gathered
  }

  private init(_ connection: Connection, _ options: ExportOptions) throws {
    self.connection = connection
    self.options = options
    chains = try EvolutionChains(connection)
    conversations = Set(
      try connection.rows("SELECT DISTINCT conversation_id FROM standing WHERE turn > 1") {
        $0.int(0)
      })
  }

  private mutating func take(_ candidate: Candidate) throws {
    if let refusal = try refusal(of: candidate) {
      gathered.refused[refusal, default: 0] += 1
      return
    }
    gathered.members.append(candidate.member)
    gathered.plans.insert(candidate.questionPlan)
    gathered.plans.insert(candidate.answerPlan)
    if let model = candidate.importedModel { gathered.importedModels.insert(model) }
    if options.shares.areTrainOnly { return }
    gathered.hashed.append(options.shares.side(ofKey: candidate.key))
    gathered.sequences.append(candidate.prompt, by: options.tokenizer, in: &vocabulary)
    gathered.links.append(linkNames(of: candidate))
  }

  private mutating func refusal(of candidate: Candidate) throws -> Refusal? {
    if candidate.prompt.allSatisfy(\.isWhitespace) { return .emptyQuestion }
    if try isBlankAnswer(candidate) { return .emptyAnswer }
    guard conversations.contains(candidate.conversation) else { return nil }
    if candidate.turn > 1 {
      let earlier = try connection.turns(before: candidate.member.question)
      guard earlier.count == candidate.turn - 1,
        earlier.allSatisfy({ turns.contains($0.question) })
      else { return .brokenConversation }
      gathered.earlier[gathered.members.count] = earlier
      gathered.followed.formUnion(earlier.map(\.answer))
    }
    turns.insert(candidate.member.question)
    return nil
  }

  /// The query brings the beginning of the answer, which nearly always decides.
  private func isBlankAnswer(_ candidate: Candidate) throws -> Bool {
    guard candidate.answerStart.allSatisfy(\.isWhitespace) else { return false }
    let text = try connection.first(
      "SELECT text FROM artifact WHERE id = ?", [.integer(candidate.member.answer)]
    ) { $0.text(0) }
    return text?.allSatisfy(\.isWhitespace) ?? true
  }

  private func linkNames(of candidate: Candidate) -> [Links.Name] {
    var names = chains.roots(of: candidate.item).map { Links.Name("evolution", String($0)) }
    if let syllabus = candidate.syllabus, let draw = candidate.draw {
      names.append(Links.Name("draw", String(syllabus), draw))
    }
    if let input = candidate.input, !input.isEmpty { names.append(Links.Name("input", input)) }
    if conversations.contains(candidate.conversation) {
      names.append(Links.Name("conversation", String(candidate.conversation)))
    }
    if let group = candidate.group { names.append(Links.Name("group", group)) }
    // Signs and emoji leave no tokens: such questions are neighbours when they are equal.
    if gathered.sequences[gathered.sequences.count - 1].isEmpty {
      names.append(Links.Name("text", candidate.prompt))
    }
    return names
  }
}

extension Connection {
  /// The turns before `question` in its conversation, the first one first.
  fileprivate func turns(before question: Int) throws -> [Gathered.Member] {
    var turns: [Gathered.Member] = []
    var next = question
    while let turn = try turn(before: next) {
      turns.append(turn)
      next = turn.question
    }
    return turns.reversed()
  }

  private func turn(before question: Int) throws -> Gathered.Member? {
    try first(
      """
      SELECT st.question_id, l.parent_id FROM lineage AS l
      JOIN standing AS st ON st.artifact_id = l.parent_id
      WHERE l.child_id = ? AND l.role = 'follows' AND st.question_id IS NOT NULL
      ORDER BY l.position LIMIT 1
      """, [.integer(question)]
    ) { Gathered.Member(question: $0.int(0), answer: $0.int(1)) }
  }
}
