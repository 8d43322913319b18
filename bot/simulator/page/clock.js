// The town hall's clock: what time it is in the town, and the buttons that move it on.

import { moveClock } from "./api.js";
import { button, el } from "./dom.js";
import { dayOf, fieldValueOf, timeOf } from "./times.js";
import { word } from "./words.js";

/** The clock; hidden in a simulator without a town. */
export class Clock {
  constructor(root) {
    this.root = root;
    this.date = el("p", { class: "clock-date", lang: "de", "data-testid": "clock-date" });
    this.time = el("p", { class: "clock-time", "data-testid": "clock-time" });
    this.field = el("input", {
      type: "datetime-local", required: true, "aria-label": word("when"), "data-testid": "clock-field",
    });
    root.setAttribute("aria-label", word("clock"));
    root.append(el("div", { class: "clock-face" }, this.date, this.time), this.buildButtons(), this.buildPicker());
  }

  buildButtons() {
    return el("div", { class: "clock-buttons" },
      button(word("hour"), { "data-testid": "clock-hour", onclick: () => this.move({ advance_seconds: 3600 }) }),
      button(word("next"), { "data-testid": "clock-next", onclick: () => this.move({ to_next: true }) }));
  }

  buildPicker() {
    const form = el("form", { onsubmit: (event) => { event.preventDefault(); this.move({ to: this.field.value }); } },
      this.field, el("button", { type: "submit", "data-testid": "clock-set" }, word("set")));
    return el("details", { ontoggle: () => this.prefill() },
      el("summary", { "data-testid": "clock-pick" }, word("pick")), form);
  }

  prefill() {
    if (this.now) this.field.value = fieldValueOf(this.now);
  }

  /** Show the town's time. */
  show(town) {
    this.root.hidden = !town;
    if (!town) return;
    this.now = town.now;
    this.date.textContent = dayOf(town.now, "de");
    this.time.textContent = timeOf(town.now);
  }

  async move(values) {
    this.root.setAttribute("aria-busy", "true");
    await moveClock(values);
    this.root.removeAttribute("aria-busy");
  }
}
