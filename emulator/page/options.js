// Parts of forms: choices, sliders, numbers.

import { make, say } from "./dom.js";

/** A choice of one: values with what they are called. */
export function select(name, label, choices) {
  const options = choices.map(([value, what]) => make("option", { value, said: { text: what } }));
  return make("div", { class: "field" }, make("label", { for: name }, say(label)), make("select", { id: name, name }, ...options));
}

/** A slider from 0 that shows its number. */
export function level(name, label, highest) {
  const shown = make("output", { for: name }, "0");
  const write = (event) => { shown.textContent = event.target.value; };
  return make("div", { class: "field" }, make("label", { for: name }, say(label), " ", shown),
    make("input", { type: "range", id: name, name, min: 0, max: highest, step: 1, value: 0, oninput: write }));
}

/** A whole number within bounds, or nothing. */
export function number(name, label, [least, most], usual) {
  return make("div", { class: "field" }, make("label", { for: name }, say(label)),
    make("input", { type: "number", id: name, name, min: least, max: most, step: 1, value: usual, placeholder: usual ? undefined : `${least}–${most}` }));
}

/** The ratios of crops, as anyone writes them: the function reads 16:9, Chinese commas and colons. */
export function ratios() {
  const usual = ["1", "16:9", "3:4", "2.35", "9:16"];
  const input = make("input", { type: "text", id: "ratios", name: "ratios", value: "1, 2.35, 0.75", autocomplete: "off", "aria-describedby": "ratios-hint" });
  const add = (ratio) => make("button", { type: "button", class: "chip", onclick: () => {
    input.value = [...input.value.split(/[,，、;；]+/).map((one) => one.trim()).filter(Boolean), ratio].slice(-5).join(", ");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  } }, `+ ${ratio}`);
  return [make("div", { class: "field" }, make("label", { for: "ratios" }, say("ratios")), input,
    make("p", { class: "hint", id: "ratios-hint" }, say("ratiosHint")), make("div", { class: "chips" }, ...usual.map(add)))];
}
