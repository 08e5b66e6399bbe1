// Fields of documents, hidden until asked for and kept nowhere, and the pairs of a menu.

import { make } from "./dom.js";
import { text } from "./texts.js";

const OURS = ["errcode", "errmsg", "partial"];

/** An answer whose texts are hidden. */
export function hidden(answer) {
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, OURS.includes(name) ? value : masked(value)]));
}

/** The fields and their values, hidden, with a button that shows them, which `reveal` is told of. */
export function showFields(answer, picture, signal, reveal) {
  const fields = Object.entries(answer).filter(([name, value]) => typeof value === "string" && !OURS.includes(name));
  const values = fields.map(([, value]) => make("dd", {}, masked(value)));
  const list = make("dl", { class: "fields" }, ...fields.flatMap(([name], index) => [make("dt", {}, name), values[index]]));
  const show = () => {
    values.forEach((node, index) => { node.textContent = fields[index][1]; });
    button.remove();
    reveal();
  };
  const button = make("button", { type: "button", onclick: show }, text("reveal"));
  return [text("fields", fields.length), [button, list]];
}

/** The pairs of a menu. */
export function showMenu(answer) {
  const items = JSON.parse(answer.content).menu_items;
  const rows = items.flatMap((item) => [make("dt", {}, item.name), make("dd", {}, item.price.toFixed(2))]);
  return [text("dishes", items.length), [make("dl", { class: "fields" }, ...rows)]];
}

/** A text as dots, but for its first character if there are more; anything else as it is. */
function masked(value) {
  return typeof value === "string" ? [...value].map((character, place, { length }) => (place || length === 1 ? "•" : character)).join("") : value;
}
