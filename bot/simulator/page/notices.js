// Short notices over the page: toasts, alert dialogs, the line that says the connection is gone.

import { el } from "./dom.js";
import { word } from "./words.js";

const SECONDS_SHOWN = 6;

/** A toast as Telegram shows the answer to a pressed button. */
export function toast(text) {
  const node = el("p", { class: "toast any-direction", dir: "auto", "data-testid": "toast" }, text);
  document.querySelector(".toasts").append(node);
  setTimeout(() => node.remove(), SECONDS_SHOWN * 1000);
}

/** An alert that stays until it is read. */
export function alertPerson(text) {
  const dialog = document.querySelector("dialog.alert");
  dialog.querySelector("p").textContent = text;
  if (!dialog.open) dialog.showModal();
}

export function notifyFailure(reason) {
  toast(word("failed", { reason }));
}

export function showConnection(alive) {
  document.querySelector(".offline").textContent = alive ? "" : word("offline");
}
