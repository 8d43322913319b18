// Inline keyboards under messages and the reply keyboard under the chat. Rows keep their order in every script.

import { act } from "./api.js";
import { button, el } from "./dom.js";
import { toast } from "./notices.js";
import { openLink } from "./links.js";
import { word } from "./words.js";

const SECONDS_BUSY = 8;

async function press(personId, message, key, node) {
  node.setAttribute("aria-busy", "true");
  setTimeout(() => node.removeAttribute("aria-busy"), SECONDS_BUSY * 1000);
  await act(personId, "press", { message_id: message.id, data: key.data });
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(word("copied"));
}

function inlineButton(personId, message, key) {
  const common = { class: "key", dir: "auto", "data-testid": "inline-button", "data-kind": key.kind };
  if (key.kind === "url") {
    return el("a", {
      ...common, href: key.url, target: "_blank", rel: "noopener noreferrer",
      onclick: (event) => openLink(event, personId),
    }, key.text);
  }
  if (key.kind === "copy") return button(key.text, { ...common, onclick: () => copy(key.copy) });
  if (key.kind !== "callback") return button(key.text, { ...common, disabled: true });
  const node = button(key.text, common);
  node.addEventListener("click", () => press(personId, message, key, node));
  return node;
}

/** The buttons of a message, row by row. */
export function inlineKeyboard(personId, message) {
  return el("div", { class: "keyboard", role: "group", "aria-label": word("inline"), "data-testid": "inline-keyboard" },
    message.keyboard.map((row) => el("div", { class: "keys" },
      row.map((key) => inlineButton(personId, message, key)))));
}

/** The keyboard in place of the phone's own: each key says its label. */
export function replyKeyboard(personId, keyboard) {
  const label = word("keyboard");
  return el("div", { class: "keyboard reply", role: "group", "aria-label": label, "data-testid": "reply-keyboard" },
    keyboard.rows.map((row) => el("div", { class: "keys" },
      row.map((text) => button(text, {
        class: "key", dir: "auto", "data-testid": "reply-button",
        onclick: () => act(personId, "key", { label: text }),
      })))));
}
