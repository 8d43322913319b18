"""What the bot decides: plain functions of a session. They never commit, never send and never phrase.

Verbs: `find_` may give None, `get_` raises, `list_` gives a list, `check_` raises or is silent; plain verbs act.
Who acts is `acting` (the participant's number) and what time it is is `now`, both by keyword.
"""
