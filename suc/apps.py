from django.apps import AppConfig


class SUCConfig(AppConfig):
    name = "suc"
    verbose_name = "Service users and carers"
