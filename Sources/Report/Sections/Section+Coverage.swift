internal import Store

extension Section {
  /// Which disciplines and subjects the examples are about.
  static func coverage(_ connection: Connection) throws -> Section {
    var section = Section(id: "coverage", title: "Coverage")
    let table = try connection.table(sql)
    let places = Places(table)
    if places.total > 0, places.isPlaced {
      section.lead =
        "\(Decimal.counted(places.disciplines.count, "discipline")) with "
        + Decimal.counted(places.subjects, "subject")
        + (places.bare > 0 ? ", of which \(Decimal.grouped(places.bare)) have no example." : ".")
      section.add(
        "Field, discipline, subject",
        note: "Widths are numbers of examples. Open a discipline for its subjects.", table
      ) { _ in "\(places.icicle.html)\(places.list)" }
    } else if places.isPlaced {
      section.parts = [
        .missing(
          "There are \(Decimal.counted(places.disciplines.count, "discipline")) with "
            + "\(Decimal.counted(places.subjects, "subject")) and no example yet",
          command: "seedbed generate glan DB --questions N --model NAME")
      ]
    } else {
      section.parts = [
        .missing(
          "No example belongs to a discipline",
          command: "seedbed generate glan DB --discipline NAME --model NAME")
      ]
    }
    return section
  }

  private static let sql = """
    WITH
      counted AS (
        SELECT discipline, subject, count(*) AS examples FROM examples GROUP BY discipline, subject
        UNION ALL
        SELECT d.name, s.name, 0 FROM disciplines AS d
        LEFT JOIN subjects AS s ON s.discipline_id = d.id AND s.status = 'live'
        WHERE d.status = 'live'),
      tops AS (SELECT name AS discipline, min(field) AS field FROM disciplines GROUP BY name)
    SELECT t.field AS field, c.discipline AS discipline, c.subject AS subject,
      sum(c.examples) AS examples
    FROM counted AS c LEFT JOIN tops AS t ON t.discipline = c.discipline
    GROUP BY c.discipline, c.subject ORDER BY examples DESC, c.discipline, c.subject
    """
}
