from django.contrib import admin
from django.urls import include, path

from config import pages, views

urlpatterns = [
    path("", views.home, name="home"),
    path("start", views.start, name="start"),
    path("dashboard", views.dashboard, name="dashboard"),
    path("healthz", views.healthz, name="healthz"),
    path("help", pages.help, name="help"),
    path("accessibility", pages.accessibility, name="accessibility"),
    path("privacy", pages.privacy, name="privacy"),
    path("cookies", pages.cookies, name="cookies"),
    path("placements/", include("placements.urls")),
    path("hubs/", include("hubs.urls")),
    path("workforce/", include("workforce.urls")),
    path("involvement/", include("suc.urls")),
    path("jobs/", include("core.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
]
