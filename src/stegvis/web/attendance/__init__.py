"""Attendance (närvaro) on screen: the day on a phone, the month, the introduction, what went wrong, the host's link."""

from django.urls import path

from .day import attendance_day, attendance_mark
from .host import host_attendance, host_incident
from .incident import incident, incident_new, incidents
from .introduction import introduction
from .month import attendance_approve, attendance_month, attendance_month_xlsx
from .points import (
    introduction_point,
    introduction_point_order,
    introduction_point_remove,
    introduction_point_rest,
    introduction_point_resume,
    introduction_points,
    settings_introduction,
)

urls = [
    path("narvaro/", attendance_day, name="attendance_day"),
    path("narvaro/markera/", attendance_mark, name="attendance_mark"),
    path("narvaro/manad/", attendance_month, name="attendance_month"),
    path("narvaro/manad/godkann/", attendance_approve, name="attendance_approve"),
    path("narvaro/manad.xlsx", attendance_month_xlsx, name="attendance_month_xlsx"),
    path("placeringar/<int:pk>/introduktion/", introduction, name="introduction"),
    path("installningar/introduktion/", settings_introduction, name="settings_introduction"),
    path("organisationer/<int:pk>/introduktion/", introduction_points, name="introduction_points"),
    path("introduktion/<int:pk>/", introduction_point, name="introduction_point"),
    path("introduktion/<int:pk>/vila/", introduction_point_rest, name="introduction_point_rest"),
    path("introduktion/<int:pk>/igen/", introduction_point_resume, name="introduction_point_resume"),
    path("introduktion/<int:pk>/ta-tillbaka/", introduction_point_remove, name="introduction_point_remove"),
    path("introduktion/<int:pk>/ordning/", introduction_point_order, name="introduction_point_order"),
    path("placeringar/<int:pk>/tillbud/", incident_new, name="incident_new"),
    path("tillbud/", incidents, name="incident_list"),
    path("tillbud/<int:pk>/", incident, name="incident"),
    path("vard/narvaro/", host_attendance, name="host_attendance"),
    path("vard/tillbud/", host_incident, name="host_incident"),
]
