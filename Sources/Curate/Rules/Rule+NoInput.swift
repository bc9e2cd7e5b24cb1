internal import Store

extension Rule {
  /// Questions whose input says in words that there is none: "No input", "<noinput>", "N/A".
  ///
  /// Whatever brackets, quotation marks and capitals it comes with. The question itself may be good:
  /// an input that says so is what a model would learn.
  ///
  /// Source: AlpacaDataCleaned, "inconsistent input field".
  static let noInput = Rule(
    "no-input", [.question], .drop, "the input says that there is no input",
    parameters: [Parameter("phrases", noInputList, "what the input says, without its signs")]
  ) { settings in
    let phrases = Set(settings.list("phrases").map { lettersOnly(Array($0.utf8)[...]) })
    return { pair in
      guard !pair.input.bytes.isEmpty, pair.input.bytes.count <= 80 else { return nil }
      let letters = lettersOnly(pair.input.bytes[...])
      guard !letters.isEmpty, phrases.contains(letters) else { return nil }
      return RuleFinding(reason: "the input is \u{201C}\(pair.input.text)\u{201D}")
    }
  }

  private static let noInputList = [
    "no input", "no input required", "no input needed", "no input necessary", "no input provided",
    "no input given", "no input is required", "no input is needed", "no input available",
    "no input field", "no inputs", "no inputs required", "no inputs needed", "no input data",
    "no additional input", "no additional input required", "none", "none required",
    "none provided", "n/a", "not applicable", "not required", "not needed", "no data", "null",
    "empty", "入力なし", "入力はありません", "なし", "입력 없음", "없음", "无输入", "无", "沒有輸入", "没有输入",
  ]

  /// The text without anything but letters and digits, in lower case: `<No Input>` is `noinput`.
  static func lettersOnly(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    RuleText.folded(Array(bytes)).filter { byte in
      byte >= 0x80 || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
  }
}
