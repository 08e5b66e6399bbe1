// The page: which capability, which picture, one call at a time, and what came of it.

import { call, open, planned } from "./api.js";
import { capabilities, choiceOf } from "./capabilities.js";
import { at, say } from "./dom.js";
import { fromSample, shrunk, tooLarge, weight } from "./pictures.js";
import { errorBox, faultBox, offerCodes } from "./rehearse.js";
import { listenForPictures, markSample, offerSamples } from "./sources.js";
import { ask, caption, place, rest, reveal, tell, wait } from "./stage.js";
import { learn, switchLanguage, translate } from "./texts.js";
import { startWire, writeAnswer, writeRequest } from "./wire.js";

const forms = {}; // the options of each capability, as they were left
let known = {}; // the capabilities by name
let capability;
let picture; // see pictures.js
let running; // AbortController of the call under way
let last; // {capability, picture, asked} of the result that is shown

/** Choose a capability; one's own picture stays, else its sample is taken. */
async function choose(name) {
  capability = known[name];
  history.replaceState(null, "", `#${name}`);
  forms[name] ??= capability.options(capability.choices);
  at("options").replaceChildren(...(forms[name].length ? forms[name] : [say("noOptions")]));
  offerCodes(capability, (await open()).codes);
  at("rehearsal").open = false;
  at("capabilities").querySelector(":checked").parentNode.scrollIntoView({ block: "nearest", inline: "center" });
  if (picture && !picture.sample) return run();
  const sample = await fromSample(capability.sample);
  const current = capability === known[name] && (!picture || picture.sample);
  if (current) await take(sample); // else somebody has chosen another capability, or a picture which is run
}

async function take(next) {
  if (picture?.url && picture.url !== next.url) URL.revokeObjectURL(picture.url);
  picture = next;
  caption(picture);
  markSample(picture);
  await run();
}

/** What the form asks for: {wishes, emulate}. */
function asked() {
  return { wishes: capability.wishes(new FormData(at("form")), capability.choices), emulate: at("emulate").value };
}

/** Send the picture, unless it is too large and nobody has said that it is to go as it is. */
async function run({ anyway = false } = {}) {
  if (!capability) return; // a picture chosen before the server has told of any: start() runs it
  running?.abort();
  writeAnswer();
  tell();
  if (!anyway && tooLarge(picture, capability)) return refuse();
  const mine = running = new AbortController();
  const { wishes, emulate } = asked();
  const still = wait(picture, last?.picture === picture && last.capability === capability);
  last = { capability, picture, asked: JSON.stringify({ wishes, emulate }) };
  try {
    writeRequest(planned(capability, picture, wishes, emulate));
    const done = await call(capability, picture, wishes, emulate, mine.signal);
    await present({ ...done, wishes, emulate, signal: mine.signal });
  } catch (error) {
    if (running === mine) fail(error);
  } finally {
    still();
    if (running === mine) rest(capability.name);
  }
  return undefined;
}

function refuse() {
  running = last = undefined;
  writeRequest(planned(capability, picture, asked().wishes, ""));
  const smaller = async () => {
    const before = weight(picture.blob.size);
    await take({ ...await shrunk(picture, capability), before });
    reveal();
  };
  ask(picture, capability, smaller, () => run({ anyway: true }));
  rest(capability.name);
}

async function present({ made, answer, ms, bytes, served, wishes, emulate, signal }) {
  writeRequest(made);
  writeAnswer(capability.hidden ? capability.hidden(answer) : answer);
  const facts = [["served", [`by-${emulate ? "order" : served}`]], ["ms", ms], ["bytes", bytes]];
  const code = answer.errcode ?? answer.code;
  if (code !== 0 && code !== 200) {
    place([errorBox(code, answer.errmsg ?? answer.error)]);
    return tell(...facts);
  }
  const show = (open) => writeAnswer(open || !capability.hidden ? answer : capability.hidden(answer));
  const shown = await capability.show({ answer, picture, wishes, choices: capability.choices, meanings: capability.fields, signal, reveal: show });
  if (signal.aborted) return undefined;
  place(shown.stage, shown.aside);
  return tell(shown.summary, ...facts);
}

/** What went wrong on the way, or in showing the answer. */
function fail(error) {
  last = undefined;
  if (error.name === "AbortError") return tell(["cancelled"]);
  return place([faultBox(error)]);
}

/** Say so where the result is no longer that of the options. */
function compareOptions() {
  at("old").hidden = !last || JSON.stringify(asked()) === last.asked || !at("working").hidden;
}

function listen() {
  const ordered = () => { run(); reveal(); };
  at("form").addEventListener("submit", (event) => { event.preventDefault(); ordered(); });
  for (const kind of ["input", "change"]) at("form").addEventListener(kind, compareOptions);
  at("again").addEventListener("click", ordered);
  at("cancel").addEventListener("click", () => running?.abort());
  at("language").addEventListener("click", switchLanguage);
  listenForPictures(async (next) => { await Promise.all([take(next), reveal()]); });
}

/** Say where pictures go by this deployment's settings. */
function writePrivacy() {
  const all = new Set(Object.values(known).map((one) => one.backend));
  at("privacy").replaceChildren(say(["relay", "vendor"].find((one) => all.has(one)) ?? "local"));
}

async function start() {
  startWire();
  listen();
  try {
    const { codes, functions } = await open();
    learn(codes);
    known = capabilities(functions);
    const named = location.hash.slice(1);
    const first = known[named] ? named : Object.keys(known)[0];
    at("capabilities").append(...choiceOf(known, first, choose));
    offerSamples([...new Set(Object.values(known).map((one) => one.sample))], async (next) => { await Promise.all([take(next), reveal()]); });
    writePrivacy();
    translate();
    document.documentElement.dataset.ready = "";
    await choose(first);
  } catch (error) {
    translate();
    document.documentElement.dataset.ready = "";
    fail(error);
  }
}

start();
