// ID photos: for each background the photo and its print sheet, and what is shown before payment.

import { finished, sameOrigin } from "./api.js";
import { make } from "./dom.js";
import { text } from "./texts.js";

export async function showPhotos(answer, _picture, signal) {
  const links = await Promise.all(answer.final_pic_name.map((name) => finished(name, signal)));
  const photos = links.map(([photo], index) => card(photo, "photo", index));
  const sheets = links.map(([, sheet], index) => card(sheet, "print", index));
  const marked = [...answer.wm_pic_url, ...answer.print_wm_pic_url].map((link) => (
    make("figure", {}, make("img", { src: sameOrigin(link), alt: text("watermarked") }))));
  return ["", [
    make("div", { class: "cards" }, ...photos),
    make("div", { class: "cards" }, ...sheets),
    make("details", {}, make("summary", {}, text("watermarked")), make("div", { class: "cards" }, ...marked)),
  ]];
}

function card(link, kind, index) {
  const label = `${text(kind)} ${index + 1}`;
  return make("figure", {}, make("img", { src: link, alt: label }), make("figcaption", {}, `${label} · `,
    make("a", { href: link, download: true }, text("download"))));
}
