// Calls to the functions, as a mini program's back end would make them.

import { body, describe } from "./requests.js";
import { spoken } from "./texts.js";

const STALE = [40001, 42001];
let session;

/** What the emulator tells its own page: {token, appcode, codes: by number, functions: by name}. */
export async function open(again = false) {
  if (!session || again) session = await (await fetch("/page/session.json")).json();
  return session;
}

/**
 * Send the picture to a capability: {made, answer, ms, bytes, served}. A stale token is replaced, and the call repeated, once.
 * `served` is who answered, as X-Served-By has it, and `bytes` those of the answer.
 */
export async function call(capability, picture, wishes, emulate, signal) {
  const first = await send(capability, picture, wishes, emulate, signal);
  if (emulate || !STALE.includes(first.answer.errcode)) return first;
  await open(true);
  return send(capability, picture, wishes, emulate, signal);
}

/** The call as data, without sending it. */
export function planned(capability, picture, wishes, emulate) {
  return describe(capability, picture, wishes, { session, emulate });
}

async function send(capability, picture, wishes, emulate, signal) {
  const made = planned(capability, picture, wishes, emulate);
  const started = performance.now();
  const headers = { ...made.headers, "Accept-Language": spoken() };
  const response = await fetch(made.url, { method: "POST", body: await body(made, picture.blob), headers, signal });
  const sent = await response.text();
  const ms = Math.round(performance.now() - started);
  const bytes = new TextEncoder().encode(sent).length;
  return { made, answer: JSON.parse(sent), ms, bytes, served: response.headers.get("X-Served-By") };
}

/** The file that a media_id names. */
export async function media(mediaId, signal) {
  const query = new URLSearchParams({ access_token: session.token, media_id: mediaId });
  return (await fetch(`${session.functions.media.path}?${query}`, { signal })).blob();
}

/** A finished ID photo and its print sheet: [photo, sheet] as blobs. */
export async function finished(name, signal) {
  const headers = { Authorization: `APPCODE ${session.appcode}` };
  const path = `${session.functions.idphoto_result.path}?file_name=${encodeURIComponent(name)}`;
  const answer = await (await fetch(path, { headers, signal })).json();
  if (answer.code !== 200) throw new Error(answer.error);
  return Promise.all([answer.file_name, answer.file_name_list].map(async (link) => (await fetch(sameOrigin(link), { signal })).blob()));
}

/** A link by PUBLIC_BASE_URL, which the browser may know by another name, such as localhost. */
export function sameOrigin(link) {
  const url = new URL(link);
  return url.pathname + url.search;
}
