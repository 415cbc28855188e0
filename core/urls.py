from django.urls import path

from core import views

app_name = "jobs"
urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("<str:reference>/", views.job_detail, name="job_detail"),
    path("<str:reference>/progress/", views.job_progress, name="job_progress"),
    path("<str:reference>/cancel/", views.job_cancel, name="job_cancel"),
]
