// What may be wished for of ID photos: the format or a size of one's own, backgrounds, the file, the print sheet.

import { make, say } from "./dom.js";
import { level, number, select } from "./options.js";

const FADE = ["sky", "blue", "white"]; // a background from one of the named colours to another
const CHECKED = ["blue", "white"];
const OWN = "own";

/** A colour's number as CSS writes it. */
export function hex(colour) {
  return `#${colour.toString(16).padStart(6, "0")}`;
}

/** What a colour is called, as a text of the page. */
export function colourName(name) {
  return ["named", name, name === OWN ? OWN : `#${name}`.replace("##", "#")];
}

/** The backgrounds by name: their colours at the top and at the bottom. */
function backgrounds(choices) {
  const colours = choices.background_color;
  const plain = Object.entries(colours).map(([name, value]) => [name, [value, value]]);
  const [name, ...ends] = FADE;
  return Object.fromEntries([...plain, [name, ends.map((end) => colours[end])]]);
}

function colourBox(name, [start, end], checked) {
  const chip = make("i", { class: "swatch", "aria-hidden": "true" });
  chip.style.background = `linear-gradient(${hex(start)}, ${hex(end)})`;
  return make("label", { class: "tick" }, make("input", { type: "checkbox", name: "colour", value: name, checked }), chip, say("named", name, name));
}

/** A colour of one's own: choosing one ticks it. */
function ownColour() {
  const box = make("input", { type: "checkbox", name: "colour", value: OWN });
  const picker = make("input", { type: "color", name: "own_colour", value: "#6fa8dc", said: { label: "ownColour" }, oninput: () => { box.checked = true; } });
  return make("span", { class: "tick" }, make("label", { class: "tick" }, box, say("ownColour")), picker);
}

function formats(choices) {
  const known = Object.entries(choices.spec_id).map(([id, spec]) => [id, ["spec", ["named", `spec${id}`, spec.name], ...spec.size, spec.dpi, ...spec.file_kb]]);
  return [...known, [OWN, ["ownSize"]]];
}

/** The form, for the choices that the function has. */
export function photoOptions(choices) {
  const own = make("div", { class: "pair-fields", hidden: true },
    number("width_px", "width", choices.width_px, 358), number("height_px", "height", choices.height_px, 441));
  const spec = select("spec_id", "specLabel", formats(choices));
  const chosen = spec.querySelector("select");
  chosen.addEventListener("change", () => { own.hidden = chosen.value !== OWN; });
  const boxes = Object.entries(backgrounds(choices)).map(([name, ends]) => colourBox(name, ends, CHECKED.includes(name)));
  return [
    spec, own,
    make("fieldset", { class: "colours" }, make("legend", {}, say("colours")), ...boxes, ownColour(), make("p", { class: "hint" }, say("coloursHint"))),
    level("fair_level", "beauty", choices.fair_level),
    make("details", {}, make("summary", {}, say("fileAndSheet")),
      make("div", { class: "pair-fields" }, number("file_size_max", "fileMost", choices.file_size_max), number("dpi", "dpi", choices.dpi)),
      make("div", { class: "pair-fields" }, select("print_type", "sheet", [[1, "wide"], [2, "tight"]]),
        select("sheet_inches", "paper", choices.sheet_inches.toReversed().map((inches) => [inches, ["inches", inches]])))),
  ];
}

/** What the form asks for, as the function takes it. */
export function photoWishes(form, choices) {
  const wishes = { spec_id: Number(form.get("spec_id")), fair_level: Number(form.get("fair_level")), print_type: Number(form.get("print_type")) };
  if (form.get("spec_id") === OWN) Object.assign(wishes, { spec_id: 0, width_px: Number(form.get("width_px")), height_px: Number(form.get("height_px")) });
  const colours = form.getAll("colour").map((name) => colour(name, form, choices)).slice(0, choices.most_colours);
  if (colours.length) wishes.background_color = colours;
  for (const name of ["file_size_max", "dpi", "sheet_inches"]) if (Number(form.get(name))) wishes[name] = Number(form.get(name));
  return wishes;
}

function colour(name, form, choices) {
  if (name !== OWN) {
    const [start, end] = backgrounds(choices)[name];
    return { start_color: start, enc_color: end, color_name: name };
  }
  const picked = form.get("own_colour").slice(1);
  return { start_color: parseInt(picked, 16), enc_color: parseInt(picked, 16), color_name: picked };
}
