"""Rating (skattning) on screen: answering on a phone, both pictures for staff, questions for the administrator."""

from django.urls import path

from .answering import answer_check, answer_door, answer_link, answer_question, answer_start, own_rating
from .pages import (
    rating,
    rating_answer,
    rating_ask,
    rating_link,
    rating_link_revoke,
    rating_mapping,
    rating_withdraw,
)

CASE = "inskrivningar/<int:pk>/skattning/"
urls = [
    path(CASE, rating, name="rating"),
    path(f"{CASE}fraga/", rating_ask, name="rating_ask"),
    path(f"{CASE}omraden/", rating_mapping, name="rating_mapping"),
    path(f"{CASE}<int:rating_pk>/svara/", rating_answer, name="rating_answer"),
    path(f"{CASE}<int:rating_pk>/lank/", rating_link, name="rating_link"),
    path(f"{CASE}<int:rating_pk>/lank/ta-tillbaka/", rating_link_revoke, name="rating_link_revoke"),
    path(f"{CASE}<int:rating_pk>/ta-tillbaka/", rating_withdraw, name="rating_withdraw"),
    path("svara/", answer_door, name="answer_door"),
    path("svara/fragor/", answer_start, name="answer_start"),
    path("svara/fragor/<int:number>/", answer_question, name="answer_question"),
    path("svara/fragor/skicka/", answer_check, name="answer_check"),
    path("svara/<str:signs>/", answer_link, name="answer_link"),
    path("mina-sidor/fragor/<int:pk>/", own_rating, name="own_rating"),
]
