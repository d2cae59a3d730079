"""Meetings (samtal) on screen: what to know before, the conversation itself, invitations, notes and documents."""

from django.urls import path

from .before import meeting_before
from .files import document, document_list, document_remove
from .notes import note_correct, note_list
from .pages import (
    meeting,
    meeting_invitation,
    meeting_invitation_pdf,
    meeting_list,
    meeting_move,
    meeting_new,
    meeting_settle,
)
from .receipt import conversation_agreement, conversation_agreement_pdf, conversation_receipt
from .talk import conversation, conversation_draft

urls = [
    path("inskrivningar/<int:pk>/moten/", meeting_list, name="meeting_list"),
    path("inskrivningar/<int:pk>/moten/nytt/", meeting_new, name="meeting_new"),
    path("moten/<int:pk>/", meeting, name="meeting"),
    path("moten/<int:pk>/flytta/", meeting_move, name="meeting_move"),
    path("moten/<int:pk>/klart/", meeting_settle, name="meeting_settle"),
    path("moten/<int:pk>/kallelse/", meeting_invitation, name="meeting_invitation"),
    path("moten/<int:pk>/kallelse.pdf", meeting_invitation_pdf, name="meeting_invitation_pdf"),
    path("inskrivningar/<int:pk>/infor/", meeting_before, name="meeting_before"),
    path("inskrivningar/<int:pk>/samtalet/", conversation, name="conversation"),
    path("inskrivningar/<int:pk>/samtalet/utkast/", conversation_draft, name="conversation_draft"),
    path("samtal/<int:pk>/", conversation_receipt, name="conversation_receipt"),
    path("samtal/<int:pk>/overenskommet/", conversation_agreement, name="conversation_agreement"),
    path("samtal/<int:pk>/overenskommet.pdf", conversation_agreement_pdf, name="conversation_agreement_pdf"),
    path("inskrivningar/<int:pk>/anteckningar/", note_list, name="note_list"),
    path("anteckningar/<int:pk>/ratta/", note_correct, name="note_correct"),
    path("inskrivningar/<int:pk>/handlingar/", document_list, name="document_list"),
    path("handlingar/<int:pk>/", document, name="document"),
    path("handlingar/<int:pk>/ta-bort/", document_remove, name="document_remove"),
]
