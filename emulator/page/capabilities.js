// How each capability is shown: its icon, what may be wished for, and what its answer looks like.

import { hidden, showFields, showMenu } from "./cards.js";
import { make, say } from "./dom.js";
import { showCodes, showLines } from "./found.js";
import { showCrops } from "./crops.js";
import { showEnlarged } from "./compare.js";
import { ratios } from "./options.js";
import { overlay } from "./overlay.js";
import { photoOptions, photoWishes } from "./photo-options.js";
import { showPhotos } from "./photos.js";

const showPlainly = ({ answer, picture }) => (
  { summary: ["below"], stage: [overlay(picture, answer.img_size, [])], aside: [make("p", { class: "empty" }, say("below"))] });
const PLAIN = { icon: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4", options: () => [], wishes: () => ({}), show: showPlainly };
const CARD = "M3 5h18v14H3z";
const CARDS = {
  idcard: `${CARD}M6 15c0-3 5-3 5 0M8.500 11.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3M14 10h4M14 14h4`,
  bankcard: `${CARD}M3 9.500h18M6 15h4`,
  driving: "M4 16v-4l2-5h12l2 5v4zM4 12h16M7 16v2M17 16v2M7.500 14h1M15.500 14h1",
  drivinglicense: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4M3.500 10.500 10 11.500M20.500 10.500 14 11.500M12 14v7",
  bizlicense: "M4 4h16v12H4zM8 8h8M8 12h4M15 14a2 2 0 1 0 .01 0M14 17v4l1-1 1 1v-4",
  platenum: "M2 7h20v10H2zM6 10v4M9 10v4h2M14 10h3v4h-3z",
};
const VIEWS = {
  qrcode: { ...PLAIN, icon: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2M14 20h2M18 18h2v2", show: showCodes },
  printed_text_ocr: { ...PLAIN, icon: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 9h8M12 9v7", show: showLines },
  aicrop: { ...PLAIN, icon: "M7 2v15h15M2 7h15v15", options: ratios, wishes: (form) => ({ ratios: form.get("ratios") }), show: showCrops },
  superresolution: { ...PLAIN, icon: "M4 14v6h6M4 20l6-6M20 10V4h-6M20 4l-6 6", show: showEnlarged },
  idphoto: { ...PLAIN, icon: "M5 3h14v18H5zM12 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6M7.500 18.500c1-4 8-4 9 0", options: photoOptions, wishes: photoWishes, show: showPhotos },
  ...Object.fromEntries(Object.entries(CARDS).map(([name, icon]) => [name, { ...PLAIN, icon, show: showFields, hidden }])),
  menu: { ...PLAIN, icon: "M6 3v8M4 3v5a2 2 0 0 0 4 0V3M6 11v10M17 3c-3 1-3 8 0 9v9", show: showMenu },
};

/** The capabilities by name, those with a view first: what the emulator knows of each function with a sample, and its view. */
export function capabilities(functions) {
  const tried = Object.keys(functions).filter((name) => functions[name].sample);
  const names = [...Object.keys(VIEWS).filter((name) => tried.includes(name)), ...tried.filter((name) => !VIEWS[name])];
  return Object.fromEntries(names.map((name) => [name, { name, ...functions[name], ...(VIEWS[name] ?? PLAIN) }]));
}

/** The radio buttons by which one of them is chosen. */
export function choiceOf(known, chosen, choose) {
  return Object.entries(known).map(([name, { icon, summary }]) => make("label", {},
    make("input", { type: "radio", name: "capability", value: name, checked: name === chosen, onchange: () => choose(name) }),
    make("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, make("path", { d: icon })),
    say("named", name, summary)));
}
