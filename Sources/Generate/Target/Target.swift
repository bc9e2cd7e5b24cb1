internal import Base
public import Curate
public import Engine

/// How many rows are wanted in the end, and what decides that a row counts.
///
/// A row is an example, or, in a run until the questions, a question; it counts while it is live.
public struct Target: Sendable {
  /// How many, over all disciplines.
  public var rows: Int
  /// The rules that questions and answers must pass.
  public var filter: Filter
  /// Above what similarity a question is dropped for an earlier one; nil keeps all.
  public var cutoff: Cutoff?
  /// After so many rounds without one row more it ends; the last rounds are of few draws, so that no
  /// more is made than is wanted, and may have bad luck.
  public var patience: Int

  /// A target of `rows`.
  public init(
    rows: Int, filter: Filter = Filter(), cutoff: Cutoff? = Cutoff(above: .selfInstruct),
    patience: Int = 10
  ) {
    self.rows = rows
    self.filter = filter
    self.cutoff = cutoff
    self.patience = patience
  }

  /// What makes another plan of round number `round`.
  func parameters(round: Int) -> JSON {
    [
      "rows": JSON(rows), "rules": JSON(filter.rules.map(\.name)),
      "dedup": JSON(cutoff?.threshold.description), "round": JSON(round),
    ]
  }
}

/// How far a run with a target came.
public struct TargetOutcome: Sendable {
  /// What the requests came to; a stage stands as in the last round.
  public internal(set) var tally = Tally()
  /// Why it ended.
  public internal(set) var end = End.unfinished
  /// How many rounds there were.
  public internal(set) var rounds = 0
  /// How many rows count.
  public internal(set) var rows = 0
  /// The disciplines that lack rows, and how many.
  public internal(set) var short: [(discipline: String, missing: Int)] = []

  /// Why a run with a target ended.
  public enum End: Sendable {
    /// All rows are there.
    case reached
    /// The last rounds brought nothing more.
    case fruitless
    /// Every draw is taken, and there are too few rows.
    case exhausted
    /// Some requests are not answered, or the run was told to stop: the same command goes on.
    case unfinished
    /// The endpoint ended it.
    case stopped(StopReason)
  }
}
