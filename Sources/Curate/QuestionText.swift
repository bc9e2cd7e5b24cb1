/// Instruction and input as one text.
func joined(_ text: String, _ input: String?) -> String {
  guard let input, !input.isEmpty else { return text }
  return text + "\n" + input
}
