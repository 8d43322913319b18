// One message: bubble with text, file, marks and buttons.

import { act, fileAddress } from "./api.js";
import { button, el, unseen } from "./dom.js";
import { inlineKeyboard } from "./keyboards.js";
import { openLink } from "./links.js";
import { richText } from "./text.js";
import { timeOf } from "./times.js";
import { word } from "./words.js";

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function photo(message) {
  const address = fileAddress(message.file);
  const image = el("img", { src: address, alt: message.text || word("photo"), "data-testid": "photo" });
  return el("a", { class: "photo", href: address, target: "_blank", rel: "noopener" }, image);
}

function voice(message) {
  const label = word("voice", { duration: message.file.duration });
  const src = fileAddress(message.file);
  return el("audio", { controls: true, preload: "metadata", src, "aria-label": label, "data-testid": "voice" });
}

function documentLink(message) {
  const { name, size: bytes } = message.file;
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4) : "";
  return el("a", {
    class: "document", href: fileAddress(message.file), download: name, "data-testid": "document",
    "aria-label": word("downloadFile", { name, size: size(bytes) }),
  },
  el("span", { class: "ending", "aria-hidden": "true" }, ending.toUpperCase()),
  el("span", { class: "document-name" }, el("bdi", {}, name),
    el("small", {}, `${word("download")} · ${size(bytes)}`)));
}

const PARTS = {
  photo,
  voice,
  document: documentLink,
  sticker: (message) => el("p", { class: "sticker" }, message.emoji || word("sticker")),
  location: (message) => el("p", { class: "note" }, word("location", message.location)),
  other: () => el("p", { class: "note" }, word("other")),
};

function follow(event, personId) {
  const link = event.target.closest("a");
  if (link) openLink({ currentTarget: link, preventDefault: () => event.preventDefault() }, personId);
  const command = event.target.closest("[data-command]");
  if (command) act(personId, "say", { text: command.dataset.command });
}

function textNode(message, personId) {
  return el("div", {
    class: "message-text any-direction", dir: "auto", "data-testid": "message-text",
    onclick: (event) => follow(event, personId),
  }, ...richText(message.text, message.entities));
}

function marks(message, onEdit) {
  const editable = !message.from_bot && message.kind === "text";
  const edit = () => button(word("edit"), {
    class: "quiet", "data-testid": "edit-message", onclick: () => onEdit(message),
  });
  return el("p", { class: "marks" },
    editable ? edit() : null,
    message.edited ? el("span", { "data-testid": "edited" }, word("edited")) : null,
    el("time", { datetime: message.date }, timeOf(message.date)));
}

/** The node of a message in `chat`; `names` says who writes, `onEdit` begins editing an own message. */
export function messageNode(message, personId, names, onEdit) {
  const from = message.from_bot ? "bot" : "person";
  const bubble = el("div", { class: "bubble" },
    unseen(`${message.from_bot ? names.bot : names.person}: `),
    message.kind === "text" ? null : PARTS[message.kind](message),
    message.text ? textNode(message, personId) : null,
    marks(message, onEdit));
  return el("article", {
    class: `message from-${from}`, tabindex: -1,
    "data-testid": "message", "data-message-id": message.id, "data-from": from, "data-kind": message.kind,
  }, bubble, message.keyboard.length ? inlineKeyboard(personId, message) : null);
}
