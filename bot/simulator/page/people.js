// The list of the town's people: who they are, what they have not read yet, who is chosen.

import { button, el, present, rove, unseen } from "./dom.js";
import { shortDayOf, timeOf } from "./times.js";
import { endonym, word } from "./words.js";

const HUES = 8;

function initials(name) {
  return name.split(/\s+/).slice(0, 2).map((part) => [...part][0]).join("").toUpperCase();
}

function lastLine(person) {
  if (person.blocked) return el("span", { class: "last" }, word("blockedShort"));
  if (!person.last) return null;
  return el("span", { class: "last", dir: "auto" }, person.last.text);
}

function entry(person, index, now) {
  const time = () => {
    const { date } = person.last;
    return el("time", { datetime: date }, isToday ? timeOf(date) : shortDayOf(date));
  };
  const isToday = person.last && shortDayOf(person.last.date) === shortDayOf(now ?? person.last.date);
  const badge = person.unread
    ? [el("span", { class: "badge", "aria-hidden": "true", "data-testid": "unread" }, person.unread),
      unseen(word("unread", { count: person.unread }))]
    : [];
  return [
    el("span", { class: `avatar hue-${index % HUES}`, "aria-hidden": "true" }, initials(person.name)),
    el("span", { class: "who" },
      el("span", { class: "name" }, el("bdi", {}, person.name), " ",
        person.language ? el("span", { class: "language", lang: person.language }, endonym(person.language)) : null),
      el("span", { class: "about", dir: "auto" }, person.about, " "), lastLine(person)),
    el("span", { class: "side" },
      person.last ? time() : null,
      ...badge),
  ];
}

/** The list; `onChoose(person)` when one is chosen. */
export class People {
  constructor(root, onChoose) {
    this.root = root;
    this.onChoose = onChoose;
    this.list = el("ul", {});
    this.buttons = new Map();
    root.append(this.list);
    rove(this.list, () => [...this.buttons.values()]);
  }

  /** Show people as the state tells them; the chosen one is marked and is the list's place in the tab order. */
  show(state, chosenId) {
    const hasFocus = this.list.contains(document.activeElement);
    state.people.forEach((person, index) => {
      const node = this.buttons.get(person.id) ?? this.add(person);
      const version = JSON.stringify([person, state.town?.now.slice(0, 10)]);
      if (node.version !== version) node.replaceChildren(...present(entry(person, index, state.town?.now)));
      node.version = version;
      const isChosen = person.id === chosenId;
      if (isChosen) node.setAttribute("aria-current", "true");
      else node.removeAttribute("aria-current");
      if (!hasFocus) node.tabIndex = isChosen || (chosenId === null && index === 0) ? 0 : -1;
    });
  }

  add(person) {
    const node = button("", {
      class: "person", "data-testid": `person-${person.id}`, "data-person-id": person.id,
      onclick: () => this.onChoose(person.id),
    });
    this.buttons.set(person.id, node);
    this.list.append(el("li", {}, node));
    return node;
  }

  /** Put the focus on a person, as after coming back from their chat. */
  focus(id) {
    this.buttons.get(id)?.focus();
  }
}
