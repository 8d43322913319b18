// Where a person writes: text field, send, commands, attachments; START and "unblock" in its place.

import { act } from "./api.js";
import { attachButton } from "./attachments.js";
import { button, el } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { popup } from "./popup.js";
import { word } from "./words.js";

function commandEntry(personId, { command, description }) {
  const node = el("span", { class: "command" },
    el("b", { dir: "ltr" }, `/${command}`), el("span", { dir: "auto" }, description));
  return { node, testid: "command", choose: () => act(personId, "command", { command }) };
}

/** The foot of one person's chat. */
export class Composer {
  constructor(person) {
    this.person = person;
    this.editing = null;
    this.mode = "";
    this.keyboard = "";
    this.chat = null;
    this.node = el("footer", { class: "composer", "data-testid": "composer" });
    this.keys = el("div", { class: "reply-place" });
    this.form = this.buildForm();
  }

  buildForm() {
    this.field = el("textarea", {
      id: "message-field", rows: 1, dir: "auto", "aria-label": word("write"), "data-testid": "message-field",
      oninput: () => this.grow(), onkeydown: (event) => this.onKey(event),
    });
    const commands = () => this.chat.commands.map((entry) => commandEntry(this.person.id, entry));
    this.submit = el("button", { type: "submit", class: "primary", "data-testid": "send" }, word("send"));
    this.editBar = el("p", { class: "edit-bar", hidden: true }, el("span", {}, word("editing")),
      button(word("cancel"), { class: "quiet", onclick: () => this.stopEditing() }));
    return el("form", { class: "write", onsubmit: (event) => { event.preventDefault(); this.send(); } },
      this.editBar, popup(word("menu"), "command-menu", commands, word("noCommands")),
      attachButton(this.person.id), this.field, this.submit);
  }

  /** Fit the foot to the chat as it is now. */
  show(chat) {
    this.chat = chat;
    this.showKeyboard(chat.reply_keyboard);
    this.field.placeholder = chat.reply_keyboard?.placeholder || word("writePlaceholder");
    const mode = chat.blocked ? "blocked" : chat.started ? "open" : "new";
    if (mode === this.mode) return;
    const hadFocus = this.node.contains(document.activeElement);
    this.mode = mode;
    this.node.replaceChildren(...this.contents(mode));
    if (hadFocus) this.focus();
  }

  contents(mode) {
    const { id, name } = this.person;
    if (mode === "open") return [this.keys, this.form];
    if (mode === "new") {
      const start = () => act(id, "open", { payload: "" });
      return [button(word("start"), { class: "primary wide", "data-testid": "start", onclick: start })];
    }
    return [el("p", { class: "note" }, word("blocked", { name })),
      button(word("unblock"), { class: "wide", "data-testid": "unblock", onclick: () => act(id, "unblock") })];
  }

  showKeyboard(keyboard) {
    const version = JSON.stringify(keyboard);
    if (version === this.keyboard) return;
    this.keyboard = version;
    const hadFocus = this.keys.contains(document.activeElement);
    this.keys.replaceChildren(...(keyboard ? [replyKeyboard(this.person.id, keyboard)] : []));
    if (hadFocus) (this.keys.querySelector("button") ?? this.field).focus();
  }

  focus() {
    (this.mode === "open" ? this.field : this.node.querySelector("button"))?.focus({ preventScroll: true });
  }

  onKey(event) {
    if (event.key === "Escape" && this.editing) this.stopEditing();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, 180)}px`;
  }

  async send() {
    const text = this.field.value;
    if (!text.trim()) return;
    const { editing } = this;
    this.stopEditing();
    const values = editing ? { message_id: editing.id, text } : { text };
    if ((await act(this.person.id, editing ? "edit" : "say", values)) === null) this.fill(text);
  }

  fill(text) {
    this.field.value = text;
    this.grow();
  }

  /** Put an own message into the field; sending changes it. */
  startEditing(message) {
    if (this.mode !== "open") return;
    this.editing = message;
    this.editBar.hidden = false;
    this.submit.textContent = word("save");
    this.fill(message.text);
    this.field.focus();
  }

  stopEditing() {
    this.editing = null;
    this.editBar.hidden = true;
    this.submit.textContent = word("send");
    this.fill("");
  }
}
