// The running list of messages: new ones appear, edited ones change in place, deleted ones go.

import { button, el } from "./dom.js";
import { messageNode } from "./message.js";
import { dayOf } from "./times.js";
import { word } from "./words.js";

const NEAR_THE_END = 80;

function dividerNode(day) {
  return el("p", { class: "day", "data-testid": "day" }, el("span", {}, day));
}

/** What is to be seen, as [key, version, builder]: a divider per day and the messages. */
function wantedItems(chat, build) {
  const items = [];
  let day = "";
  for (const message of chat.messages) {
    if (dayOf(message.date) !== day) {
      day = dayOf(message.date);
      const shown = day;
      items.push([`day ${day}`, "", () => dividerNode(shown)]);
    }
    items.push([`message ${message.id}`, JSON.stringify(message), () => build(message)]);
  }
  return items;
}

/** A log for one person's chat; `names` = {person, bot}, `onEdit(message)`. */
export class Log {
  constructor(person, bot, onEdit) {
    this.personId = person.id;
    this.names = { person: person.name, bot };
    this.onEdit = onEdit;
    this.shown = new Map();
    this.atEnd = true;
    this.lastTop = 0;
    this.list = el("div", {
      class: "log", role: "log", tabindex: 0, "data-testid": "log", "aria-live": "off",
      "aria-label": word("log", this.names), onscroll: () => this.noticeScroll(),
    });
    this.list.addEventListener("load", () => { if (this.atEnd) this.toEnd(); }, { capture: true });
    this.newer = button(word("newer"), { class: "newer", hidden: true, onclick: () => this.toEnd() });
    this.node = el("div", { class: "log-room" }, this.list, this.newer);
    new ResizeObserver(() => { if (this.atEnd) this.toEnd(); }).observe(this.list);
  }

  /** Show the chat as it is now. */
  show(chat) {
    const first = this.shown.size === 0;
    const { atEnd } = this;
    const before = this.shown.size;
    this.arrange(wantedItems(chat, (message) => messageNode(message, this.personId, this.names, this.onEdit)));
    if (atEnd || chat.messages.at(-1)?.from_bot === false) this.toEnd();
    else if (this.shown.size > before) this.newer.hidden = false;
    if (first) setTimeout(() => this.list.setAttribute("aria-live", "polite"), 500);
  }

  arrange(items) {
    const wanted = new Set(items.map(([key]) => key));
    for (const [key, entry] of this.shown) {
      if (wanted.has(key)) continue;
      this.shown.delete(key);
      this.fade(entry.node);
    }
    let previous = null;
    for (const [key, version, build] of items) {
      const node = this.nodeFor(key, version, build);
      if (!node.isConnected) this.insertAfter(previous, node);
      previous = node;
    }
  }

  nodeFor(key, version, build) {
    const entry = this.shown.get(key);
    if (entry?.version === version) return entry.node;
    const node = build();
    this.shown.set(key, { version, node });
    if (entry) this.exchange(entry.node, node);
    return node;
  }

  exchange(old, fresh) {
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(fresh);
    if (hadFocus) (fresh.querySelector(".keyboard .key") ?? fresh).focus({ preventScroll: true });
  }

  insertAfter(previous, node) {
    if (previous) previous.after(node);
    else this.list.prepend(node);
  }

  fade(node) {
    if (node.contains(document.activeElement)) this.list.focus({ preventScroll: true });
    node.classList.add("gone");
    node.removeAttribute("data-testid");
    node.setAttribute("aria-hidden", "true");
    node.inert = true;
    setTimeout(() => node.remove(), 250);
  }

  noticeScroll() {
    const top = this.list.scrollTop;
    if (this.list.scrollHeight - top - this.list.clientHeight < NEAR_THE_END) this.atEnd = true;
    else if (top < this.lastTop) this.atEnd = false;
    this.lastTop = top;
    if (this.atEnd) this.newer.hidden = true;
  }

  toEnd() {
    this.atEnd = true;
    this.list.scrollTop = this.list.scrollHeight;
    this.newer.hidden = true;
  }
}
