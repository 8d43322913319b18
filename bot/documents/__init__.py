"""What leaves the chat as a file. Pure functions: data in, bytes out; headings and words come from ``bot.messages``."""
