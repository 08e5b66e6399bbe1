// Super-resolution: the picture before and after, one over the other, divided by a handle; and a zoom.

import { media } from "./api.js";
import { button, make, say } from "./dom.js";
import { framed, sized } from "./overlay.js";
import { loaded, weight } from "./pictures.js";

const ZOOMS = [["fit", null], ["100%", 1], ["200%", 2], ["400%", 4]];
const STEPS = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 };

export async function showEnlarged({ answer, picture, signal }) {
  const blob = await media(answer.media_id, signal);
  const url = URL.createObjectURL(blob);
  const { naturalWidth, naturalHeight } = await loaded(url);
  const extension = blob.type.split("/")[1].replace("jpeg", "jpg");
  const name = `${picture.name.replace(/\.\w+$/, "")}-${naturalWidth}x${naturalHeight}.${extension}`;
  const download = make("a", { class: "button main", href: url, download: name, said: { text: "download" } });
  const before = picture.url && make("img", { src: picture.url, said: { alt: "before" } });
  const view = compared(before, make("img", { src: url, said: { alt: "after" } }), naturalWidth, naturalHeight);
  const facts = make("span", { class: "facts" }, `${naturalWidth} × ${naturalHeight} · ${extension.toUpperCase()} · ${weight(blob.size)}`);
  const zooms = make("div", { class: "zooms", role: "group", said: { label: "zoom" } }, ...zoomButtons(view, naturalWidth));
  return { summary: ["enlarged"], stage: [framed(view.node), make("div", { class: "tools" }, zooms, facts, download)], aside: [] };
}

/** {node, zoom}: both pictures with the handle between them; what lies left of it is the first one. */
function compared(before, after, width, height) {
  const pictures = make("div", { class: "pair" }, before, after);
  const scroller = make("div", { class: "scroller" }, pictures);
  const handle = make("div", { class: "handle", role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": 100, said: { label: "slider" } });
  const labels = [make("span", { class: "side left" }, say("before")), make("span", { class: "side right" }, say("after"))];
  const node = sized(make("div", { class: "compare" }, scroller, ...(before ? [...labels, handle] : [])), width, height);
  let place = 50;
  const cut = () => {
    const x = scroller.scrollLeft + (scroller.clientWidth * place) / 100;
    after.style.clipPath = before && `inset(0 0 0 ${(100 * x) / (pictures.clientWidth || scroller.clientWidth || 1)}%)`;
    handle.style.left = `${place}%`;
    handle.setAttribute("aria-valuenow", String(Math.round(place)));
  };
  const move = (to) => { place = Math.min(100, Math.max(0, to)); cut(); };
  scroller.addEventListener("scroll", cut);
  new ResizeObserver(cut).observe(pictures);
  drag(node, handle, move);
  handle.addEventListener("keydown", (event) => {
    if (!STEPS[event.key]) return;
    event.preventDefault();
    move(place + STEPS[event.key]);
  });
  move(50);
  return { node, zoom: (pixels) => { node.classList.toggle("zoomed", pixels !== null); pictures.style.width = pixels === null ? "" : `${pixels}px`; cut(); } };
}

/** Move with the pointer: by the handle with any, and from anywhere on the picture with a mouse. */
function drag(node, handle, move) {
  const follow = (event) => {
    const box = node.getBoundingClientRect();
    move((100 * (event.clientX - box.left)) / box.width);
  };
  node.addEventListener("pointerdown", (event) => {
    if (event.target !== handle && event.pointerType !== "mouse") return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    node.setPointerCapture(event.pointerId);
    follow(event);
    node.addEventListener("pointermove", follow);
    node.addEventListener("lostpointercapture", () => node.removeEventListener("pointermove", follow), { once: true });
  });
}

/** Buttons that set how large the pictures are; 100% is a pixel of the result for each of the screen's. */
function zoomButtons(view, width) {
  const all = ZOOMS.map(([name, factor]) => {
    const choose = (event) => {
      view.zoom(factor && width * factor);
      for (const one of all) one.setAttribute("aria-pressed", String(one === event.currentTarget));
    };
    return button(["named", name, name], choose, { "aria-pressed": String(factor === null) });
  });
  return all;
}
