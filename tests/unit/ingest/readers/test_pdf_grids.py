from ingest.readers.pdf_grids import Segment, find_grids


def ruled(xs: list[float], ys: list[float]) -> list[Segment]:
    across = [Segment(False, y, min(xs), max(xs)) for y in ys]
    return across + [Segment(True, x, min(ys), max(ys)) for x in xs]


def test_a_grid_and_its_cells() -> None:
    (grid,) = find_grids(ruled([0, 50, 100], [0, 20, 40]))
    assert (grid.width, grid.height) == (2, 2)
    assert grid.cell(10, 30) == (0, 0)
    assert grid.cell(60, 10) == (1, 1)
    assert grid.cell(200, 10) is None


def test_a_merged_cell_belongs_to_its_first() -> None:
    strokes = ruled([0, 50, 100], [0, 20, 40])
    strokes = [s for s in strokes if not (s.vertical and s.at == 50)] + [Segment(True, 50, 0, 20)]
    (grid,) = find_grids(strokes)
    assert grid.cell(60, 30) == (0, 0)
    assert grid.cell(60, 10) == (1, 1)


def test_two_tables_below_each_other() -> None:
    assert len(find_grids(ruled([0, 50, 100], [0, 20, 40]) + ruled([0, 50, 100], [60, 80, 100]))) == 2


def test_frames_and_drawings_are_no_tables() -> None:
    assert find_grids(ruled([0, 100], [0, 40])) == []
    assert find_grids(ruled([0, 50, 100], [0, 40]) * 5000) == []
