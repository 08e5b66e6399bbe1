// Super-resolution: the picture before and after, one over the other, with a slider between and a zoom.

import { mediaUrl } from "./api.js";
import { loaded } from "./crops.js";
import { make } from "./dom.js";
import { text } from "./texts.js";

const ZOOMS = [["fit", null], ["100%", 1], ["200%", 2], ["400%", 4]];

export async function showEnlarged(answer, picture, signal) {
  const blob = await (await fetch(mediaUrl(answer.media_id), { signal })).blob();
  const url = URL.createObjectURL(blob);
  const size = await loaded(url);
  const after = make("img", { src: url, alt: text("after") });
  const edge = make("i");
  const stage = make("div", {}, make("img", { src: picture.url, alt: text("before") }), after, edge);
  const slider = make("input", { type: "range", min: 0, max: 100, value: 50, "aria-label": text("slider") });
  const cut = () => {
    after.style.clipPath = `inset(0 0 0 ${slider.value}%)`;
    edge.style.left = `${slider.value}%`;
  };
  slider.addEventListener("input", cut);
  cut();
  const extension = blob.type.split("/")[1];
  const download = make("a", { class: "link", href: url, download: `enlarged.${extension}` }, text("download"));
  const kilobytes = Math.round(blob.size / 1000);
  return [`${size.naturalWidth} × ${size.naturalHeight} · ${extension.toUpperCase()} · ${kilobytes} kB`, [
    make("div", { class: "tools" }, text("before"), slider, text("after")),
    make("div", { class: "tools", role: "group", "aria-label": text("zoom") }, ...zooms(stage, size.naturalWidth), download),
    make("div", { class: "compare", tabindex: 0, role: "region", "aria-label": text("slider") }, stage),
  ]];
}

/** Buttons that set how wide the stage is; 100% is a pixel of the result for each of the screen's. */
function zooms(stage, width) {
  const buttons = ZOOMS.map(([name, factor]) => make("button", {
    type: "button", "aria-pressed": String(factor === null),
    onclick: (event) => {
      stage.style.width = factor ? `${width * factor}px` : "";
      for (const button of buttons) button.setAttribute("aria-pressed", String(button === event.currentTarget));
    },
  }, name === "fit" ? text("fit") : name));
  return buttons;
}
