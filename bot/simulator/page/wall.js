// The wall with the town's posters. Scanning one opens its deep link as the chosen person.

import { act } from "./api.js";
import { backButton } from "./back.js";
import { button, el } from "./dom.js";
import { word } from "./words.js";

/** The wall; `onScanned()` after a poster was scanned, `onBack()` to leave it on a small screen. */
export class Wall {
  constructor(root, onScanned, onBack) {
    this.root = root;
    this.onScanned = onScanned;
    this.version = "";
    this.posters = el("div", { class: "posters" });
    root.append(el("header", { class: "wall-head" },
      backButton("wall-back", onBack),
      el("h2", {}, word("wall"))), this.posters);
  }

  /** Show the posters for the chosen person. */
  show(town, person) {
    const posters = town?.posters ?? [];
    this.root.hidden = posters.length === 0;
    document.querySelector(".to-wall button").hidden = this.root.hidden;
    document.body.classList.toggle("with-wall", !this.root.hidden);
    const version = JSON.stringify([posters, person?.id]);
    if (version === this.version || !person) return;
    this.version = version;
    this.posters.replaceChildren(...posters.map((poster) => this.poster(poster, person)));
  }

  poster(poster, person) {
    const { title } = poster;
    const { name } = person;
    const label = word("scanLabel", { title, name });
    return el("article", { class: "poster", "data-testid": "poster", "data-payload": poster.payload },
      el("h3", { dir: "auto" }, title), el("p", { dir: "auto" }, poster.subtitle),
      el("img", { src: poster.image, alt: word("qr", { title }), width: 168, height: 168 }),
      button(word("scan", { name: name.split(" ")[0] }), {
        "aria-label": label, "data-testid": "scan", onclick: () => this.scan(poster, person),
      }));
  }

  async scan(poster, person) {
    await act(person.id, "open", { payload: poster.payload });
    this.onScanned();
  }
}
