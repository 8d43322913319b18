// Building nodes. Text always becomes a text node; there is no way from a string to markup in this page.

/** An element; properties starting with "on" are listeners, `true` is an empty attribute, false/null leaves it out. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...present(children));
  return node;
}

/** Leave out what is not there, so that a child may be `condition ? node : null`. */
export function present(children) {
  return children.flat().filter((child) => child !== null && child !== undefined);
}

/** A button that never submits a form. */
export function button(label, properties = {}) {
  return el("button", { type: "button", ...properties }, label);
}

/** Text for screen readers only. */
export function unseen(text) {
  return el("span", { class: "unseen" }, text);
}

/** Move the focus between `items` with the arrow keys, Home and End; one of them is in the tab order. */
export function rove(container, items) {
  container.addEventListener("keydown", (event) => {
    const all = items();
    const here = all.indexOf(document.activeElement);
    const target = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (here < 0 || target === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, target))].focus();
  });
}

/** Is this a screen on which list and chat do not fit side by side? */
export function isNarrow() {
  return matchMedia("(max-width: 760px)").matches;
}
