internal import Base
internal import Curate
internal import Formats
internal import Store

/// Reads the selected examples once, for the split.
struct Gatherer {
  private let connection: Connection
  private let options: ExportOptions
  private let assembler: RowAssembler
  private let chains: EvolutionChains
  /// The first questions of conversations that have a second turn.
  private let conversations: Set<Int>
  private var vocabulary = Vocabulary()
  private var gathered = Gathered()
  /// The members among the turns of longer conversations, by question.
  private var turns: Set<Int> = []

  /// What `options` select in the database behind `connection`.
  ///
  /// Each row is handed to `write`, if there is one, as soon as it is read; see
  /// ``ExportOptions/areRowsFinal(_:)``.
  static func gather(
    _ connection: Connection, _ options: ExportOptions, _ write: ((TrainingRow) throws -> Void)?
  ) throws -> Gathered {
    let selection = Selection(options)
    try selection.prepare(connection)
    try options.heldOut?.check(connection)
    var gatherer = try Gatherer(connection, options)
    var seedTasks = try options.includesSeedTasks ? Candidate.seedTasks(connection)[...] : []
    let columns = Candidate.columns(options, isWhole: options.readsAnswers || write != nil)
    try connection.forEachRow(selection.sql(columns, connection)) { row in
      let candidate = try Candidate(row)
      while let seedTask = seedTasks.first, seedTask.precedes(candidate) {
        try gatherer.take(seedTasks.removeFirst(), write)
      }
      try gatherer.take(candidate, write)
      return true
    }
    for seedTask in seedTasks { try gatherer.take(seedTask, write) }
    return gatherer.gathered
  }

  private init(_ connection: Connection, _ options: ExportOptions) throws {
    self.connection = connection
    self.options = options
    assembler = RowAssembler(
      connection: connection, format: options.format, system: options.system)
    chains = try EvolutionChains(connection)
    conversations = Set(
      try connection.rows("SELECT DISTINCT conversation_id FROM standing WHERE turn > 1") {
        $0.int(0)
      })
  }

  private mutating func take(
    _ candidate: Candidate, _ write: ((TrainingRow) throws -> Void)?
  ) throws {
    var earlier: [Gathered.Member] = []
    if let refusal = try refusal(of: candidate, &earlier) {
      gathered.refused[refusal, default: 0] += 1
      return
    }
    note(candidate, earlier)
    gathered.members.append(candidate.member)
    try write?(
      assembler.row(candidate.stored, candidate.member, rejected: candidate.rejected))
    if options.shares.areTrainOnly, options.heldOut == nil { return }
    gathered.hashed.append(options.shares.side(ofKey: candidate.key))
    gathered.sequences.append(candidate.prompt, by: options.tokenizer, in: &vocabulary)
    gathered.links.append(try linkNames(of: candidate))
  }

  private mutating func note(_ candidate: Candidate, _ earlier: [Gathered.Member]) {
    let index = gathered.members.count
    if conversations.contains(candidate.conversation) { turns.insert(candidate.member.question) }
    if !earlier.isEmpty {
      gathered.earlier[index] = earlier
      gathered.followed.formUnion(earlier.map(\.answer))
      gathered.columns.insert(.history)
    }
    if options.system != nil || candidate.stored.system?.isEmpty == false {
      gathered.columns.insert(.system)
    }
    if let rejected = candidate.rejected { gathered.rejected[index] = rejected }
    gathered.plans.insert(candidate.questionPlan)
    gathered.plans.insert(candidate.answerPlan)
    if let model = candidate.importedModel { gathered.importedModels.insert(model) }
    if let language = candidate.language { gathered.languages.insert(language) }
  }

  /// Why `candidate` is not exported, or nil and the turns before it.
  private mutating func refusal(
    of candidate: Candidate, _ earlier: inout [Gathered.Member]
  ) throws -> Refusal? {
    if candidate.prompt.isBlank { return .emptyQuestion }
    if try isBlankAnswer(candidate) { return .emptyAnswer }
    if candidate.isTruncated { return .truncatedAnswer }
    if candidate.turn > 1, conversations.contains(candidate.conversation) {
      earlier = try connection.turns(before: candidate.member.question)
      guard earlier.count == candidate.turn - 1,
        earlier.allSatisfy({ turns.contains($0.question) })
      else { return .brokenConversation }
    }
    return options.readsAnswers ? try refusal(ofWhole: candidate, earlier) : nil
  }

  /// What only the texts of the whole row can tell.
  private mutating func refusal(
    ofWhole candidate: Candidate, _ earlier: [Gathered.Member]
  ) throws -> Refusal? {
    let row = try assembler.row(
      candidate.stored, candidate.member, earlier: earlier, rejected: candidate.rejected)
    if let misfit = options.format.misfit?(row, options.style) {
      let mayBeFollowed = conversations.contains(candidate.conversation)
      guard misfit == .noPreference, mayBeFollowed else { return .misfit(misfit) }
      gathered.unpreferred.insert(gathered.members.count)
      return nil
    }
    guard let limit = options.maxTokens, TokenEstimate.tokens(in: row) > limit else { return nil }
    if options.dropsOverLong { return .tooLong }
    gathered.overLong += 1
    return nil
  }

  /// The query brings the beginning of the answer, which nearly always decides.
  private func isBlankAnswer(_ candidate: Candidate) throws -> Bool {
    guard candidate.stored.turn.answer.isBlank else { return false }
    return options.readsAnswers || candidate.member.instance != nil
      ? true : try connection.artifact(candidate.member.answer)?.text.isBlank ?? true
  }

  private func linkNames(of candidate: Candidate) throws -> [Links.Name] {
    var names = chains.roots(of: candidate.item).map { Links.Name("evolution", String($0)) }
    if let draw = candidate.draw, let syllabus = try syllabus(of: candidate.member.question) {
      names.append(Links.Name("draw", String(syllabus), draw))
    }
    if let input = candidate.stored.turn.input, !input.isEmpty {
      names.append(Links.Name("input", input))
    }
    if conversations.contains(candidate.conversation) {
      names.append(Links.Name("conversation", String(candidate.conversation)))
    }
    if candidate.member.instance != nil {
      names.append(Links.Name("seed task", String(candidate.item)))
    }
    if let group = candidate.group { names.append(Links.Name("group", group)) }
    // Signs and emoji leave no tokens: such questions are neighbours when they are equal.
    if gathered.sequences[gathered.sequences.count - 1].isEmpty {
      names.append(Links.Name("text", candidate.prompt))
    }
    return names
  }

  private func syllabus(of question: Int) throws -> Int? {
    try connection.first(
      """
      SELECT parent_id FROM lineage WHERE child_id = ? AND role = 'syllabus'
      ORDER BY position LIMIT 1
      """, [.integer(question)]
    ) { $0.int(0) }
  }
}
