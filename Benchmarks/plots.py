"""Bars as SVG, for light and dark pages, without anything that must be installed."""

import html
import math

WIDTH, LEFT, RIGHT, ROW = 820, 300, 190, 30
STYLE = """text{font:13px system-ui,sans-serif;fill:#1a1c20}.soft{fill:#585e68}.ours{fill:#0072b2}.peer{fill:#9aa1ab}
line{stroke:#d55e00;stroke-dasharray:4 3}
@media (prefers-color-scheme:dark){text{fill:#e7e9ed}.soft{fill:#a4abb6}.ours{fill:#3c9fda}.peer{fill:#737a85}}"""


def bars(title, rows, unit, budget=None, logarithmic=False):
    """`rows` are (label, value, what is written beside the bar, whether it is ours); `budget` is a dashed line."""
    values = [value for _, value, _, _ in rows] + ([budget] if budget else [])
    high, low = max(values), min(value for value in values if value > 0)
    floor = 10 ** math.floor(math.log10(low) - 0.3)

    def length(value):
        share = math.log10(max(value, floor) / floor) / math.log10(high / floor) if logarithmic else value / high
        return round(share * (WIDTH - LEFT - RIGHT), 1)

    height = 34 + ROW * len(rows) + 26
    said = "; ".join(f"{label}: {text}" for label, _, text, _ in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img"'
        f' aria-label="{html.escape(title + ". " + said)}"><style>{STYLE}</style>',
        f'<text x="0" y="16" font-weight="600">{html.escape(title)}</text>',
    ]
    for place, (label, value, text, is_ours) in enumerate(rows):
        y = 34 + ROW * place
        parts.append(f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">{html.escape(label)}</text>')
        parts.append(f'<rect class="{"ours" if is_ours else "peer"}" x="{LEFT}" y="{y + 2}" height="18"'
                     f' width="{max(length(value), 1.5)}"/>')
        parts.append(f'<text class="soft" x="{LEFT + length(value) + 6}" y="{y + 15}">{html.escape(text)}</text>')
    if budget:
        x = LEFT + length(budget)
        parts.append(f'<line x1="{x}" x2="{x}" y1="30" y2="{34 + ROW * len(rows)}"/>')
    scale = f"{unit}, on a logarithmic scale" if logarithmic else unit
    note = scale + (f"; dashed: our budget, {budget:g}" if budget else "")
    parts.append(f'<text class="soft" x="{LEFT}" y="{height - 8}">{html.escape(note)}</text></svg>')
    return "\n".join(parts) + "\n"
