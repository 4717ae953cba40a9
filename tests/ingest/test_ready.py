import subprocess
import sys


def test_what_processes_need_is_made_before_they_are() -> None:
    made = (
        "import sys; from restokg.ingest import processes\n"
        "__import__(processes._READY)\n"
        "print('restokg.ingest.mentions.ranges' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "True"


def test_the_server_of_processes_may_be_started_more_than_once() -> None:
    twice = (
        "from restokg.ingest.processes import over_processes, start_early\n"
        "if __name__ == '__main__':\n"
        "    start_early(); start_early()\n"
        "    print(sorted(made for _, made in over_processes(abs, [-2, 1], count=2, begin=dict)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", twice], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[1, 2]"
