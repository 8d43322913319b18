// The page's own words, in German and English. What the bot says is never translated here.

const dictionary = {
  de: {
    skip: "Zum Chat springen",
    people: "Menschen der Stadt",
    openWall: "Aushänge ansehen",
    wall: "Aushänge",
    scan: "Als %(name)s scannen",
    scanLabel: "%(title)s – als %(name)s scannen",
    qr: "QR-Code: %(title)s",
    ok: "OK",
    clock: "Stadtuhr",
    hour: "+1 Stunde",
    next: "Zur nächsten Erinnerung",
    pick: "Zu Datum und Uhrzeit …",
    when: "Datum und Uhrzeit",
    set: "Uhr stellen",
    unread: "%(count)s ungelesen",
    blockedShort: "Bot blockiert",
    back: "Zurück",
    backLabel: "Zurück zur Liste",
    chatWith: "%(name)s schreibt mit %(bot)s",
    log: "Nachrichten zwischen %(name)s und %(bot)s",
    youAre: "Sie sind %(name)s",
    block: "Bot blockieren",
    unblock: "Bot entsperren",
    blocked: "Der Bot ist blockiert und kann %(name)s nicht mehr schreiben.",
    start: "Starten",
    empty: "Hier steht noch nichts. Drücken Sie „Starten“ oder scannen Sie einen Aushang.",
    emptyHistory: "Dieser Chat ist leer.",
    write: "Nachricht schreiben",
    writePlaceholder: "Nachricht",
    send: "Senden",
    menu: "Befehle",
    noCommands: "Der Bot bietet noch keine Befehle an.",
    attach: "Anhängen",
    sampleVoice: "Sprachnachricht aufnehmen (3 Sekunden Probeton)",
    samplePhoto: "Foto machen (gezeichnetes Flipchart)",
    uploadVoice: "Sprachnachricht aus Datei …",
    uploadPhoto: "Foto aus Datei …",
    uploadDocument: "Datei …",
    keyboard: "Tastatur des Bots",
    inline: "Knöpfe zur Nachricht",
    edited: "bearbeitet",
    edit: "Bearbeiten",
    editing: "Nachricht wird bearbeitet",
    cancel: "Abbrechen",
    save: "Speichern",
    download: "Herunterladen",
    downloadFile: "%(name)s herunterladen (%(size)s)",
    photo: "Foto",
    voice: "Sprachnachricht, %(duration)s Sekunden",
    sticker: "Sticker",
    location: "Standort %(latitude)s, %(longitude)s",
    other: "Diese Art von Nachricht zeigt die Seite nicht.",
    spoiler: "Verdeckten Text zeigen",
    newer: "Neue Nachrichten",
    typing: "%(bot)s schreibt …",
    offline: "Keine Verbindung zur Vorführung. Ich versuche es weiter.",
    failed: "Das ging nicht: %(reason)s",
    copied: "Kopiert",
    messenger: "Messenger",
  },
  en: {
    skip: "Skip to the chat",
    people: "People of the town",
    openWall: "Look at the posters",
    wall: "Posters",
    scan: "Scan as %(name)s",
    scanLabel: "%(title)s – scan as %(name)s",
    qr: "QR code: %(title)s",
    ok: "OK",
    clock: "Town clock",
    hour: "+1 hour",
    next: "To the next reminder",
    pick: "To a date and time …",
    when: "Date and time",
    set: "Set the clock",
    unread: "%(count)s unread",
    blockedShort: "Bot blocked",
    back: "Back",
    backLabel: "Back to the list",
    chatWith: "%(name)s writes with %(bot)s",
    log: "Messages between %(name)s and %(bot)s",
    youAre: "You are %(name)s",
    block: "Block the bot",
    unblock: "Unblock the bot",
    blocked: "The bot is blocked and can no longer write to %(name)s.",
    start: "Start",
    empty: "Nothing here yet. Press “Start” or scan a poster.",
    emptyHistory: "This chat is empty.",
    write: "Write a message",
    writePlaceholder: "Message",
    send: "Send",
    menu: "Commands",
    noCommands: "The bot offers no commands yet.",
    attach: "Attach",
    sampleVoice: "Record a voice message (3 seconds of sample sound)",
    samplePhoto: "Take a photo (a drawn flipchart)",
    uploadVoice: "Voice message from a file …",
    uploadPhoto: "Photo from a file …",
    uploadDocument: "File …",
    keyboard: "The bot's keyboard",
    inline: "Buttons of the message",
    edited: "edited",
    edit: "Edit",
    editing: "Editing a message",
    cancel: "Cancel",
    save: "Save",
    download: "Download",
    downloadFile: "Download %(name)s (%(size)s)",
    photo: "Photo",
    voice: "Voice message, %(duration)s seconds",
    sticker: "Sticker",
    location: "Location %(latitude)s, %(longitude)s",
    other: "The page does not show this kind of message.",
    spoiler: "Show hidden text",
    newer: "New messages",
    typing: "%(bot)s is writing …",
    offline: "No connection to the demo. I keep trying.",
    failed: "That did not work: %(reason)s",
    copied: "Copied",
    messenger: "Messenger",
  },
};

/** The language of the page: `?lang=` first, then the browser's, German where neither is known. */
export function chooseLanguage(query, browserLanguage) {
  const wanted = new URLSearchParams(query).get("lang") ?? browserLanguage ?? "";
  const short = wanted.toLowerCase().split("-")[0];
  return short in dictionary ? short : "de";
}

export const language = chooseLanguage(location.search, navigator.language);

/** One of the page's sentences with its %(name)s places filled. */
export function word(key, values = {}) {
  return dictionary[language][key].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

/** Fill the words of the static page: data-word is the text, data-label the accessible name. */
export function fillWords(root) {
  document.documentElement.lang = language;
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of root.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(node.dataset.label));
}

/** A language by its own name ("العربية"), the code itself where the browser does not know it. */
export function endonym(code) {
  try {
    const name = new Intl.DisplayNames([code], { type: "language" }).of(code);
    return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
  } catch {
    return code;
  }
}
