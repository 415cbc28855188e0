app_name = "suc"
urlpatterns = []
