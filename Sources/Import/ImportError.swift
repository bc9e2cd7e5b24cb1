/// Why files cannot be imported, as a sentence that names the file, the line and what to do.
public struct ImportError: Error, Equatable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  /// An error that says `description`.
  public init(_ description: String) { self.description = description }

  init(_ fault: Fault, in file: String, at position: Position?) {
    let place = (fault.position ?? position).map { ", \($0)" } ?? ""
    description = "\(file)\(place): \(fault.problem)"
  }
}

/// What is wrong with a row, before the file that it stands in is named.
struct Fault: Error, Equatable {
  /// The end of the sentence: `the question is empty`.
  let problem: String
  /// Where, if it is not the row that is being read.
  var position: Position?

  init(_ problem: String, at position: Position? = nil) {
    self.problem = problem
    self.position = position
  }
}

/// Where a row stands in its file.
struct Position: Hashable, CustomStringConvertible {
  /// The line on which the row begins, from 1.
  let line: Int
  /// The element of a JSON array, from 1.
  var element: Int?

  /// The position as sentences have it: `line 3`, or `line 3 (row 2)`.
  var description: String { "line \(line)" + (element.map { " (row \($0))" } ?? "") }
}
