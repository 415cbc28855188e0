from django.apps import AppConfig


class HubsConfig(AppConfig):
    name = "hubs"
    verbose_name = "Student learning hubs"

    def ready(self):
        from core.rule_settings import register

        register(
            "hubs.weeks_shown",
            12,
            unit="weeks",
            source="Weeks on the attendance page and in its figure; our default.",
        )
        register(
            "hubs.missed_in_a_row",
            2,
            unit="sessions",
            source="Missed sessions in a row after which a student is listed; "
            "the practice education lead is told at two.",
        )
