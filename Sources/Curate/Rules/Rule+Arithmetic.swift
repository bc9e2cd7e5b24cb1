internal import Store

extension Rule {
  /// Answers with an equation of plain numbers that does not hold, such as `12 + 7 = 20`.
  ///
  /// Numbers, the four signs and one equals sign; anything else beside them (a variable, a bracket, a
  /// power, per cent, a unit in between) and the equation is left alone. Rounded results hold.
  ///
  /// Source: AlpacaDataCleaned, "wrong answers" (most of them arithmetic).
  static let arithmetic = Rule(
    "arithmetic", version: 2, [.answer], .drop, "an equation in the answer does not hold"
  ) { _ in
    { pair in
      guard let answer = pair.answer, answer.bytes.contains(UInt8(ascii: "=")) else { return nil }
      var wrong: Equations.Equation?
      Equations(answer.bytes).forEach { equation in
        if !equation.holds { wrong = equation }
        return wrong == nil
      }
      guard let wrong else { return nil }
      return RuleFinding(
        value: wrong.stated, threshold: wrong.value,
        reason: "\(answer.string(wrong.range)) does not hold")
    }
  }
}
