"""Scores of the forecast beside the other methods, from rolling origins.

    python bench/backtest.py [FILE.csv] [--origins 2018 2019]

CRPS, width and error are % of the outcome; "below naive" is CRPS. A change to the model
reports this table before and after.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workforce.engine import backtest as testing  # noqa: E402 - needs the path above
from workforce.engine.panel import read_panel  # noqa: E402 - needs the path above

DATA = ROOT / "workforce" / "data" / "csww_indicators_2017_to_2022.csv"
TITLES = {
    testing.AREA: "One council",
    testing.SMALL: f"Small councils (under {testing.SMALL_BELOW:.0f} FTE)",
    testing.SIX: "Six councils of a region together",
    testing.ALL: "All councils together",
}
HEAD = f"{'':28}{'n':>6}{'MAPE':>8}{'CRPS':>8}{'below naive':>13}"
HEAD += f"{'80 % cover':>12}{'width':>8}"


def line(name, score, gain) -> str:
    text = f"{name:28}{score.count:6}{score.mape:8.2f}{score.crps:8.2f}{gain:12.1f}%"
    return text + f"{score.cover:11.1f}%{score.width:8.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", default=DATA)
    parser.add_argument("--origins", nargs="*", type=int)
    parser.add_argument("--draws", type=int, default=1000)
    asked = parser.parse_args()
    panel = read_panel(asked.file)
    made = testing.backtest(panel, origins=asked.origins, draws=asked.draws)
    print(f"Origins {', '.join(map(str, made.origins))}; one to four years ahead.")
    for level, title in TITLES.items():
        print(f"\n{title}\n{HEAD}")
        for method in made.methods:
            if (method, level) in made.overall:
                score = made.overall[method, level]
                gain = made.gain[method, level]
                print(line(testing.NAMES[method], score, gain))
    by_origin(made)
    by_area(made)
    return 0


def by_origin(made) -> None:
    print("\nCRPS of one council by origin")
    print(f"{'':28}" + "".join(f"{origin:8}" for origin in made.origins))
    for method in made.methods:
        scores = [made.by_origin[method, testing.AREA, o].crps for o in made.origins]
        text = "".join(f"{score:8.2f}" for score in scores)
        print(f"{testing.NAMES[method]:28}{text}")
    lost = {origin for level, origin in made.lost("pooled") if level == testing.AREA}
    if lost:
        years = ", ".join(map(str, sorted(lost)))
        print(f"The pooled method lost to the last value from {years}.")


def by_area(made) -> None:
    """Bootstrap over councils: how sure the gain on the last value is."""
    keys = sorted({key for method, key in made.by_area if method == "naive"})
    pooled = np.array([made.by_area["pooled", key].crps for key in keys])
    naive = np.array([made.by_area["naive", key].crps for key in keys])
    rng = np.random.Generator(np.random.PCG64(1))
    picks = rng.integers(0, len(keys), (2000, len(keys)))
    gains = 100 * (1 - pooled[picks].mean(axis=1) / naive[picks].mean(axis=1))
    low, high = np.quantile(gains, [0.025, 0.975])
    print(
        f"Gain on the last value, bootstrap over councils: {low:.1f} to {high:.1f} %."
    )


if __name__ == "__main__":
    sys.exit(main())
