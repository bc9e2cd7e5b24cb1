#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is known of one output of the program.
struct Terminal: Sendable {
  /// Whether people read it as it comes.
  var isTerminal: Bool
  /// The columns of a line.
  var width: Int
  /// Whether a line can be drawn over.
  var canRedraw: Bool
  /// Whether colours are wanted.
  var hasColours: Bool
  /// The lines of the screen; nil if that is not known.
  var height: Int?
  /// What is measured again, for a window that changes its size; nil if nothing is.
  private(set) var descriptor: Int32?

  /// An output that is no terminal.
  static let none = Terminal(isTerminal: false, width: 80, canRedraw: false, hasColours: false)

  /// The same as its window is now.
  var current: Terminal {
    guard let descriptor, let size = Terminal.size(of: descriptor) else { return self }
    var terminal = self
    (terminal.width, terminal.height) = size
    return terminal
  }
}

extension Terminal {
  /// The output behind `descriptor`, in an environment with these variables.
  init(descriptor: Int32, environment: [String: String]) {
    isTerminal = isatty(descriptor) == 1
    let size = isTerminal ? Terminal.size(of: descriptor) : nil
    width = Terminal.width(environment: environment, measured: size?.columns)
    height = size?.lines
    // A width that is given stays.
    self.descriptor = size?.columns == width ? descriptor : nil
    canRedraw = isTerminal && environment["TERM"] != "dumb"
    hasColours = Terminal.allowsColours(isTerminal: isTerminal, environment: environment)
  }

  /// The width: `COLUMNS` goes before what was `measured`; 80 if neither is known.
  static func width(environment: [String: String], measured: Int?) -> Int {
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
    return measured ?? 80
  }

  /// Whether colours are allowed: `NO_COLOR` forbids them, then `CLICOLOR_FORCE` demands them, then
  /// only a terminal that is not `dumb` has them.
  static func allowsColours(isTerminal: Bool, environment: [String: String]) -> Bool {
    if let no = environment["NO_COLOR"], !no.isEmpty { return false }
    if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
    return isTerminal && environment["TERM"] != "dumb"
  }

  private static func size(of descriptor: Int32) -> (columns: Int, lines: Int)? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}

extension Terminal {
  /// `text` in a faint colour, if colours are wanted.
  func dim(_ text: String) -> String { hasColours ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// `text` in the colour of trouble, if colours are wanted.
  func red(_ text: String) -> String { hasColours ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
}
