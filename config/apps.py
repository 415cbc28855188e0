from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Tandem"


class TandemAdminConfig(AdminConfig):
    default_site = "config.admin_site.TandemAdminSite"

    def ready(self):
        """Roles, not groups, say who may do what: groups are not offered."""
        from django.contrib.admin import site
        from django.contrib.auth.models import Group

        super().ready()
        site.unregister(Group)
