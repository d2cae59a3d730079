"""People (personer) on screen: the list, the page, search and registration, and letting somebody read."""

from django.urls import path

from stegvis.web.people import find, letting_in, list, page

urls = [
    path("deltagare/", list.show_list, name="participant_list"),
    path("deltagare/sok/", find.people_search, name="people_search"),
    path("deltagare/ny/", find.participant_new, name="participant_new"),
    path("deltagare/<int:pk>/", page.participant, name="participant"),
    path("deltagare/<int:pk>/nummer/", page.participant_number, name="participant_number"),
    path("deltagare/<int:pk>/andra/", find.participant_edit, name="participant_edit"),
    path("deltagare/<int:pk>/handelser/", page.participant_events, name="participant_events"),
    path("deltagare/<int:pk>/last-av/", page.participant_readers, name="participant_readers"),
    path("deltagare/<int:pk>/oppna/", letting_in.participant_open, name="participant_open"),
    path("deltagare/<int:pk>/lasratt/", letting_in.participant_grant, name="participant_grant"),
    path(
        "deltagare/<int:pk>/lasratt/<int:grant_pk>/avsluta/",
        letting_in.participant_grant_end,
        name="participant_grant_end",
    ),
]
