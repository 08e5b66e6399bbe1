// The page: which capability, which picture, one call at a time, and what came of it.

import { call, curl, open } from "./api.js";
import { capabilities } from "./capabilities.js";
import { copy, make } from "./dom.js";
import { explained, switchLanguage, text, translate } from "./texts.js";

const at = (id) => document.getElementById(id);
let known = {}; // the capabilities by name
let chosen; // the name of one
let picture; // {blob, name, path, url, sample}
let running; // AbortController of the call under way

function capabilityChoice(name) {
  const radio = make("input", { type: "radio", name: "capability", value: name, checked: name === chosen, onchange: () => choose(name) });
  const label = text(name) ? make("span", { "data-text": name }, text(name)) : make("span", {}, known[name].summary);
  return make("label", {}, radio, label);
}

function sampleButton(name) {
  const image = make("img", { src: `/page/samples/${name}`, alt: name });
  return make("button", { type: "button", "data-sample": name, "aria-pressed": "false", onclick: () => take(name) }, image);
}

async function choose(name) {
  chosen = name;
  history.replaceState(null, "", `#${name}`);
  at("options").replaceChildren(...known[name].options(known[name].choices));
  await (picture && !picture.sample ? run() : take(known[name].sample));
}

/** Take one of our samples, and run. */
async function take(name) {
  const blob = await (await fetch(`/page/samples/${name}`)).blob();
  await show({ blob, name, path: `emulator/samples/${name}`, sample: true });
}

/** Take a picture of the user's, and run. */
async function takeFile(file) {
  if (file) await show({ blob: file, name: file.name, path: file.name, sample: false });
}

async function show(next) {
  if (picture) URL.revokeObjectURL(picture.url);
  picture = { ...next, url: URL.createObjectURL(next.blob) };
  at("chosen").textContent = `${picture.name} · ${Math.ceil(picture.blob.size / 1000)} kB`;
  for (const button of at("samples").children) button.setAttribute("aria-pressed", String(picture.sample && button.dataset.sample === picture.name));
  await run();
}

async function run() {
  running?.abort();
  const mine = running = new AbortController();
  const capability = known[chosen];
  const wishes = capability.wishes(new FormData(at("form")), capability.choices);
  const emulate = at("emulate").value;
  clear();
  const ticking = tick();
  try {
    at("curl").textContent = await curl(capability, picture, wishes, emulate);
    const { answer, ms } = await call(capability, picture, wishes, emulate, mine.signal);
    writeJson(capability.hidden ? capability.hidden(answer) : answer);
    await present(capability, answer, ms, mine.signal);
  } catch (error) {
    if (running === mine) fail(error);
  } finally {
    clearInterval(ticking);
    if (running === mine) finish();
  }
}

async function present(capability, answer, ms, signal) {
  const code = answer.errcode ?? answer.code;
  if (code !== 0 && code !== 200) return at("result").replaceChildren(await errorBox(code, answer.errmsg ?? answer.error));
  const [summary, nodes] = await capability.show(answer, picture, signal, () => writeJson(answer));
  if (signal.aborted) return undefined;
  at("status").textContent = `${text("done", ms)} ${summary}`;
  return at("result").replaceChildren(...nodes);
}

function writeJson(answer) {
  at("json").textContent = JSON.stringify(answer, null, 2);
}

async function errorBox(code, message) {
  const [meaning, advice] = explained(code, (await open()).codes);
  const rows = [["meaning", meaning], ["advice", advice], ["message", message]].filter(([, value]) => value);
  return make("div", { class: "error", role: "alert" }, make("strong", {}, `${text("failed")} ${code}`),
    make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, text(name)), make("dd", {}, value)])));
}

/** What went wrong on the way, or in showing the answer. */
function fail(error) {
  if (error.name === "AbortError") {
    at("status").textContent = text("cancelled");
  } else if (error.name === "EncodingError") {
    at("status").textContent = text("unreadable");
  } else {
    at("result").replaceChildren(make("div", { class: "error", role: "alert" },
      make("strong", {}, text("unreachable")), make("p", {}, text("restart")), make("small", {}, error.message)));
  }
}

function clear() {
  for (const id of ["status", "result", "json"]) at(id).textContent = "";
  at("working").hidden = at("cancel").hidden = false;
}

function finish() {
  at("working").hidden = at("cancel").hidden = true;
  at("result").dataset.shown = chosen;
}

/** Count the seconds on the page. */
function tick() {
  const started = performance.now();
  const write = () => { at("elapsed").textContent = text("working", Math.floor((performance.now() - started) / 1000)); };
  write();
  return setInterval(write, 500);
}

function errorChoices(codes) {
  const listed = Object.keys(codes).map(Number).filter((code) => code !== 0).sort((a, b) => a - b);
  return [make("option", { value: "", "data-text": "none" }, text("none")), ...listed.map((code) => make("option", { value: code }, String(code)))];
}

function listen() {
  at("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
  at("cancel").addEventListener("click", () => running?.abort());
  at("file").addEventListener("change", (event) => takeFile(event.target.files[0]));
  document.addEventListener("paste", (event) => takeFile(event.clipboardData.files[0]));
  for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
    document.addEventListener(name, (event) => { event.preventDefault(); at("drop").classList.toggle("over", over); });
  }
  document.addEventListener("drop", (event) => takeFile(event.dataTransfer.files[0]));
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(button, at(button.dataset.copy).textContent, text("copied")));
  }
  at("language").addEventListener("click", () => { switchLanguage(); if (chosen) choose(chosen); });
}

async function start() {
  translate();
  listen();
  try {
    const { codes, functions } = await open();
    known = capabilities(functions);
    const named = location.hash.slice(1);
    chosen = known[named] ? named : Object.keys(known)[0];
    at("capabilities").append(...Object.keys(known).map(capabilityChoice));
    at("samples").append(...[...new Set(Object.values(known).map((one) => one.sample))].map(sampleButton));
    at("emulate").append(...errorChoices(codes));
    await choose(chosen);
  } catch (error) {
    fail(error);
  }
}

start();
