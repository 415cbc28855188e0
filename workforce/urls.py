from django.urls import path

from workforce.views import data, forecasts

app_name = "workforce"
urlpatterns = [
    path("data/", data.dataset_list, name="dataset_list"),
    path("data/import/", data.import_start, name="import_start"),
    path("data/import/<str:reference>/", data.import_check, name="import_check"),
    path(
        "data/import/<str:reference>/faults/",
        data.import_faults,
        name="import_faults",
    ),
    path(
        "data/import/<str:reference>/confirm/",
        data.import_confirm,
        name="import_confirm",
    ),
    path("data/<str:reference>/", data.dataset_detail, name="dataset_detail"),
    path("data/<str:reference>/undo/", data.import_undo, name="import_undo"),
    path("forecasts/", forecasts.forecast_list, name="forecast_list"),
    path("forecasts/start/", forecasts.forecast_start, name="forecast_start"),
    path(
        "forecasts/<str:reference>/", forecasts.forecast_detail, name="forecast_detail"
    ),
    path(
        "forecasts/<str:reference>/rerun/",
        forecasts.forecast_rerun,
        name="forecast_rerun",
    ),
    path(
        "forecasts/<str:reference>/retry/",
        forecasts.forecast_retry,
        name="forecast_retry",
    ),
    path("forecasts/<str:reference>/csv/", forecasts.forecast_csv, name="forecast_csv"),
    path(
        "forecasts/<str:reference>/xlsx/", forecasts.forecast_xlsx, name="forecast_xlsx"
    ),
]
