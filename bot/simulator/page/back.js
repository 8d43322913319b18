// The way back to the list, shown where list and chat do not fit side by side.

import { button } from "./dom.js";
import { word } from "./words.js";

export function backButton(testid, onBack) {
  return button(word("back"), {
    class: "back quiet", "data-testid": testid, "aria-label": word("backLabel"), onclick: onBack,
  });
}
