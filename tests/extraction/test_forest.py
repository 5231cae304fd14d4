"""Trees that are asked all at once say what they would say one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.extraction.forest import Tree, planted

MEASURES = 4
QUESTIONS = st.lists(st.tuples(st.integers(0, MEASURES - 1), st.integers(-2, 2).map(float)), min_size=1, max_size=4)
TREES = st.lists(
    QUESTIONS.map(lambda asked: Tree(tuple(asked), tuple(float(place) for place in range(1 << len(asked))))), max_size=5
)


def one_by_one(trees: list[Tree], measures: tuple[float, ...]) -> float:
    total = 0.0
    for tree in trees:
        passed = "".join(str(int(measures[measure] > limit)) for measure, limit in tree.questions)
        total += tree.answers[int(passed, 2)]
    return total


@given(TREES, st.tuples(*[st.sampled_from((-3.0, -2.0, -1.5, 0.0, 0.5, 1.0, 9.0))] * MEASURES))
def test_all_questions_at_once(trees: list[Tree], measures: tuple[float, ...]) -> None:
    assert planted(trees, MEASURES).odds(measures) == one_by_one(trees, measures)
