from django.urls import path

from suc.views import invitations, members, payments, people, tasks

app_name = "suc"
urlpatterns = [
    # Members
    path("mine/", members.invitation_list, name="invitation_list"),
    path("mine/payments/", members.my_payments, name="my_payments"),
    path("mine/changes/", members.my_changes, name="my_changes"),
    path("mine/<str:reference>/", members.invitation_answer, name="invitation_answer"),
    path(
        "mine/<str:reference>/yes", members.invitation_accept, name="invitation_accept"
    ),
    path(
        "mine/<str:reference>/yes-no-fee",
        members.invitation_accept_unpaid,
        name="invitation_accept_unpaid",
    ),
    path(
        "mine/<str:reference>/no", members.invitation_decline, name="invitation_decline"
    ),
    path("mine/<str:reference>/log", members.involvement_log, name="involvement_log"),
    # Tasks
    path("", tasks.task_list, name="task_list"),
    path("tasks/add", tasks.task_add, name="task_add"),
    path("tasks/<str:reference>/", tasks.task_detail, name="task_detail"),
    path("tasks/<str:reference>/change", tasks.task_change, name="task_change"),
    path("tasks/<str:reference>/money", tasks.task_money, name="task_money"),
    path(
        "tasks/<str:reference>/questions", tasks.task_questions, name="task_questions"
    ),
    path("tasks/<str:reference>/publish", tasks.task_publish, name="task_publish"),
    path("tasks/<str:reference>/cancel", tasks.task_cancel, name="task_cancel"),
    path("tasks/<str:reference>/invite", invitations.invite, name="invite"),
    path("tasks/<str:reference>/what-changed", tasks.change_add, name="change_add"),
    # Invitations, and what was done
    path("waiting/", invitations.invitation_waiting, name="invitation_waiting"),
    path(
        "invitations/<str:reference>/withdraw",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path(
        "invitations/<str:reference>/record",
        invitations.involvement_record,
        name="involvement_record",
    ),
    # People
    path("members/", people.contributor_list, name="contributor_list"),
    path("members/add", people.contributor_add, name="contributor_add"),
    path(
        "members/<str:reference>/",
        people.contributor_detail,
        name="contributor_detail",
    ),
    path(
        "members/<str:reference>/move", people.contributor_move, name="contributor_move"
    ),
    path(
        "members/<str:reference>/archive",
        people.contributor_archive,
        name="contributor_archive",
    ),
    # Payments
    path("payments/", payments.payment_list, name="payment_list"),
    path(
        "payments/payments.csv", payments.payment_export_csv, name="payment_export_csv"
    ),
    path(
        "payments/payments.xlsx",
        payments.payment_export_xlsx,
        name="payment_export_xlsx",
    ),
    path("payments/<str:reference>/", payments.payment_detail, name="payment_detail"),
    path(
        "payments/<str:reference>/approve",
        payments.payment_approve,
        name="payment_approve",
    ),
    path(
        "payments/<str:reference>/decline",
        payments.payment_decline,
        name="payment_decline",
    ),
    path("payments/<str:reference>/paid", payments.payment_paid, name="payment_paid"),
]
