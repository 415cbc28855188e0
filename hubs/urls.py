from django.urls import path

from hubs import views

app_name = "hubs"
urlpatterns = [
    path("", views.hub_list, name="hub_list"),
    path("attendance/", views.attendance, name="attendance"),
    path("attendance/export/", views.attendance_export, name="attendance_export"),
    path("mine/", views.my_hub, name="my_hub"),
    path("reflections/", views.reflection_list, name="reflection_list"),
    path("sessions/<str:reference>/", views.session_detail, name="session_detail"),
    path(
        "sessions/<str:reference>/register/", views.register_take, name="register_take"
    ),
    path(
        "sessions/<str:reference>/cancel/", views.session_cancel, name="session_cancel"
    ),
    path("sessions/<str:reference>/move/", views.session_move, name="session_move"),
    path(
        "sessions/<str:reference>/reflection/",
        views.reflection_write,
        name="reflection_write",
    ),
    path("<str:reference>/", views.hub_detail, name="hub_detail"),
    path("<str:reference>/plan/", views.session_generate, name="session_generate"),
    path("<str:reference>/break/", views.break_add, name="break_add"),
    path("<str:reference>/facilitator/", views.facilitator_add, name="facilitator_add"),
    path("<str:reference>/enrol/", views.enrolment_add, name="enrolment_add"),
]
