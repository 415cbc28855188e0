from django.urls import path

from placements.views import educators, issues, placements, reviews

app_name = "placements"
urlpatterns = [
    path("list/", placements.placement_list, name="placement_list"),
    path("list.csv", placements.placement_export_csv, name="placement_export_csv"),
    path("list.xlsx", placements.placement_export_xlsx, name="placement_export_xlsx"),
    path("list/<reference>/", placements.placement_detail, name="placement_detail"),
    path("list/<reference>/absences/add", placements.absence_add, name="absence_add"),
    path(
        "absences/<reference>/remove", placements.absence_remove, name="absence_remove"
    ),
    path("list/<reference>/issues/add", issues.issue_add, name="issue_add"),
    path("reviews/", reviews.review_list, name="review_list"),
    path("reviews.csv", reviews.review_export_csv, name="review_export_csv"),
    path("reviews.xlsx", reviews.review_export_xlsx, name="review_export_xlsx"),
    path("reviews/<reference>/", reviews.review_detail, name="review_detail"),
    path("reviews/parts/<reference>/", reviews.review_record, name="review_record"),
    path(
        "reviews/parts/<reference>/save",
        reviews.review_save_draft,
        name="review_save_draft",
    ),
    path("reviews/parts/<reference>/done", reviews.review_done, name="review_done"),
    path("issues/", issues.issue_list, name="issue_list"),
    path("issues.csv", issues.issue_export_csv, name="issue_export_csv"),
    path("issues.xlsx", issues.issue_export_xlsx, name="issue_export_xlsx"),
    path("issues/<reference>/", issues.issue_detail, name="issue_detail"),
    path("issues/<reference>/resolve", issues.issue_resolve, name="issue_resolve"),
    path("educators/", educators.educator_list, name="educator_list"),
    path("educators.csv", educators.educator_export_csv, name="educator_export_csv"),
    path("educators.xlsx", educators.educator_export_xlsx, name="educator_export_xlsx"),
]
