"""Own pages (Mina sidor): the door, the pages and what the participant does there; codes and requests for staff."""

from django.urls import path

from .away import ill, well
from .choices import consent_withdraw, consents, reach
from .home import home, plan_answer
from .letting_in import own_arrival, own_door, own_language, own_leave, own_left
from .papers import ask, copy, copy_file, document, documents, extract_file, readers, requests, voices
from .placement import evaluation, proposal
from .staff.codes import code, code_revoke
from .staff.requests import extract_review, request_answer, request_list, request_new
from .steps import steps

urls = [
    path("mina-sidor/", home, name="own_home"),
    path("mina-sidor/kod/", own_door, name="own_door"),
    path("mina-sidor/in/", own_arrival, name="own_arrival"),
    path("mina-sidor/sprak/", own_language, name="own_language"),
    path("mina-sidor/ut/", own_leave, name="own_leave"),
    path("mina-sidor/utloggad/", own_left, name="own_left"),
    path("mina-sidor/plan/svar/", plan_answer, name="own_plan_answer"),
    path("mina-sidor/sjuk/", ill, name="own_ill"),
    path("mina-sidor/frisk/", well, name="own_well"),
    path("mina-sidor/steg/", steps, name="own_steps"),
    path("mina-sidor/forslag/<int:pk>/", proposal, name="own_placement"),
    path("mina-sidor/arbetsplats/<int:pk>/", evaluation, name="own_evaluation"),
    path("mina-sidor/svar/", voices, name="own_voices"),
    path("mina-sidor/last/", readers, name="own_readers"),
    path("mina-sidor/papper/", documents, name="own_documents"),
    path("mina-sidor/papper/<int:pk>/", document, name="own_document"),
    path("mina-sidor/samtycken/", consents, name="own_consents"),
    path("mina-sidor/samtycken/<int:pk>/ta-tillbaka/", consent_withdraw, name="own_consent_withdraw"),
    path("mina-sidor/na-mig/", reach, name="own_reach"),
    path("mina-sidor/kopia/", copy, name="own_copy"),
    path("mina-sidor/kopia/mina-uppgifter.<str:kind>", copy_file, name="own_copy_file"),
    path("mina-sidor/begaran/", requests, name="own_requests"),
    path("mina-sidor/begaran/<slug:kind>/", ask, name="own_ask"),
    path("mina-sidor/begaran/<int:pk>/allt.<str:kind>", extract_file, name="own_extract_file"),
    path("inskrivningar/<int:pk>/kod/", code, name="own_code"),
    path("inskrivningar/<int:pk>/kod/<int:code_pk>/ta-tillbaka/", code_revoke, name="own_code_revoke"),
    path("deltagare/<int:pk>/begaran/", request_new, name="request_new"),
    path("begaranden/", request_list, name="request_list"),
    path("begaranden/<int:pk>/", request_answer, name="request_answer"),
    path("begaranden/<int:pk>/utdrag/", extract_review, name="request_extract"),
]
