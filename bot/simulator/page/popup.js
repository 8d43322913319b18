// A list that opens above a button: arrow keys move in it, Escape closes it, a choice closes it too.

import { button, el, rove } from "./dom.js";

/** `entries()` gives [{node, choose, testid}] each time the list opens; `empty` is said where there are none. */
export function popup(label, testid, entries, empty) {
  const list = el("div", { class: "popup-list", role: "menu", "aria-label": label, hidden: true });
  const opener = button(label, { "aria-haspopup": "menu", "aria-expanded": "false", "data-testid": testid });
  const root = el("div", { class: "popup" }, opener, list);
  const items = () => [...list.querySelectorAll("button")];
  const close = (focus) => {
    list.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (focus) opener.focus();
  };
  const item = ({ node, choose, testid: name }) => button(node, {
    role: "menuitem", "data-testid": name, onclick: () => { close(true); choose(); },
  });
  const open = () => {
    const nodes = entries().map(item);
    list.replaceChildren(...(nodes.length ? nodes : [el("p", { class: "note" }, empty)]));
    list.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    items()[0]?.focus();
  };
  opener.addEventListener("click", () => (list.hidden ? open() : close(true)));
  root.addEventListener("keydown", (event) => { if (event.key === "Escape" && !list.hidden) close(true); });
  root.addEventListener("focusout", ({ relatedTarget: next }) => { if (next && !root.contains(next)) close(false); });
  document.addEventListener("pointerdown", (event) => { if (!root.contains(event.target)) close(false); });
  rove(list, items);
  return root;
}
