from config.navigation import sections_for


def navigation(request):
    """The page header: who is signed in, as what, and the sections they may open."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"sections": []}
    return {"sections": sections_for(user, request.path), "whoami": whoami(user)}


def whoami(user) -> dict[str, str]:
    """The person's first role of today, and where it stands."""
    role = next(iter(user.held_roles()), None)
    if role is None:
        return {"role": "", "partnership": ""}
    return {"role": role.get_kind_display(), "partnership": str(role.place)}
