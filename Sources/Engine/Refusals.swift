internal import Client
internal import Synchronization

/// Tells a single prompt that an endpoint refuses from an endpoint that refuses everything.
///
/// HTTP 400 and 422 may mean either. Where a model has answered before, the refusal is final for that
/// unit only; but several in a row, or one before any answer, stop the run.
final class Refusals: Sendable {
  private struct Record {
    var hasAnswered = false
    /// Refusals since the last answer.
    var streak = 0
  }

  private let records = Mutex<[String: Record]>([:])
  /// So many in a row are no odd prompts.
  static let patience = 5

  /// Notes what came of a request to `model`; true if it is a refusal of that request alone.
  func isSingular(_ outcome: Outcome, of model: String) -> Bool {
    records.withLock { records in
      switch outcome {
      case .completed, .unusable:
        records[model] = Record(hasAnswered: true)
        return false
      case .rejected(.badRequest, _):
        records[model, default: Record()].streak += 1
        let record = records[model] ?? Record()
        return record.hasAnswered && record.streak < Refusals.patience
      default: return false
      }
    }
  }
}
