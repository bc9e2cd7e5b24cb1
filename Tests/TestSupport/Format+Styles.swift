public import Formats

extension Format {
  /// The styles that it can be asked for, one choice at a time.
  public var styles: [Style] {
    var styles = [usual]
    if choices.contains(.template) {
      styles += ChatTemplate.all.map { template in
        var style = usual
        style.template = template
        return style
      }
    }
    if choices.contains(.conversational) {
      var style = usual
      style.isConversational = true
      styles.append(style)
    }
    return styles
  }
}
