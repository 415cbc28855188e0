import rules

from partnerships.reach import reach_of
from workforce.querysets import STARTERS


@rules.predicate
def plans_for_the_partnership(user, subject):
    """Leads or plans in the partnership whose forecast or data set it is."""
    mine = reach_of(user, *STARTERS).partnership_ids()
    return subject is not None and subject.partnership_id in mine


rules.add_perm("workforce.rerun_forecast", plans_for_the_partnership)
rules.add_perm("workforce.withdraw_data_set", plans_for_the_partnership)
