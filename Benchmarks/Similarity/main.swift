// Measures the join by itself; the whole command is measured by Benchmarks/dedup.py.
//
//   similarity-bench join FILE [THRESHOLD [TOKENIZER [THREADS]]]   near-duplicates of the lines
//   similarity-bench probe FILE COUNT                              one look-up among COUNT kept lines
//   similarity-bench pairs FILE [THRESHOLD [TOKENIZER]]            all pairs: lines, LCS, lengths
//   similarity-bench cliffs                                        inputs that are meant to be slow
//
// Each prints one JSON object a line.

import Curate
import Foundation

let arguments = CommandLine.arguments.dropFirst().map { $0 }

func argument(_ index: Int, _ usual: String) -> String {
  arguments.count > index ? arguments[index] : usual
}

switch arguments.first {
case "join" where arguments.count >= 2:
  let lines = try Lines(arguments[1], by: argument(3, "unicode-1"))
  let cutoff = Cutoff(above: try Threshold(argument(2, "0.7")))
  try join(lines, cutoff, threads: Int(argument(4, "")) ?? Processors.count)
case "probe" where arguments.count >= 3:
  try probe(try Lines(arguments[1], by: "unicode-1"), kept: Int(arguments[2]) ?? 0)
case "pairs" where arguments.count >= 2:
  let lines = try Lines(arguments[1], by: argument(3, "unicode-1"))
  pairs(lines.sequences, Cutoff(above: try Threshold(argument(2, "0.7"))))
case "cliffs": try cliffs()
default:
  FileHandle.standardError.write(
    Data("usage: similarity-bench join|probe|pairs|cliffs, see the source\n".utf8))
  exit(2)
}
