// The place of the picture and of what came of it: waiting, done, old, refused.

import { at, button, make, say } from "./dom.js";
import { overlay } from "./overlay.js";
import { weight } from "./pictures.js";
import { text } from "./texts.js";

const MILLION = 1_000_000;

/** Show nodes in place of what was there: those of the picture, and those of the list beside it. */
export function place(picture, list = []) {
  at("picture").replaceChildren(...picture);
  at("list").replaceChildren(...list);
  at("result").classList.toggle("beside", list.length > 0);
}

/** Say what came of a call: parts of a sentence, each a text of the page. */
export function tell(...parts) {
  at("status").replaceChildren(...parts.map((part) => say(...part)));
}

/** What the picture is: its name, size, and whether it was made smaller. */
export function caption(picture) {
  const parts = [picture.width && `${picture.width} × ${picture.height}`, picture.blob && weight(picture.blob.size)].filter(Boolean);
  const more = picture.before ? [" · ", say("shrunkNote", picture.before)] : [];
  at("chosen").replaceChildren(make("strong", {}, picture.name), make("span", {}, parts.join(" · ")), ...more);
}

/** Show that a call is under way, over the result of the one before where that was about the same; returns what ends that. */
export function wait(picture, same) {
  if (!same) place([overlay(picture, undefined, [])]);
  at("old").hidden = true;
  at("view").classList.add("busy");
  at("working").hidden = false;
  const started = performance.now();
  const write = () => { at("elapsed").textContent = text("working", Math.floor((performance.now() - started) / 1000)); };
  write();
  const ticking = setInterval(write, 500);
  return () => clearInterval(ticking);
}

/** Show that none is under way any more. */
export function rest(name) {
  at("view").classList.remove("busy");
  at("working").hidden = true;
  at("result").dataset.shown = name;
}

/** On a phone, bring the picture into view. */
export function reveal() {
  const { top } = at("view").getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) {
    const gentle = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    document.querySelector(".stage").scrollIntoView({ block: "start", behavior: gentle });
  }
}

/** Ask what to do with a picture that is too large: `smaller` or `anyway`. */
export function ask(picture, capability, smaller, anyway) {
  const bytes = picture.blob.size > capability.bytes;
  const limit = bytes ? weight(capability.bytes) : Math.floor(capability.pixels / MILLION);
  const words = bytes ? ["tooLarge", weight(picture.blob.size), limit]
    : ["tooManyPixels", Math.ceil((picture.width * picture.height) / MILLION), limit];
  const choices = picture.url ? [button("shrink", smaller, { class: "main" })] : [];
  const note = make("div", { class: "note", role: "alert" }, make("p", {}, say(...words)),
    ...(picture.url ? [] : [make("p", {}, say("shrinkUnable"))]),
    make("div", { class: "row" }, ...choices, button("asItIs", anyway)));
  place([note, overlay(picture, undefined, [])]);
}

