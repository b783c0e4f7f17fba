"""The provider's pages: its door, and those of OpenID Connect."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path


def enter(request: HttpRequest) -> HttpResponse:
    """Sign in whoever is named, without a password; show a form where nobody is."""
    if name := request.GET.get("as"):
        login(request, User.objects.get(username=name))
        return HttpResponseRedirect(request.GET["next"])
    return HttpResponse(
        f'<!doctype html><title>provider</title><form><input type="hidden" name="next" value="'
        f'{request.GET["next"].replace("&", "&amp;")}"><label>as <input name="as"></label>'
        "<button>enter</button></form>"
    )


urlpatterns = [path("enter/", enter), path("o/", include("oauth2_provider.urls"))]
