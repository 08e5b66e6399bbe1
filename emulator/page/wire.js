// Request and answer as they went: the call in the languages of the snippets, and the answer's JSON.

import { at, copy, make, say } from "./dom.js";
import { SNIPPETS } from "./snippets.js";

let made;
let language = "curl";

/** Put the tabs in place; the keys left and right go from one to the next. */
export function startWire() {
  const tabs = Object.entries(SNIPPETS).map(([name, { tab }]) => make("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "code", onclick: () => choose(name),
  }, say("named", tab, tab)));
  at("tabs").append(...tabs);
  at("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  });
  for (const node of document.querySelectorAll("[data-copy]")) {
    node.addEventListener("click", () => copy(node, at(node.dataset.copy).textContent));
  }
  choose(language);
}

function choose(name) {
  language = name;
  for (const tab of at("tabs").children) {
    const chosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  at("code").setAttribute("aria-labelledby", `tab-${name}`);
  writeRequest(made);
}

/** Show how a call is made. */
export function writeRequest(call) {
  made = call;
  at("code").textContent = made ? SNIPPETS[language][made.kind](made) : "";
}

/** Show an answer. */
export function writeAnswer(answer) {
  at("json").textContent = answer ? JSON.stringify(answer, null, 2) : "";
}
