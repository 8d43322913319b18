"""Mitwirken: the assistant in the messenger that lets a whole town take part in its integration plan.

The map of the rooms, from the street door down to the cellar; imports run downwards only and import-linter holds them:

- ``bot.__main__``     arguments and exit codes
- ``bot.commands``     what ``python -m bot`` can do: sentences on the terminal, never a traceback
- ``bot.demo``         the town of Coburg in a browser, with the simulator in Telegram's place
- ``bot.application``  builds the application and starts inbox, outbox and jobs
- ``handlers``         what happens because someone did something
- ``bot.jobs``         what happens because time passed
- ``bot.web``, ``bot.polling``, ``bot.inbox``  how updates come in, and wait in the database for their turn
- ``bot.context``      what a handler has at hand; ``bot.sending`` turns messages into requests
- ``bot.messages``     what the bot says; the only room that speaks; ``bot.documents`` makes its files
- ``bot.services``     what the bot decides; never sends, commits or phrases
- ``bot.towns``        a municipality as a file
- ``models``           what the bot remembers
- ``bot.i18n``, ``bot.languages``, ``bot.config``, ``bot.errors``, ``bot.clock``, ``bot.callback_data``, ``bot.text``,
  ``bot.dates``, ``bot.log``, ``bot.transport``, ``bot.pace``, ``bot.process``,
  ``bot.updates``: tools that know nothing of the above

``bot.simulator`` stands apart: it is Telegram in a box and knows nothing of Mitwirken.
"""
