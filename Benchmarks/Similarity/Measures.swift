import Curate
import Foundation

/// The lines of a file as tokens.
struct Lines {
  var sequences = TokenSequences()
  var vocabulary = Vocabulary()
  var seconds = 0.0

  init(_ path: String, by name: String) throws {
    guard let tokenizer = Tokenizer(rawValue: name) else { throw CocoaError(.featureUnsupported) }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let start = Clock()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      sequences.append(String(line), by: tokenizer, in: &vocabulary)
    }
    seconds = start.seconds
  }
}

/// `RUSAGE_SELF`, which is of another type on each system.
private let processItself: Int32 = 0

/// Time since it was made: on the wall, and of the processors.
struct Clock {
  private let start = ContinuousClock.now
  private let used = Clock.used

  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
  var processorSeconds: Double { Clock.used - used }

  private static var used: Double {
    var usage = rusage()
    getrusage(processItself, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }

  /// The most memory that the process had, in megabytes.
  static var peak: Int {
    var usage = rusage()
    getrusage(processItself, &usage)
    return Int(usage.ru_maxrss) / 1024
  }
}

func print(_ figures: [String: Any]) throws {
  let data = try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys)
  print(String(decoding: data, as: UTF8.self))
}

func rounded(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }

func join(_ lines: Lines, _ cutoff: Cutoff, threads: Int) throws {
  let clock = Clock()
  let findings = NearDuplicates(cutoff, threads: threads).findings(in: lines.sequences)
  try print([
    "rows": lines.sequences.count, "tokens": lines.sequences.tokens.count, "threads": threads,
    "tokenize_s": rounded(lines.seconds), "join_s": rounded(clock.seconds),
    "join_cpu_s": rounded(clock.processorSeconds), "dropped": findings.count,
    "peak_mb": Clock.peak,
  ])
}

/// Looks up lines after the first `kept`, which are all inserted.
func probe(_ lines: Lines, kept: Int) throws {
  var index = SimilarityIndex(Cutoff(above: .selfInstruct), expecting: lines.sequences)
  let building = Clock()
  for row in 0..<min(kept, lines.sequences.count) {
    index.insert(Array(lines.sequences[row]).span, id: row)
  }
  let built = building.seconds
  var times: [Double] = []
  for row in kept..<max(kept, min(lines.sequences.count, kept + 10_000)) {
    let tokens = Array(lines.sequences[row])
    let clock = Clock()
    _ = index.best(for: tokens.span)
    times.append(clock.seconds)
  }
  times.sort()
  try print([
    "kept": kept, "probes": times.count, "build_s": rounded(built),
    "median_us": times.isEmpty ? 0 : times[times.count / 2] * 1e6,
    "p95_us": times.isEmpty ? 0 : times[times.count * 95 / 100] * 1e6, "peak_mb": Clock.peak,
  ])
}

/// Prints every pair above the cutoff, the later line first, counted from 0.
func pairs(_ sequences: TokenSequences, _ cutoff: Cutoff) {
  var index = SimilarityIndex(cutoff, expecting: sequences)
  for row in 0..<sequences.count {
    let tokens = Array(sequences[row])
    index.forEachMatch(for: tokens.span) {
      print("[\(row), \($0.id), \($0.lcs), \($0.length), \($0.matchLength)]")
    }
    index.insert(tokens.span, id: row)
  }
}
