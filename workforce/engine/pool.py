"""The pool of residual triplets (growth, leaver logit, reconciliation).

Drawn together they keep their correlation: a year in which a council loses more people
is usually one in which it also gains more.
"""

from statistics import NormalDist

import numpy as np

from workforce.engine.settings import Settings


def built_in(count: int, settings: Settings) -> np.ndarray:
    """Triplets to draw from when a panel has few of its own, by a fixed lattice.

    Standard deviations are the settings'; leaving and growth move against each other,
    reconciliation a little with growth, and tails are heavier than the normal's.
    """
    points = np.arange(1, count + 1)
    columns = [
        np.mod(0.5 + points * step, 1.0) for step in (0.618034, 0.414214, 0.7549)
    ]
    normal = NormalDist()
    scores = np.array(
        [
            [normal.inv_cdf(min(max(u, 0.002), 0.998)) for u in column]
            for column in columns
        ]
    ).T
    scores = scores * (1 + 0.06 * scores**2)
    scores = (scores - scores.mean(axis=0)) / scores.std(axis=0)
    growth = scores[:, 0]
    leaving = -0.3 * growth + np.sqrt(1 - 0.09) * scores[:, 1]
    books = 0.4 * growth + np.sqrt(1 - 0.16) * scores[:, 2]
    scale = (settings.growth_sd, settings.leaver_sd, settings.reconcile_sd)
    return np.column_stack([growth, leaving, books]) * scale


def gather(
    growth: np.ndarray, leaving: np.ndarray, books: np.ndarray, settings: Settings
) -> np.ndarray:
    """Rows of the three residuals; a missing flow is borrowed from a built-in row."""
    seen = np.isfinite(growth)
    rows = np.column_stack([growth[seen], leaving[seen], books[seen]])
    spare = built_in(max(settings.pool_least, 2), settings)
    if len(rows):
        # A row without a flow takes one from the built-in row of like growth.
        order = np.argsort(spare[:, 0])
        rank = np.argsort(np.argsort(rows[:, 0])) / len(rows)
        donor = spare[order[(rank * len(spare)).astype(int)]]
        rows = np.where(np.isfinite(rows), rows, donor)
    if len(rows) < settings.pool_least:
        rows = np.vstack([rows, spare[: settings.pool_least - len(rows)]])
    return rows - rows.mean(axis=0)
