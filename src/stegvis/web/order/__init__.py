"""Place orders and who is soon ready, on screen (platsbeställning, snart redo)."""

from django.urls import path

from . import case, queue

urls = [
    path("inskrivningar/<int:pk>/platsbestallning/", case.order_new, name="case_order"),
    path("inskrivningar/<int:pk>/snart-redo/", case.soon_ready_say, name="case_soon_ready"),
    path("platsbestallningar/<int:pk>/atertagen/", case.order_withdraw, name="case_order_withdraw"),
    path("platsbestallningar/", queue.order_list, name="order_list"),
    path("platsbestallningar/<int:pk>/", queue.order_answer, name="order_answer"),
    path("platsbestallningar/<int:pk>/tagen/", queue.order_take, name="order_take"),
    path("platsbestallningar/snart-redo/", queue.soon_ready_page, name="order_soon_ready"),
]
