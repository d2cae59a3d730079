"""Meetings (samtal) on screen: what is booked, what is new since last time, notes and documents."""
