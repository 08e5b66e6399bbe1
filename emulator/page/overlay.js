// The picture, and shapes over it in its own pixels; shapes and entries of a list light up together.

import { make, say } from "./dom.js";

const HUES = ["#e0103f", "#1769ff", "#00924a", "#a43bd6", "#c76a00", "#008b92"];
const CORNERS = ["left_top", "right_top", "right_bottom", "left_bottom"];

/** The picture with shapes over it. One that the browser cannot show is a plain ground of its size. */
export function overlay(picture, size, shapes, extras = []) {
  const { w, h } = size ?? { w: picture.width ?? 4, h: picture.height ?? 3 };
  const svg = make("svg", { viewBox: `0 0 ${w} ${h}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...shapes);
  return framed(sized(make("div", { class: "picture" }, shownPicture(picture), svg, ...extras), w, h));
}

/** The element on a ground as wide as the stage. */
export function framed(node) {
  return make("div", { class: "frame" }, node);
}

/** The picture itself, or a sentence that says why it is not to be seen. */
export function shownPicture(picture) {
  if (picture.url) return make("img", { src: picture.url, alt: picture.name });
  return make("p", { class: "unseen" }, say(picture.address ? "elsewhere" : "unreadable"));
}

/** The element, as large as its place allows at these proportions. */
export function sized(node, width, height) {
  node.style.setProperty("--ratio", String(width / height));
  node.style.setProperty("--width", `${width}px`);
  return node;
}

/** The corners of a `pos` of the vendor's, if there is one. */
export function corners(pos) {
  return pos && CORNERS.map((name) => [pos[name].x, pos[name].y]);
}

/** An outline through these corners, in the colour of its index. */
export function outline(points, index) {
  return coloured(make("polygon", { "data-index": index, points: points.map((corner) => corner.join(",")).join(" ") }), index);
}

/** The element, with the colour of what has this index. */
export function coloured(node, index) {
  node.style.setProperty("--colour", HUES[index % HUES.length]);
  return node;
}

/** Tie entries and shapes of the same index: pointing at one, or focusing it, lights up the other; `told` hears which. */
export function link(view, list, told = () => {}) {
  const light = (event, on) => {
    const target = event.target.closest("[data-index]");
    if (!target) return;
    for (const node of [view, list].flatMap((root) => [...root.querySelectorAll(`[data-index="${target.dataset.index}"]`)])) {
      node.classList.toggle("on", on);
      if (on && view.contains(target) && list.contains(node)) follow(list, node);
    }
    if (on) told(Number(target.dataset.index));
  };
  for (const root of [view, list]) {
    for (const [begin, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
      root.addEventListener(begin, (event) => light(event, true));
      root.addEventListener(end, (event) => light(event, false));
    }
  }
}

/** Bring an entry into view within its list, without moving the page. */
function follow(list, node) {
  const [whole, one] = [list.getBoundingClientRect(), node.getBoundingClientRect()];
  if (one.top < whole.top) list.scrollTop -= whole.top - one.top;
  else if (one.bottom > whole.bottom) list.scrollTop += one.bottom - whole.bottom;
}
