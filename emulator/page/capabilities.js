// The capabilities: where they are, what may be wished for, which sample fits, and how the answer is shown.

import { make } from "./dom.js";
import { showCodes, showLines } from "./found.js";
import { showCrops } from "./crops.js";
import { showEnlarged } from "./compare.js";
import { showPhotos } from "./photos.js";
import { text } from "./texts.js";

const COLOURS = {
  blue: [0x438edb, 0x438edb], white: [0xffffff, 0xffffff], red: [0xff0000, 0xff0000], sky: [0x438edb, 0xffffff],
};
const SPECS = [1, 10, 660, 28, 9003, 9004];
const CLOTHES = ["man_suit", "man_shirt", "woman_blazer", "woman_suit", "child_sweater"];

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

/** A slider from 0 to 5 that shows its number. */
function level(name, label) {
  const shown = make("output", { for: name }, "0");
  const write = (event) => { shown.textContent = event.target.value; };
  return [
    make("label", { for: name }, label, " ", shown),
    make("input", { type: "range", id: name, name, min: 0, max: 5, step: 1, value: 0, oninput: write }),
  ];
}

function photoOptions() {
  const boxes = Object.keys(COLOURS).map((name) => make("label", {},
    make("input", { type: "checkbox", name: "colour", value: name, checked: name === "blue" || name === "white" }), text(name)));
  return [
    ...select("spec_id", text("spec"), SPECS.map((id) => [id, text(`spec${id}`)])),
    make("fieldset", {}, make("legend", {}, text("colours")), ...boxes),
    ...level("fair_level", text("beauty")),
    ...select("clothes", text("clothes"), [["", text("own")], ...CLOTHES.map((name) => [name, text(name)])]),
    ...select("print_type", text("sheet"), [[1, text("wide")], [2, text("tight")]]),
  ];
}

function photoWishes(form) {
  const colours = form.getAll("colour").map((name) => (
    { start_color: COLOURS[name][0], enc_color: COLOURS[name][1], color_name: name }));
  const wishes = { spec_id: Number(form.get("spec_id")), fair_level: Number(form.get("fair_level")), print_type: Number(form.get("print_type")) };
  if (colours.length) wishes.background_color = colours;
  if (form.get("clothes")) wishes.clothes = form.get("clothes");
  return wishes;
}

const nothing = () => ({});

export const CAPABILITIES = {
  qrcode: { path: "/cv/img/qrcode", sample: "codes.png", options: () => [], wishes: nothing, show: showCodes },
  ocr: { path: "/cv/ocr/comm", sample: "text.png", options: () => [], wishes: nothing, show: showLines },
  aicrop: {
    path: "/cv/img/aicrop", sample: "astronaut.jpg", options: ratioOptions,
    wishes: (form) => ({ ratios: form.get("ratios") }), show: showCrops,
  },
  superresolution: {
    path: "/cv/img/superresolution", sample: "astronaut.jpg", options: () => [], wishes: nothing, show: showEnlarged,
  },
  idphoto: {
    path: "/aliyun_api/pic_handle_3", sample: "astronaut.jpg", json: true, options: photoOptions, wishes: photoWishes, show: showPhotos,
  },
};
