// How each capability is shown: what may be wished for, and what its answer looks like.

import { hidden, showFields, showMenu } from "./cards.js";
import { make } from "./dom.js";
import { showCodes, showLines } from "./found.js";
import { showCrops } from "./crops.js";
import { showEnlarged } from "./compare.js";
import { showPhotos } from "./photos.js";
import { text } from "./texts.js";

const FADE = ["sky", "blue", "white"]; // a background from one of the named colours to another
const CHECKED = ["blue", "white"];

function select(name, label, choices) {
  const options = choices.map(([value, shown]) => make("option", { value }, shown));
  return [make("label", { for: name }, label), make("select", { id: name, name }, ...options)];
}

function ratioOptions() {
  return [
    make("label", { for: "ratios" }, text("ratios")),
    make("input", { type: "text", id: "ratios", name: "ratios", value: "1,2.35,0.75", inputmode: "decimal" }),
  ];
}

/** A slider from 0 that shows its number. */
function level(name, label, highest) {
  const shown = make("output", { for: name }, "0");
  const write = (event) => { shown.textContent = event.target.value; };
  return [
    make("label", { for: name }, label, " ", shown),
    make("input", { type: "range", id: name, name, min: 0, max: highest, step: 1, value: 0, oninput: write }),
  ];
}

/** The backgrounds by name: their colours at the top and at the bottom. */
function backgrounds(choices) {
  const colours = choices.background_color;
  const plain = Object.entries(colours).map(([name, number]) => [name, [number, number]]);
  const [name, ...ends] = FADE;
  return Object.fromEntries([...plain, [name, ends.map((end) => colours[end])]]);
}

function photoOptions(choices) {
  const boxes = Object.keys(backgrounds(choices)).map((name) => make("label", {},
    make("input", { type: "checkbox", name: "colour", value: name, checked: CHECKED.includes(name) }), text(name) ?? name));
  const formats = Object.entries(choices.spec_id).map(([id, name]) => [id, text(`spec${id}`) ?? name]);
  return [
    ...select("spec_id", text("spec"), formats),
    make("fieldset", {}, make("legend", {}, text("colours")), ...boxes),
    ...level("fair_level", text("beauty"), choices.fair_level),
    ...select("print_type", text("sheet"), [[1, text("wide")], [2, text("tight")]]),
  ];
}

function photoWishes(form, choices) {
  const known = backgrounds(choices);
  const colours = form.getAll("colour").map((name) => (
    { start_color: known[name][0], enc_color: known[name][1], color_name: name }));
  const wishes = { spec_id: Number(form.get("spec_id")), fair_level: Number(form.get("fair_level")), print_type: Number(form.get("print_type")) };
  if (colours.length) wishes.background_color = colours;
  return wishes;
}

const PLAIN = { options: () => [], wishes: () => ({}), show: async () => ["", [make("p", {}, text("below"))]] };
const CARDS = ["idcard", "bankcard", "driving", "drivinglicense", "bizlicense", "platenum"];
const VIEWS = {
  qrcode: { ...PLAIN, show: showCodes },
  printed_text_ocr: { ...PLAIN, show: showLines },
  aicrop: { options: ratioOptions, wishes: (form) => ({ ratios: form.get("ratios") }), show: showCrops },
  superresolution: { ...PLAIN, show: showEnlarged },
  idphoto: { options: photoOptions, wishes: photoWishes, show: showPhotos },
  ...Object.fromEntries(CARDS.map((name) => [name, { ...PLAIN, show: showFields, hidden }])),
  menu: { ...PLAIN, show: showMenu },
};

/** The capabilities by name, those with a view first: what the emulator knows of each function with a sample, and its view. */
export function capabilities(functions) {
  const tried = Object.keys(functions).filter((name) => functions[name].sample);
  const names = [...Object.keys(VIEWS).filter((name) => tried.includes(name)), ...tried.filter((name) => !VIEWS[name])];
  return Object.fromEntries(names.map((name) => [name, { ...functions[name], ...(VIEWS[name] ?? PLAIN) }]));
}
