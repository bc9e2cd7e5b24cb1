// Numbers as people say them.

/// A number of bytes as people say it: `1.2 MB`.
func bytesInWords(_ count: Int) -> String {
  let units = ["bytes", "kB", "MB", "GB", "TB"]
  var (size, unit) = (Double(count), 0)
  while size >= 1000, unit < units.count - 1 {
    size /= 1000
    unit += 1
  }
  return unit == 0 ? "\(count) bytes" : "\((size * 10).rounded() / 10) \(units[unit])"
}

/// `1 unit`, `2 units`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
