// The chat of one person with the bot: head, log, foot. A fresh one is built when the person changes.

import { act } from "./api.js";
import { Composer } from "./composer.js";
import { backButton } from "./back.js";
import { button, el } from "./dom.js";
import { Log } from "./log.js";
import { alertPerson, toast } from "./notices.js";
import { word } from "./words.js";

const TYPING_SECONDS = 5;

/** One person's chat on the page. */
export class Chat {
  constructor(person, bot, onBack) {
    this.person = person;
    this.bot = bot.first_name;
    this.answersSeen = null;
    this.composer = new Composer(person);
    this.log = new Log(person, this.bot, (message) => this.composer.startEditing(message));
    this.node = el("div", { class: "chat-room", "data-testid": "chat-room", "data-person-id": person.id },
      this.buildHead(onBack), this.log.node, this.buildEmpty(), this.composer.node);
  }

  buildHead(onBack) {
    const { id, name } = this.person;
    this.heading = el("h2", { tabindex: -1, "data-testid": "chat-title" }, el("bdi", {}, this.bot));
    this.under = el("p", { class: "note", "data-testid": "chat-subtitle", "aria-live": "polite" }, this.subtitle());
    this.blocking = button(word("block"), {
      class: "quiet", "data-testid": "block", onclick: () => act(id, "block"),
    });
    return el("header", { class: "chat-head", "aria-label": word("chatWith", { name, bot: this.bot }) },
      backButton("back", onBack),
      el("div", { class: "chat-title" }, this.heading, this.under), this.blocking);
  }

  buildEmpty() {
    this.emptyText = el("p", { class: "any-direction", dir: "auto" });
    this.empty = el("div", { class: "empty", "data-testid": "empty", hidden: true }, this.emptyText);
    return this.empty;
  }

  subtitle() {
    return word("youAre", { name: this.person.name });
  }

  /** Show the chat as the door tells it; `chat` is the answer of /people/<id>/chat. */
  show(chat) {
    if (chat.messages.at(-1)?.id !== this.newestId) this.stopTyping();
    this.newestId = chat.messages.at(-1)?.id;
    this.log.show(chat);
    this.composer.show(chat);
    this.blocking.hidden = chat.blocked || !chat.started;
    this.showEmpty(chat);
    this.showAnswers(chat.answers);
  }

  showEmpty(chat) {
    const isEmpty = chat.messages.length === 0;
    this.empty.hidden = !isEmpty;
    this.log.node.hidden = isEmpty;
    this.emptyText.textContent = chat.started ? word("emptyHistory") : chat.description || word("empty");
  }

  showAnswers(answers) {
    const fresh = answers.slice(this.answersSeen ?? answers.length);
    this.answersSeen = answers.length;
    if (fresh.length) this.clearBusy();
    for (const { text, show_alert: isAlert } of fresh) {
      if (text) (isAlert ? alertPerson : toast)(text);
    }
  }

  clearBusy() {
    for (const node of this.log.list.querySelectorAll("[aria-busy]")) node.removeAttribute("aria-busy");
  }

  /** The bot said that it is writing (sendChatAction). */
  showTyping() {
    this.under.textContent = word("typing", { bot: this.bot });
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.stopTyping(), TYPING_SECONDS * 1000);
  }

  stopTyping() {
    clearTimeout(this.typing);
    this.under.textContent = this.subtitle();
  }

  isVisible() {
    return this.node.offsetParent !== null && document.visibilityState === "visible";
  }
}
