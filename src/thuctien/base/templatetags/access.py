"""Links only to what the reader may open."""

from __future__ import annotations

from collections.abc import Callable, Container

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def open_url(context: RequestContext, view_name: str, query: str = "") -> str:
    """Return the address of a page with a query, or nothing where the reader may not open it."""
    may_open: Callable[[str], bool] | None = context.get("may_open")
    if may_open is None or not may_open(view_name):
        return ""
    return f"{reverse(view_name)}?{query}" if query else reverse(view_name)


@register.simple_tag(takes_context=True)
def open_page(context: RequestContext, view_name: str, *keys: str) -> str:
    """Return the address of a page of something, or nothing where no such may be opened."""
    may_open: Callable[..., bool] | None = context.get("may_open")
    if may_open is None or not may_open(view_name, *keys):
        return ""
    return reverse(view_name, args=keys)


@register.simple_tag
def link_among(seen: Container[str], view_name: str, key: str, text: str) -> SafeString:
    """Write ``text`` as a link to the page of ``key``, or plainly where ``seen`` has it not."""
    if key not in seen:
        return format_html("{}", text)
    return format_html('<a href="{}">{}</a>', reverse(view_name, args=[key]), text)
