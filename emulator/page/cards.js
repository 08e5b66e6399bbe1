// Fields of documents, hidden until asked for and kept nowhere, and the pairs of a menu.

import { button, copyButton, make, say } from "./dom.js";
import { corners, outline, overlay } from "./overlay.js";

const OURS = ["errcode", "errmsg", "partial"];

/** An answer whose texts are hidden. */
export function hidden(answer) {
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, OURS.includes(name) ? value : masked(value)]));
}

/** The fields and their values, hidden, with a button that shows and hides them, which `reveal` is told of. */
export function showFields({ answer, picture, meanings, reveal }) {
  const fields = Object.entries(answer).filter(([name, value]) => typeof value === "string" && !OURS.includes(name));
  const values = fields.map(() => make("span", { class: "value" }));
  const rows = fields.map(([name, value], index) => make("div", {},
    make("dt", {}, make("code", {}, name), meanings[name] && say("both", meanings[name])), make("dd", {}, values[index], copyButton("copy", () => value))));
  const list = make("dl", { class: "fields masked" }, ...rows);
  let open = false;
  const draw = () => {
    values.forEach((node, index) => { node.textContent = open ? fields[index][1] : masked(fields[index][1]); });
    list.classList.toggle("masked", !open);
  };
  const toggle = button("reveal", () => {
    open = !open;
    draw();
    toggle.dataset.text = open ? "conceal" : "reveal";
    toggle.replaceChildren(...say(toggle.dataset.text).childNodes);
    reveal(open);
  }, { class: "wide" });
  draw();
  return { summary: ["fields", fields.length], stage: [overlay(picture, answer.img_size, cards(answer))], aside: [toggle, list] };
}

/** The outlines of cards that the answer knows the places of. */
function cards(answer) {
  return Object.values(answer).filter((value) => value?.pos?.left_top).map((value, index) => outline(corners(value.pos), index + 2));
}

/** The pairs of a menu. */
export function showMenu({ answer, picture }) {
  const items = JSON.parse(answer.content).menu_items;
  const rows = items.map((item) => make("div", {}, make("dt", {}, item.name), make("dd", {}, item.price.toFixed(2))));
  return { summary: ["dishes", items.length], stage: [overlay(picture, undefined, [])], aside: [make("dl", { class: "fields menu" }, ...rows)] };
}

/** A text as dots, but for its first character if there are more; anything else as it is. */
function masked(value) {
  return typeof value === "string" ? [...value].map((character, place, { length }) => (place || length === 1 ? "•" : character)).join("") : value;
}
