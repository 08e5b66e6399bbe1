// Where pictures come from: a file, the camera, drop, paste, an address, our samples.

import { at, make } from "./dom.js";
import { fromAddress, fromBlob, fromSample } from "./pictures.js";
import { text } from "./texts.js";

/** Hand each picture that the user brings to `take`. */
export function listenForPictures(take) {
  const takeFile = async (file) => { if (file) await take(await fromBlob(file, file.name)); };
  for (const id of ["file", "camera"]) {
    at(id).addEventListener("change", async ({ target }) => {
      await takeFile(target.files[0]);
      target.value = ""; // so that the same file can be chosen again
    });
  }
  document.addEventListener("paste", (event) => takeFile(event.clipboardData.files[0]));
  for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
    document.addEventListener(name, (event) => { event.preventDefault(); at("drop").classList.toggle("over", over); });
  }
  document.addEventListener("drop", (event) => takeFile(event.dataTransfer.files[0]));
  listenForAddress(take);
}

function listenForAddress(take) {
  at("by-address").addEventListener("click", () => {
    at("address").hidden = !at("address").hidden;
    at("by-address").setAttribute("aria-expanded", String(!at("address").hidden));
    if (!at("address").hidden) at("url").focus();
  });
  at("address").addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = at("url").value.trim();
    const right = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);
    at("address-fault").textContent = right ? "" : text("badAddress");
    at("url").setAttribute("aria-invalid", String(!right));
    if (right) await take(await fromAddress(given));
  });
}

/** A button for each sample, which hands it to `take`. */
export function offerSamples(names, take) {
  at("samples").append(...names.map((name) => {
    const image = make("img", { src: `/page/thumbnails/${name.replace(/\.\w+$/, "")}.webp`, alt: name, width: 72, height: 54, loading: "lazy" });
    const pick = async () => take(await fromSample(name));
    return make("button", { type: "button", "data-sample": name, "aria-pressed": "false", onclick: pick }, image);
  }));
}

/** Mark the sample that is the picture, if one is. */
export function markSample(picture) {
  for (const one of at("samples").children) one.setAttribute("aria-pressed", String(picture.sample && one.dataset.sample === picture.name));
}
