"""Stegvis: from referral to self-support, one step at a time."""
