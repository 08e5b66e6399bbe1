// Crops: all of them as frames over the picture, and each cut out.

import { make } from "./dom.js";
import { coloured, link, overlay, shape } from "./found.js";
import { text } from "./texts.js";

export async function showCrops(answer, picture) {
  const boxes = answer.results.map((crop) => (
    { x: crop.crop_left, y: crop.crop_top, width: crop.crop_right - crop.crop_left + 1, height: crop.crop_bottom - crop.crop_top + 1 }));
  const view = overlay(picture, answer.img_size, boxes.map((box, index) => shape("rect", index, box)));
  const image = await loaded(picture.url);
  const cards = make("div", { class: "cards" }, ...boxes.map((box, index) => card(image, box, index)));
  link(view, cards);
  return ["", [view, cards]];
}

function card(image, box, index) {
  const canvas = make("canvas", { width: box.width, height: box.height, role: "img", "aria-label": `${text("crop")} ${index + 1}` });
  canvas.getContext("2d").drawImage(image, box.x, box.y, box.width, box.height, 0, 0, box.width, box.height);
  const ratio = (box.width / box.height).toFixed(2);
  const figure = make("figure", { "data-index": index, tabindex: 0 }, canvas,
    make("figcaption", {}, make("i", { class: "swatch", "aria-hidden": "true" }), `${ratio} · ${box.width} × ${box.height}`));
  return coloured(figure, index);
}

/** The picture, decoded; rejects where the browser cannot. */
export async function loaded(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
