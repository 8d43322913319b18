"""How fast the bot is, beside a bare bot on the same work in the same run (`make bench`).

A Bot API server fast enough for all of them (`server`) in a process of its own feeds each bot (`peers`) the same work;
`running` starts both and measures the bot from outside. Not part of the test suite: figures depend on the machine.
"""
