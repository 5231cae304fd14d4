"""Which tables hold data, and what their rows are once spans are written out."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.dom import Element, elements

MAX_SPAN = 100
MAX_CELLS = 20_000
LONG_CELL = 400
PARTING = frozenset({"table", "ul", "ol", "h1", "h2", "h3", "form", "blockquote", "article", "section", "iframe"})


def is_data_table(table: Element) -> bool:
    """Whether a table holds data and is not there for the layout.

    After Wang and Hu (2002) in spirit: at least two rows and two columns of short cells, no tables or sections inside.
    """
    if table.get("role") in ("presentation", "none"):
        return False
    rows = [list(_cells(row)) for row in _rows(table)]
    filled = [len(row) for row in rows if row]
    if len(filled) < 2 or max(filled) < 2:
        return False
    letters = 0
    has_header = False
    for element in elements(table):
        if element.tag in PARTING and element is not table:
            return False
        has_header |= element.tag in ("th", "thead", "caption")
        if element.tag in ("td", "th"):
            size = sum(len(child.strip()) for child in element.children if isinstance(child, str))
            letters += size
            if size > LONG_CELL and not has_header:
                return False
    if has_header:
        return True
    steady = filled.count(max(set(filled), key=filled.count)) * 5 >= len(filled) * 4
    return steady and len(filled) >= 3 and letters > 0


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, str):
            continue
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.children if not isinstance(row, str) and row.tag == "tr")


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row.children if not isinstance(cell, str) and cell.tag in ("td", "th"))


def grid(table: Element) -> list[list[Element | None]]:
    """The table's rows, all of one width: a cell that spans several places stands in each of them."""
    rows: list[list[Element | None]] = []
    pending: dict[int, tuple[Element, int]] = {}
    left = MAX_CELLS
    for row in _rows(table):
        line: list[Element | None] = []
        cells = _cells(row)
        while True:
            if (held := pending.pop(len(line), None)) is not None:
                cell, more = held
                if more > 1:
                    pending[len(line)] = (cell, more - 1)
                line.append(cell)
                continue
            if (new := next(cells, None)) is None:
                if not any(place > len(line) for place in pending):
                    break
                line.append(None)
                continue
            down = _span(new, "rowspan")
            for _ in range(_span(new, "colspan")):
                if down > 1:
                    pending[len(line)] = (new, down - 1)
                line.append(new)
        left -= len(line)
        if left < 0:
            break
        rows.append(line)
    width = max(map(len, rows), default=0)
    return [line + [None] * (width - len(line)) for line in rows]


def _span(cell: Element, name: str) -> int:
    text = cell.get(name)
    return min(max(int(text), 1), MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else 1
