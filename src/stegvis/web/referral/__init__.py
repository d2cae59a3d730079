"""Referrals and intake (anvisningar och mottagning): the queue, a new referral, the decision, the coordinator."""

from django.urls import path

from .coordinator import coordinator_assign
from .decide import referral_accept, referral_return
from .new import referral_new
from .pages import referral, referral_list, referral_receipt

urls = [
    path("anvisningar/", referral_list, name="referral_list"),
    path("anvisningar/ny/", referral_new, name="referral_new"),
    path("anvisningar/<int:pk>/", referral, name="referral"),
    path("anvisningar/<int:pk>/anta/", referral_accept, name="referral_accept"),
    path("anvisningar/<int:pk>/atersand/", referral_return, name="referral_return"),
    path("anvisningar/<int:pk>/kvittens/", referral_receipt, name="referral_receipt"),
    path("inskrivningar/<int:pk>/koordinator/", coordinator_assign, name="coordinator_assign"),
]
