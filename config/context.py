from config.navigation import sections_for


def navigation(request):
    """The sections of the site this person may open, for the page header."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"sections": []}
    return {"sections": sections_for(user, request.path)}
