// Codes and lines: outlines over the picture, each tied to its entry in a list.

import { copyButton, make, say } from "./dom.js";
import { coloured, corners, link, outline, overlay } from "./overlay.js";

export function showCodes({ answer, picture }) {
  const found = answer.code_results.map((code) => ({ text: code.data, kind: code.type_name, corners: corners(code.pos) }));
  return { summary: ["codes", found.length], ...outlined(picture, answer.img_size, found) };
}

export function showLines({ answer, picture }) {
  const found = answer.items.map((line) => ({ text: line.text, corners: corners(line.pos) }));
  const all = copyButton("copyAll", () => found.map((line) => line.text).join("\n"), { class: "wide" });
  return { summary: ["lines", found.length], ...outlined(picture, answer.img_size, found, found.length ? [all] : []) };
}

function outlined(picture, size, found, more = []) {
  const list = make("ol", { class: "found" }, ...found.map(entry));
  const view = overlay(picture, size, found.map((one, index) => one.corners && outline(one.corners, index)).filter(Boolean));
  link(view, list);
  return { stage: [view], aside: found.length ? [list, ...more] : [make("p", { class: "empty" }, say("nothing"))] };
}

function entry(one, index) {
  const notes = [one.kind, one.corners ? undefined : say("noPosition")].filter(Boolean).flatMap((note, at) => (at ? [" · ", note] : [note]));
  const mark = make("i", { class: one.corners ? "number" : "number none", "aria-hidden": "true" }, String(index + 1));
  const words = make("span", { class: "words" }, one.text, ...(notes.length ? [make("small", {}, ...notes)] : []));
  return coloured(make("li", { "data-index": index, tabindex: 0 }, mark, words, copyButton("copy", () => one.text)), index);
}
