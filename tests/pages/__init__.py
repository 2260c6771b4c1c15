"""Sixty pages of every kind that news comes in, made by hand: invented outlets and happenings, with gold."""
