// ID photos: for each background the photo and its print sheet, with what their files hold; and what is shown before payment.

import { finished, sameOrigin } from "./api.js";
import { make, say } from "./dom.js";
import { shownPicture } from "./overlay.js";
import { loaded, weight } from "./pictures.js";
import { colourName, hex } from "./photo-options.js";
import { text } from "./texts.js";

const PER_INCH = 25.4;
const RESOLUTION_AT = 13; // of a JFIF header: a byte for the unit, and two numbers of two bytes

export async function showPhotos({ answer, picture, wishes, choices, signal }) {
  const colours = wishes.background_color ?? [];
  const files = await Promise.all(answer.final_pic_name.map((name) => finished(name, signal)));
  const naming = (index, kind) => [format(wishes, choices), colours[index]?.color_name && text(...colourName(colours[index].color_name)), kind && text(kind)];
  const photos = await Promise.all(files.map(async ([photo], index) => card(photo, colours[index], naming(index), ["photo", index + 1])));
  const sheets = await Promise.all(files.map(async ([, sheet], index) => (
    card(sheet, colours[index], naming(index, "print"), ["print", index + 1], say("perSheet", answer.one_sheet_num)))));
  const marked = [...answer.wm_pic_url, ...answer.print_wm_pic_url].map((link) => (
    make("figure", {}, make("img", { src: sameOrigin(link), loading: "lazy", said: { alt: "watermarked" } }))));
  const source = make("figure", { class: "source-photo" }, shownPicture(picture), make("figcaption", {}, say("original")));
  const notes = answer.warning ? [make("p", { class: "note" }, answer.warning)] : [];
  return {
    summary: ["photos", files.length],
    stage: [...notes, make("div", { class: "photos" }, source, ...photos), make("h3", {}, say("sheets")), make("div", { class: "photos sheets" }, ...sheets),
      make("details", {}, make("summary", {}, say("watermarked")), make("div", { class: "photos" }, ...marked))],
    aside: [],
  };
}

/** What the file is called: its format as the catalogue has it, or its size. */
function format(wishes, choices) {
  const known = choices.spec_id[wishes.spec_id];
  return wishes.width_px || !known ? `${wishes.width_px}x${wishes.height_px}` : text("named", `spec${wishes.spec_id}`, known.name).split(/[,，·]/)[0].trim();
}

async function card(blob, colour, naming, label, ...more) {
  const url = URL.createObjectURL(blob);
  const { naturalWidth: width, naturalHeight: height } = await loaded(url);
  const dpi = await resolution(blob);
  const millimetres = dpi && `${Math.round((width / dpi) * PER_INCH)} × ${Math.round((height / dpi) * PER_INCH)} mm`;
  const facts = [`${width} × ${height} px`, millimetres, dpi && `${dpi} DPI`, weight(blob.size)].filter(Boolean).map(unbroken).join(" · ");
  const name = [...naming, `${width}x${height}`].filter(Boolean).join("-").replaceAll(/\s+/g, "-");
  const title = colour ? [swatch(colour), say(...colourName(colour.color_name))] : [say(...label)];
  const download = make("a", { class: "button", href: url, download: `${name}.jpg`, said: { text: "download" } });
  return make("figure", {}, make("img", { src: url, width, height, said: { alt: label } }),
    make("figcaption", {}, make("strong", {}, ...title), ...more, make("small", {}, facts), download));
}

/** The text, to stand on one line. */
const unbroken = (fact) => fact.replaceAll(" ", "\u00a0");

function swatch({ start_color: start, enc_color: end }) {
  const node = make("i", { class: "swatch", "aria-hidden": "true" });
  node.style.background = `linear-gradient(${hex(start)}, ${hex(end)})`;
  return node;
}

/** The dots by inch that a JPEG says it has; none where it says nothing. */
async function resolution(blob) {
  const view = new DataView(await blob.slice(0, RESOLUTION_AT + 5).arrayBuffer());
  if (view.byteLength < RESOLUTION_AT + 5 || view.getUint8(RESOLUTION_AT) !== 1) return undefined;
  return view.getUint16(RESOLUTION_AT + 1);
}
