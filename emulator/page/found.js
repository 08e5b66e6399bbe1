// Codes and lines: outlines over the picture, each tied to its entry in a list.

import { copyButton, make } from "./dom.js";
import { text } from "./texts.js";

const HUES = ["#d6003a", "#0058d6", "#00803c", "#9a3cc9", "#b85c00", "#007a80"];
const CORNERS = ["left_top", "right_top", "right_bottom", "left_bottom"];

export function showCodes(answer, picture) {
  const found = answer.code_results.map((code) => ({ text: code.data, kind: code.type_name, corners: corners(code.pos) }));
  return [text("codes", found.length), outlined(picture, answer.img_size, found)];
}

export function showLines(answer, picture) {
  const found = answer.items.map((line) => ({ text: line.text, corners: corners(line.pos) }));
  const nodes = outlined(picture, answer.img_size, found);
  if (found.length) nodes.push(copyButton(text("copyAll"), text("copied"), () => found.map((line) => line.text).join("\n")));
  return [text("lines", found.length), nodes];
}

function corners(pos) {
  return pos && CORNERS.map((name) => [pos[name].x, pos[name].y]);
}

/** The picture with an outline for each thing found, and a list beneath; pointing at one of the two lights up the other. */
function outlined(picture, size, found) {
  const list = make("ol", { class: "found" }, ...found.map(entry));
  const shapes = found.map((one, index) => one.corners && shape("polygon", index, { points: one.corners.map((c) => c.join(",")).join(" ") }));
  const view = overlay(picture, size, shapes.filter(Boolean));
  link(view, list);
  return found.length ? [view, list] : [view, make("p", {}, text("nothing"))];
}

function entry(one, index) {
  const notes = [one.kind, one.corners ? undefined : text("noPosition")].filter(Boolean).join(" · ");
  const item = make("li", { "data-index": index, tabindex: 0 },
    make("span", {}, make("i", { class: "swatch", "aria-hidden": "true" }), one.text, ...(notes ? [make("small", {}, notes)] : [])),
    copyButton(text("copy"), text("copied"), () => one.text));
  return coloured(item, index);
}

/** One shape of an overlay, in its own colour. */
export function shape(tag, index, attributes) {
  return coloured(make(tag, { "data-index": index, ...attributes }), index);
}

/** The element, with the colour of what has this index. */
export function coloured(node, index) {
  node.style.setProperty("--colour", HUES[index % HUES.length]);
  return node;
}

/** The picture with shapes in its own pixels over it. */
export function overlay(picture, size, shapes) {
  const svg = make("svg", { viewBox: `0 0 ${size.w} ${size.h}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...shapes);
  return make("div", { class: "picture" }, make("img", { src: picture.url, alt: picture.name }), svg);
}

/** Tie entries and shapes of the same index. */
export function link(view, list) {
  const light = (event, on) => {
    const target = event.target.closest("[data-index]");
    if (!target) return;
    for (const root of [view, list]) {
      for (const node of root.querySelectorAll(`[data-index="${target.dataset.index}"]`)) node.classList.toggle("on", on);
    }
  };
  for (const root of [view, list]) {
    for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
      root.addEventListener(begin, (event) => light(event, true));
      root.addEventListener(end, (event) => light(event, false));
    }
  }
}
