from django.contrib.admin import AdminSite


class TandemAdminSite(AdminSite):
    """The history of each table stands under one heading, after what it tells of."""

    def get_app_list(self, request, app_label=None):
        apps, history = [], []
        for app in super().get_app_list(request, app_label):
            told = [m for m in app["models"] if hasattr(m["model"], "pgh_obj_id")]
            history += told
            rest = [m for m in app["models"] if m not in told]
            if rest:
                apps.append({**app, "models": rest})
        if history and app_label is None:
            heading = {"name": "History of changes", "app_label": "history"}
            links = {"app_url": "", "has_module_perms": True}
            history.sort(key=lambda model: model["name"])
            apps.append({**heading, **links, "models": history})
        return apps
