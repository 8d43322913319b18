"""Other bots that do comparable work, each a script that takes the address of the Bot API server."""
