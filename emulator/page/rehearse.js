// Errors to order: the codes of a path, in groups, with what they mean.

import { at, make } from "./dom.js";

/** Offer the codes that a capability can answer: first its own, then those that only the vendor gives, by kind. */
export function offerCodes(capability, codes) {
  const kinds = Map.groupBy(capability.vendor_codes, (code) => codes[code].kind);
  at("emulate").replaceChildren(
    make("option", { value: "", said: { text: "none" } }),
    group("ownCodes", capability.codes),
    ...[...kinds].map(([kind, listed]) => group(["vendorCodes", ["named", `kind-${kind}`, kind]], listed)),
  );
}

function group(label, codes) {
  return make("optgroup", { said: { group: label } },
    ...codes.map((code) => make("option", { value: code, said: { text: ["codeOption", code, ["meaning", code]] } })));
}

/** An error that was answered, with its meaning and what to do. */
export function errorBox(code, message) {
  const rows = [["meaning", "meaningOf"], ["advice", "adviceOf"]].map(([part, label]) => [
    make("dt", { said: { text: label } }), make("dd", { said: { text: [part, code] } })]);
  return make("div", { class: "error", role: "alert" }, make("strong", { said: { text: ["failed", code] } }),
    make("dl", {}, ...rows.flat(), make("dt", { said: { text: "message" } }), make("dd", { class: "verbatim" }, message)));
}

/** What went wrong on the way, or in showing the answer. */
export function faultBox(error) {
  return make("div", { class: "error", role: "alert" }, make("strong", { said: { text: "unreachable" } }),
    make("p", { said: { text: "restart" } }), make("small", {}, error.message));
}
