// The language in force, and every text of the page in it. The texts themselves are in chinese.js and english.js.

import { CHINESE } from "./chinese.js";
import { ENGLISH } from "./english.js";

const KEY = "language";
const TABLES = { zh: CHINESE, en: ENGLISH };
const attribute = (name) => (node, value) => node.setAttribute(name, value);
const PLACES = {
  text: (node, value) => { node.textContent = value; },
  label: attribute("aria-label"), alt: attribute("alt"), hint: attribute("placeholder"), group: attribute("label"),
};
let language = (localStorage.getItem(KEY) ?? navigator.language).startsWith("zh") ? "zh" : "en";
let codes = {};

/** The language in force, as Accept-Language has it. */
export function spoken() {
  return language === "zh" ? "zh-CN" : "en";
}

/** Take over the server's table of codes: {code: {kind, meaning: {en, zh}, advice: {en, zh}}}. */
export function learn(table) {
  codes = table;
}

/** A text of the page; a value that is a list is a text itself. */
export function text(name, ...values) {
  if (name === "named") return TABLES[language][values[0]] ?? values[1];
  if (name === "both") return values[0][language].replaceAll("`", "");
  if (name === "meaning" || name === "advice") return codes[values[0]]?.[name][language] ?? "";
  const found = TABLES[language][name];
  return typeof found === "function" ? found(...values.map((value) => (Array.isArray(value) ? text(...value) : value))) : found;
}

/** Write into an element what it says, in the language in force. */
export function write(node) {
  for (const [place, put] of Object.entries(PLACES)) {
    const said = node.dataset?.[place];
    if (said !== undefined) put(node, said.startsWith("[") ? text(...JSON.parse(said)) : text(said));
  }
}

/** Write all texts of the page in the language in force; nothing else changes. */
export function translate() {
  document.documentElement.lang = spoken();
  document.title = `${text("brand")} · ${text("title")}`;
  document.querySelectorAll("[data-text], [data-label], [data-alt], [data-hint], [data-group]").forEach(write);
  document.getElementById("language").lang = language === "zh" ? "en" : "zh-CN";
}

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem(KEY, language);
  translate();
}
