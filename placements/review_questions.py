"""The review (QAMP) as first shipped: opportunities, support, performance.

Data, not behaviour: a partnership adds a version with its own questions. A section's
key is the area of the issue that its answers may open.
"""

from placements.choices import IssueArea
from surveys.choices import ItemKind

CODE = "qamp"
TITLE = "Placement review (QAMP)"
INTRODUCTION = "Do not name or describe people who use services."
FINE, NOT_QUITE, NOT_FINE = "fine", "not_quite", "not_fine"
SCALE = [[FINE, "Fine"], [NOT_QUITE, "Not quite"], [NOT_FINE, "Not fine"]]


def _rated(key: str, title: str, hint: str, name: str) -> dict:
    return {
        "key": key,
        "title": title,
        "items": [
            {
                "key": "rating",
                "kind": ItemKind.CHOICE,
                "prompt": title,
                "hint": hint,
                "scale": SCALE,
                "is_required": True,
                "missing_message": f"Say how {name} going",
                "opens_issue_at": NOT_QUITE,
                "tags": ["qapl"],
            },
            {
                "key": "gap",
                "kind": ItemKind.TEXT,
                "prompt": "What would make it fine?",
                "is_required": True,
                "missing_message": f"Say what would make {key} fine",
                "shown_with": "rating",
                "shown_at": NOT_QUITE,
            },
            {
                "key": "problem",
                "kind": ItemKind.TEXT,
                "prompt": "What is not fine?",
                "is_required": True,
                "missing_message": f"Say what is not fine about {key}",
                "shown_with": "rating",
                "shown_at": NOT_FINE,
            },
            {
                "key": "tried",
                "kind": ItemKind.TEXT,
                "prompt": "What has been tried so far? (optional)",
                "shown_with": "rating",
                "shown_at": NOT_FINE,
            },
        ],
    }


SECTIONS = [
    _rated(
        IssueArea.OPPORTUNITIES,
        "Learning opportunities",
        "Enough work of the right kind to learn from.",
        "opportunities are",
    ),
    _rated(
        IssueArea.SUPPORT,
        "Support",
        "Induction, supervision, time, equipment and the team.",
        "support is",
    ),
    _rated(
        IssueArea.PERFORMANCE,
        "Performance",
        "Progress for this stage of the course.",
        "performance is",
    ),
    {
        "key": "comment",
        "title": "Anything else",
        "items": [
            {
                "key": "words",
                "kind": ItemKind.TEXT,
                "prompt": "Anything else? (optional)",
                "hint": "For example what is going well.",
            }
        ],
    },
]
