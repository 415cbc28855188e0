from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "workforce"
    verbose_name = "Workforce"

    def ready(self):
        from core import imports
        from workforce.csww import CswwImporter

        imports.register(CswwImporter())
