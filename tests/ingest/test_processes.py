"""Work over processes goes on where one of them ends unasked."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest

from restokg.ingest.processes import MOST_MEMORY, limit_memory, over_processes

FATAL = 7


def nothing() -> None:
    pass


def doubled(number: int) -> int:
    if number == FATAL:
        os._exit(1)
    return 2 * number


def doubled_all(numbers: Sequence[int]) -> list[int]:
    return [doubled(number) for number in numbers]


def killed_once(path: str) -> str:
    """End the process the first time."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return "done"
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def taken(size: int) -> str:
    try:
        return str(len(bytearray(size)))
    except MemoryError:
        return "refused"


def failing(number: int) -> int:
    raise ValueError(str(number))


def test_every_item_comes_back_with_its_result() -> None:
    found = dict(over_processes(doubled, range(7), count=2, begin=nothing))
    assert found == {number: 2 * number for number in range(7)}


def test_nothing_to_do_starts_no_process() -> None:
    assert list(over_processes(doubled, [], count=2, begin=nothing)) == []


def test_an_item_that_ends_its_process_is_told_and_the_others_go_on() -> None:
    found = dict(over_processes(doubled, range(20), count=2, begin=nothing))
    assert found.pop(FATAL) is None
    assert found == {number: 2 * number for number in range(20) if number != FATAL}


def test_a_batch_is_parted_so_that_only_the_item_at_fault_is_lost() -> None:
    batches = [(1, 2), (6, FATAL, 8), (9, 10)]
    found = over_processes(
        doubled_all, batches, count=1, begin=nothing, parted=lambda batch: [(one,) for one in batch]
    )
    results = dict(found)
    assert results.pop((FATAL,)) is None
    assert sorted(number for result in results.values() for number in result or ()) == [
        2, 4, 12, 16, 18, 20,
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="The system kills in another way.")
def test_an_item_whose_process_was_killed_from_outside_is_done_again(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = str(tmp_path_factory.mktemp("killed") / "begun")
    assert list(over_processes(killed_once, [path], count=1, begin=nothing)) == [(path, "done")]


def test_what_a_process_takes_is_bounded() -> None:
    found = dict(over_processes(taken, [1000, MOST_MEMORY + 1], count=1, begin=limit_memory))
    assert found == {1000: "1000", MOST_MEMORY + 1: "refused"}


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="3"):
        list(over_processes(failing, [3], count=1, begin=nothing))
