"""Runs the benchmarks named on the command line (``data page``), or all of them.

Exit code 1 if a bar is missed, 2 if a benchmark is not known.
"""

import sys
from importlib import import_module
from pathlib import Path

from tests.bench import Figure

ALL = sorted(path.stem.removesuffix("_bench") for path in Path(__file__).parent.glob("*_bench.py"))


def line(figure: Figure) -> str:
    bar = ""
    if figure.bar is not None:
        sign, verdict = ("≤" if figure.most else "≥"), ("ok" if figure.holds else "MISSED")
        bar = f"{sign} {figure.bar:g}  {verdict}"
    value = "-" if figure.value is None else f"{figure.value:,.4g}"
    return f"{figure.what:<58}{value:>10} {figure.unit:<10}{bar:<18}{figure.beside}"


def main() -> int:
    names = [name.removesuffix("_bench") for name in sys.argv[1:]] or ALL
    if unknown := set(names) - set(ALL):
        print(f"No benchmark {', '.join(unknown)}: there are {', '.join(ALL)}.", file=sys.stderr)
        return 2
    missed = 0
    for name in names:
        print(f"\n{name}")
        for figure in import_module(f"tests.bench.{name}_bench").measure():
            print(line(figure), flush=True)
            missed += not figure.holds
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
