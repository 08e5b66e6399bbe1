// Small helpers for making elements, and for copying texts.

import { text, write } from "./texts.js";

const DRAWN = new Set(["svg", "path", "polygon", "rect", "g"]);

/**
 * An element with attributes and children. An attribute that begins with "on" is a listener; `said` holds what is
 * written in the language in force, and again when that changes: {text: "run"}, {label: ["done", 5]}.
 */
export function make(tag, { said = {}, ...attributes } = {}, ...children) {
  const node = DRAWN.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  for (const [place, what] of Object.entries(said)) node.dataset[place] = JSON.stringify([what].flat(1));
  write(node);
  node.append(...children.filter((child) => child !== undefined));
  return node;
}

/** A piece of text in the language in force. */
export function say(...what) {
  return make("span", { said: { text: what } });
}

/** A button that says what it does. */
export function button(what, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, said: { text: what }, ...attributes });
}

/** A button that copies what `give` returns. */
export function copyButton(what, give, attributes = {}) {
  return button(what, (event) => copy(event.currentTarget, give()), { class: "quiet", ...attributes });
}

/** Copy a text, and say so on the button for a moment. */
export async function copy(node, value) {
  if (navigator.clipboard) await navigator.clipboard.writeText(value);
  else copySelected(value);
  node.textContent = text("copied");
  setTimeout(() => write(node), 1200);
}

/** Copy as browsers did before: a page that comes by plain http from another machine has no clipboard. */
function copySelected(value) {
  const field = make("textarea", { class: "unseen-title" }, value);
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

export const at = (id) => document.getElementById(id);
