"""Rating (skattning) on screen: answering on a phone, both pictures for staff, questions for the administrator."""

from django.urls import path

from .answering import answer_check, answer_door, answer_link, answer_question, answer_start, own_rating
from .groups import course_evaluation, unit_survey
from .instruments import instrument_list, instrument_template, instrument_upload, instrument_version
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
    path("kurser/<int:pk>/utvardering/", course_evaluation, name="course_evaluation"),
    path("enheter/<int:pk>/brukarundersokning/", unit_survey, name="unit_survey"),
    path("installningar/fragor/", instrument_list, name="instrument_list"),
    path("installningar/fragor/las-in/", instrument_upload, name="instrument_upload"),
    path("installningar/fragor/<int:pk>/", instrument_version, name="instrument_version"),
    path("installningar/fragor/<slug:key>/mall/", instrument_template, name="instrument_template"),
]
