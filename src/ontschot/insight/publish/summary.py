"""What stands out, in a few sentences for who reads one page: of published numbers alone, so that none is small."""

from ontschot.insight.publish.published import Published, PublishedFigure
from ontschot.insight.publish.words import Words

_AREAS = ("districts", "neighbourhoods")
_APART = 0.05  # areas that differ less do not stand out


def sentences(published: Published, words: Words) -> list[str]:
    """The largest combination of provisions, the two schemes that go together most, and where it is most, of persons
    (of households when the report has no such figure of persons). What was not published is not said."""
    found = [_combination(published, words), _schemes(published, words), _where(published, words)]
    return [sentence for sentence in found if sentence]


def partial(published: Published) -> bool:
    """Whether a number was closed that might have stood out."""
    figures = [_figure(published, id) for id in ("provision_combinations", "scheme_matrix", *_AREAS)]
    return any(figure.closed for figure in figures if figure)


def explained(published: Published, words: Words) -> str:
    """What a provision and a scheme are, by the first of the study that do not have one name; '' when all have."""
    study = published.study
    scheme_of = {scheme.code: scheme.name for scheme in study.schemes}
    examples = ((one.name, scheme_of[one.scheme]) for one in study.provisions)
    found = next((pair for pair in examples if pair[0].casefold() != pair[1].casefold()), None)
    return words("what_they_are", *found) if found else ""


def _figure(published: Published, id: str) -> PublishedFigure | None:
    return published.figure(id, "persons") or published.figure(id, "households")


def _combination(published: Published, words: Words) -> str:
    figure = _figure(published, "provision_combinations")
    row = figure.rows[0] if figure and figure.rows else ""  # the open ones come first, the largest before
    count = figure.value(row, "count") if figure else None
    if figure is None or count is None:
        return ""
    names = [figure.labels.get(part, part) for part in row.split("+")]
    return words("out_combination", " + ".join(names), words.number(count), words(figure.level))


def _schemes(published: Published, words: Words) -> str:
    figure = _figure(published, "scheme_matrix")
    if figure is None:
        return ""
    pairs = [
        (-count, row, column)
        for at, row in enumerate(figure.rows)
        for column in figure.rows[at + 1 :]
        if (count := figure.value(row, column))
    ]
    if not pairs:
        return ""
    _, one, other = min(pairs)
    there, back = figure.cells[one, other].share, figure.cells[other, one].share
    if there is None or back is None:
        return ""
    if there < back:
        one, other, there, back = other, one, back, there
    names = figure.labels.get(one, one), figure.labels.get(other, other)
    return words("out_schemes", *names, words.percent(there), words.percent(back), words(figure.level))


def _where(published: Published, words: Words) -> str:
    figure = next((found for id in _AREAS if (found := _figure(published, id))), None)
    if figure is None:
        return ""
    least = 10 * published.study.minimum_cell  # of fewer users a share says little
    shares = sorted(
        (cell.share, words.row(figure.id, row, figure.labels))
        for row in figure.rows
        if row and (cell := figure.cells[row, "more"]).share is not None and (figure.value(row, "users") or 0) >= least
    )
    if not shares or shares[-1][0] - shares[0][0] < _APART:
        return ""
    (low, lowest), (high, highest) = shares[0], shares[-1]
    return words("out_where", highest, words.percent(high), lowest, words.percent(low), words(figure.level))
