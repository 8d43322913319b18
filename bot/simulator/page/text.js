// A message's text with its entities as nodes. Offsets are UTF-16 units, as in Telegram and in JavaScript.

import { el } from "./dom.js";
import { word } from "./words.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const SAFE_ADDRESS = /^(https?|tg|mailto|tel):/i;

function link(address, children) {
  if (!SAFE_ADDRESS.test(address)) return el("span", {}, ...children);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function spoiler(children) {
  const label = word("spoiler");
  const node = el("span", { class: "spoiler", role: "button", tabindex: 0, "aria-label": label }, ...children);
  const reveal = () => {
    node.className = "spoiler shown";
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") reveal();
  });
  return node;
}

function command(text, children) {
  return el("button", { type: "button", class: "inline-command", "data-command": text }, ...children);
}

const BUILDERS = {
  pre: (entity, text, children) => el("pre", { dir: "auto" }, el("code", {}, ...children)),
  blockquote: (entity, text, children) => el("blockquote", { dir: "auto" }, ...children),
  expandable_blockquote: (entity, text, children) => el("blockquote", { dir: "auto" }, ...children),
  spoiler: (entity, text, children) => spoiler(children),
  text_link: (entity, text, children) => link(entity.url, children),
  url: (entity, text, children) => link(/^\w+:/.test(text) ? text : `https://${text}`, children),
  email: (entity, text, children) => link(`mailto:${text}`, children),
  phone_number: (entity, text, children) => link(`tel:${text}`, children),
  bot_command: (entity, text, children) => command(text, children),
};

const BLOCKS = ["pre", "blockquote", "expandable_blockquote"];

function build(entity, text, children) {
  const builder = BUILDERS[entity.type];
  if (builder) return builder(entity, text, children);
  return el(PLAIN[entity.type] ?? "span", {}, ...children);
}

function nodesBetween(text, start, end, entities) {
  const nodes = [];
  let here = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < here || stop <= here) continue;
    if (entity.offset > here) nodes.push(text.slice(here, entity.offset));
    const inner = entities.slice(index + 1).filter((other) => other.offset < stop);
    nodes.push(build(entity, text.slice(entity.offset, stop), nodesBetween(text, entity.offset, stop, inner)));
    here = stop;
    if (BLOCKS.includes(entity.type) && text[here] === "\n" && here < end) here += 1;
  }
  if (here < end) nodes.push(text.slice(here, end));
  return nodes;
}

/** The text as nodes; entities may nest, as Telegram allows. */
export function richText(text, entities = []) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodesBetween(text, 0, text.length, sorted);
}
