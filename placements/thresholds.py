"""The numbers of this app. A partnership changes them as dated rule settings."""

from core.rule_settings import register
from placements.choices import Party

FOUR_WEEK_DAYS = "placements.four_week_review_days"
ISSUE_DUE_DAYS = "placements.issue_due_days"
DUE_SOON_DAYS = "placements.review_due_soon_days"
ISSUE_AGES = ("placements.issue_age_first_days", "placements.issue_age_second_days")


def needs_part(party: str) -> str:
    """The setting that says whether a review waits for this party: 1 or 0."""
    return f"placements.review_needs_{party}"


register(
    FOUR_WEEK_DAYS,
    28,
    unit="days after the start",
    source="DfE-RR1072 technical annex: QAMP at four weeks, midway and end",
)
register(
    ISSUE_DUE_DAYS,
    14,
    unit="days to resolve an issue",
    source="Tandem’s own starting value; the partnership decides",
)
register(
    DUE_SOON_DAYS,
    14,
    unit="days ahead a review counts as due",
    source="Tandem’s own starting value; the partnership decides",
)
for _name, _days in zip(ISSUE_AGES, (14, 28), strict=True):
    register(
        _name,
        _days,
        unit="days open",
        source="Tandem’s own starting value; the partnership decides",
    )
for _party, _needed in (
    (Party.STUDENT, 1),
    (Party.PRACTICE_EDUCATOR, 1),
    (Party.AGENCY, 0),
    (Party.UNIVERSITY, 0),
):
    register(
        needs_part(_party),
        _needed,
        unit="1 = a review waits for this part, 0 = it may be added",
        source="DfE-RR1072 technical annex: all parties engaged and up to date",
    )
