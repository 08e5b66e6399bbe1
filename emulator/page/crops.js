// Crops: frames over the picture, all outside of one of them dimmed, and each cut out.

import { button, make } from "./dom.js";
import { coloured, link, overlay, sized } from "./overlay.js";
import { encoded, loaded } from "./pictures.js";

const NEAR = 0.06; // frames whose corners are nearer than this part of the picture have their numbers side by side

export async function showCrops({ answer, picture }) {
  const boxes = answer.results.map((crop) => (
    { x: crop.crop_left, y: crop.crop_top, width: crop.crop_right - crop.crop_left + 1, height: crop.crop_bottom - crop.crop_top + 1 }));
  const size = answer.img_size;
  const shade = make("path", { class: "shade" });
  const frames = boxes.map((box, index) => coloured(make("rect", { "data-index": index, ...box }), index));
  const view = overlay(picture, size, [shade, ...frames], boxes.map((_box, index) => tag(boxes, index, size)));
  const image = picture.url ? await loaded(picture.url) : undefined;
  const cards = make("div", { class: "crops" }, ...boxes.map((box, index) => card(image, box, index, picture.name)));
  const choose = (chosen) => {
    shade.setAttribute("d", outside(size, boxes[chosen]));
    for (const node of [...frames, ...cards.children]) node.classList.toggle("chosen", Number(node.dataset.index) === chosen);
  };
  if (boxes.length) choose(0);
  link(view, cards, choose);
  return { summary: ["crops", boxes.length], stage: [view], aside: [cards] };
}

/** All of the picture but a box. */
function outside({ w, h }, { x, y, width, height }) {
  return `M0 0H${w}V${h}H0ZM${x} ${y}v${height}h${width}v${-height}Z`;
}

/** A crop's number at its corner, beside those of earlier crops with nearly the same. */
function tag(boxes, index, { w, h }) {
  const { x, y } = boxes[index];
  const beside = boxes.slice(0, index).filter((one) => Math.abs(one.x - x) < w * NEAR && Math.abs(one.y - y) < h * NEAR).length;
  const node = coloured(make("span", { class: "tag", "data-index": index, "aria-hidden": "true" }, String(index + 1)), index);
  Object.assign(node.style, { left: `${(100 * x) / w}%`, top: `${(100 * y) / h}%`, marginLeft: `${beside * 2}rem` });
  return node;
}

function card(image, box, index, name) {
  const canvas = make("canvas", { width: box.width, height: box.height, role: "img", said: { label: ["crop", index + 1] } });
  if (image) canvas.getContext("2d").drawImage(image, box.x, box.y, box.width, box.height, 0, 0, box.width, box.height);
  const caption = make("figcaption", {}, make("i", { class: "number", "aria-hidden": "true" }, String(index + 1)),
    make("span", { class: "words" }, `${(box.width / box.height).toFixed(2)} : 1`, make("small", {}, `${box.width} × ${box.height}`)));
  if (image) caption.append(button("download", () => save(canvas, `${name.replace(/\.\w+$/, "")}-${box.width}x${box.height}.png`), { class: "quiet" }));
  const figure = make("figure", { "data-index": index, tabindex: 0 }, sized(canvas, box.width, box.height), caption);
  return coloured(figure, index);
}

function save(canvas, name) {
  const url = URL.createObjectURL(encoded(canvas, "image/png"));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
