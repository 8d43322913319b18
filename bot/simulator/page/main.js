// The page as a whole: who is chosen, which view a small screen shows, and fetching anew after each change.

import { act, fetchChat, fetchState, listen } from "./api.js";
import { Chat } from "./chat.js";
import { Clock } from "./clock.js";
import { isNarrow } from "./dom.js";
import { knowBot } from "./links.js";
import { showConnection } from "./notices.js";
import { People } from "./people.js";
import { knowZone } from "./times.js";
import { Wall } from "./wall.js";
import { fillWords, word } from "./words.js";

const PAUSE = 80;
const HEARTBEAT = 10_000;

class Page {
  constructor() {
    this.state = null;
    this.chosenId = null;
    this.chat = null;
    this.busy = false;
    this.again = false;
    this.people = new People(document.querySelector(".people"), (id) => this.go(`#person-${id}`, id));
    this.clock = new Clock(document.querySelector(".clock"));
    const toChat = () => this.go(`#person-${this.chosenId}`, this.chosenId);
    this.wall = new Wall(document.querySelector(".wall"), toChat, () => this.go("#"));
  }

  /** Go to a view; the address keeps it, so that "back" of a phone works. */
  go(hash, focusId) {
    this.focusAfter = focusId !== undefined;
    if (location.hash === hash || (hash === "#" && !location.hash)) this.follow();
    else location.hash = hash;
  }

  /** Do what the address says. */
  follow() {
    const person = location.hash.match(/^#person-(\d+)$/);
    document.body.dataset.view = person ? "chat" : location.hash === "#wall" ? "wall" : "people";
    if (person) this.choose(Number(person[1]));
    else if (isNarrow() && location.hash !== "#wall") this.people.focus(this.chosenId);
    this.refresh();
  }

  choose(id) {
    const known = this.state.people.some((person) => person.id === id);
    if (known && id !== this.chosenId) {
      this.chosenId = id;
      this.chat = null;
    }
  }

  chosen() {
    return this.state.people.find((person) => person.id === this.chosenId) ?? null;
  }

  /** Fetch and show everything again; calls that arrive meanwhile become one more round. */
  async refresh() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    do {
      this.again = false;
      await this.round().catch(() => showConnection(false));
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    } while (this.again);
    this.busy = false;
  }

  async round() {
    const id = this.chosenId ?? this.state.people[0]?.id ?? null;
    this.chosenId = id;
    const [state, chat] = await Promise.all([fetchState(), id === null ? null : fetchChat(id)]);
    this.state = state;
    this.showState();
    if (chat && id === this.chosenId) this.showChat(chat);
    await this.markRead();
  }

  showState() {
    const { state } = this;
    knowBot(state.bot);
    knowZone(state.town?.timezone);
    document.title = [state.bot.first_name, state.town?.title].filter(Boolean).join(" · ");
    document.querySelector(".town-title").textContent = state.town?.title ?? word("messenger");
    this.people.show(state, this.chosenId);
    this.clock.show(state.town);
    this.wall.show(state.town, this.chosen());
  }

  showChat(chat) {
    if (!this.chat) {
      this.chat = new Chat(this.chosen(), this.state.bot, () => this.go("#"));
      document.querySelector("main.chat").replaceChildren(this.chat.node);
    }
    this.chat.show(chat);
    if (this.focusAfter) this.focusChat();
    this.focusAfter = false;
  }

  focusChat() {
    if (isNarrow()) this.chat.heading.focus();
    else this.chat.composer.focus();
  }

  async markRead() {
    if (this.chosen()?.unread && this.chat?.isVisible()) {
      await act(this.chosenId, "read");
    }
  }

  onEvent(event) {
    if (event.kind === "action" && event.chat_id === this.chosenId) this.chat?.showTyping();
    this.refresh();
  }

  async start() {
    fillWords(document);
    this.state = await fetchState();
    this.follow();
    addEventListener("hashchange", () => this.follow());
    document.addEventListener("visibilitychange", () => this.refresh());
    document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); this.focusChat(); });
    document.querySelector(".to-wall button").addEventListener("click", () => this.go("#wall"));
    listen((event) => this.onEvent(event), (alive) => { showConnection(alive); if (alive) this.refresh(); });
    setInterval(() => this.refresh(), HEARTBEAT);
  }
}

new Page().start();
