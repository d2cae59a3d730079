"""Rating (skattning) on screen: answering on a phone, both pictures for staff, questions for the administrator."""

from django.urls import path

from .answering import answer_check, answer_door, answer_link, answer_question, answer_start, own_rating

urls = [
    path("svara/", answer_door, name="answer_door"),
    path("svara/fragor/", answer_start, name="answer_start"),
    path("svara/fragor/<int:number>/", answer_question, name="answer_question"),
    path("svara/fragor/skicka/", answer_check, name="answer_check"),
    path("svara/<str:signs>/", answer_link, name="answer_link"),
    path("mina-sidor/fragor/<int:pk>/", own_rating, name="own_rating"),
]
