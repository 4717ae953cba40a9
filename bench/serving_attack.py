"""How light queries fare while hostile ones come eight at a time: the attack of the tests."""

import statistics
import sys
from pathlib import Path

from measuring import Result

from restokg.graph.snapshot import locate

RUNS = 3
LIMIT = 3.0


def measure() -> Result:
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.server.test_attacks import AT_A_TIME, attacked, percentile

    rows, ratios, number = [], [], 0
    for _ in range(RUNS):
        attack = attacked(locate())
        number = len(attack.ends)
        idle, meanwhile = percentile(attack.idle, 0.99), percentile(attack.meanwhile, 0.99)
        ratios.append(meanwhile / idle)
        rows.append(
            (
                f"{percentile(attack.idle, 0.5) * 1000:.2f}",
                f"{idle * 1000:.2f}",
                f"{percentile(attack.meanwhile, 0.5) * 1000:.2f}",
                f"{meanwhile * 1000:.2f}",
                f"{ratios[-1]:.2f}",
                f"{max(end.seconds for end in attack.ends):.2f}",
                f"{attack.memory['all'] / 1024**2:,.0f}",
            )
        )
    ratio = statistics.median(ratios)
    return Result(
        "Serving: under attack",
        "99th percentile of light queries during the attack over that while idle, at the median, "
        f"at most {LIMIT:g}",
        ratio,
        ratio <= LIMIT,
        ("idle median ms", "idle p99 ms", "attack median ms", "attack p99 ms", "ratio",
         "longest hostile s", "all workers MiB"),
        rows,
        f"{number} hostile queries, {AT_A_TIME} at a time, each with 2 seconds and 512 MiB; "
        "two clients ask light ones meanwhile.",
    )  # fmt: skip
