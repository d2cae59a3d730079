"""Sharing (delning) on screen: what is shared on what ground, consents, the preview, and the receiver's side."""

from django.urls import path

from .consent import consent_new, consent_withdraw
from .pages import sharing, sharing_end, sharing_new, sharing_preview
from .received import shared, shared_list, shared_pdf, shared_receipt
from .third_party import third_party

urls = [
    path("inskrivningar/<int:pk>/delning/", sharing, name="sharing"),
    path("inskrivningar/<int:pk>/delning/ny/", sharing_new, name="sharing_new"),
    path("delning/<int:pk>/", sharing_preview, name="sharing_preview"),
    path("delning/<int:pk>/avsluta/", sharing_end, name="sharing_end"),
    path("inskrivningar/<int:pk>/samtycke/", consent_new, name="consent_new"),
    path("samtycken/<int:pk>/aterta/", consent_withdraw, name="consent_withdraw"),
    path("delat/", shared_list, name="shared_list"),
    path("delat/<int:pk>/", shared, name="shared"),
    path("delat/<int:pk>/kvittens/", shared_receipt, name="shared_receipt"),
    path("delat/<int:pk>/pdf/", shared_pdf, name="shared_pdf"),
    path("moten/<int:pk>/tredje-part/", third_party, name="sharing_third_party"),
]
