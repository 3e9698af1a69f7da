"""Which device is believed first: a list that is put in order by buttons."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.bootstrap.walks import walks_of
from rhomboid.web.rendering import frame, render


def show(request: HttpRequest) -> HttpResponse:
    """The list; a button moves one device by one place."""
    walks = walks_of(bootstrap.journal())
    order = walks.counting.order()
    if request.method == "POST":
        moved = put(order, request.POST.get("name", ""), request.POST.get("move", ""))
        changed = walks.believe(moved) if moved != order else 0
        place = moved.index(request.POST["name"]) + 1 if moved != order else 0
        return HttpResponseRedirect(f"{reverse('walks_devices')}?changed={changed}&place={place}")
    w = frame(request).wording
    changed_days = request.GET.get("changed", "")
    told = w.say("walks.order.changed", count=int(changed_days)) if changed_days.isdecimal() else ""
    values = {
        "nav": "walks",
        "order": order,
        "last": len(order),
        "told": told,
        "moved": request.GET.get("place", ""),
    }
    return render(request, "walks_devices.html", values)


def put(order: Sequence[str], name: str, move: str) -> tuple[str, ...]:
    """The order with one device moved up or down by one place; as it was where that cannot be."""
    names = list(order)
    step = {"up": -1, "down": 1}.get(move, 0)
    place = names.index(name) if name in names else -1
    if not step or place < 0 or not 0 <= place + step < len(names):
        return tuple(names)
    names[place], names[place + step] = names[place + step], names[place]
    return tuple(names)
