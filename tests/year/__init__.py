"""A simulated year: six bodies with 120 people live through it by the town's clock, and an accountant counts.

`make year` runs it whole, from 26.10.2009 to 26.10.2010, over both changes of the clock; the suite runs weeks of it.
What is counted: messages sent, doubles, late and useless ones, messages per person and month, what organising costs.
"""
