// Calls to the functions, as a mini program's back end would make them, and the curl line for each.

const STALE = [40001, 42001];
let session;

/** What the emulator tells its own page: {token, appcode, codes: {code: [meaning, advice]}, functions: {name: facts}}. */
export async function open(again = false) {
  if (!session || again) session = await (await fetch("/page/session.json")).json();
  return session;
}

/** Send the picture to a capability: {answer, ms}. A stale token is replaced, and the call repeated, once. */
export async function call(capability, picture, wishes, emulate, signal) {
  await open();
  const started = performance.now();
  let answer = await send(capability, picture, wishes, emulate, signal);
  if (!emulate && STALE.includes(answer.errcode)) {
    await open(true);
    answer = await send(capability, picture, wishes, emulate, signal);
  }
  return { answer, ms: Math.round(performance.now() - started) };
}

async function send(capability, picture, wishes, emulate, signal) {
  const headers = emulate ? { "X-Emulate-Errcode": emulate } : {};
  const sent = capability.json ? await jsonRequest(picture, wishes) : formRequest(picture, wishes);
  const response = await fetch(target(capability), { method: "POST", body: sent.body, headers: { ...headers, ...sent.headers }, signal });
  return response.json();
}

function target(capability) {
  return capability.json ? capability.path : `${capability.path}?access_token=${encodeURIComponent(session.token)}`;
}

function formRequest(picture, wishes) {
  const body = new FormData();
  for (const [name, value] of Object.entries(wishes)) body.append(name, value);
  body.append("img", picture.blob, picture.name);
  return { body, headers: {} };
}

async function jsonRequest(picture, wishes) {
  const body = JSON.stringify({ ...wishes, file: await base64(picture.blob) });
  return { body, headers: { "Content-Type": "application/json", Authorization: `APPCODE ${session.appcode}` } };
}

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** The same call as a line for the shell. */
export async function curl(capability, picture, wishes, emulate) {
  await open();
  const url = quoted(location.origin + target(capability));
  const extra = emulate ? ` -H 'X-Emulate-Errcode: ${emulate}'` : "";
  if (!capability.json) {
    const fields = Object.entries(wishes).map(([name, value]) => ` -F ${quoted(`${name}=${value}`)}`).join("");
    return `curl -F ${quoted(`img=@${picture.path}`)}${fields}${extra} ${url}`;
  }
  const start = quoted(JSON.stringify(wishes).slice(0, -1) + ',"file":"');
  return `{ printf %s ${start}; base64 < ${quoted(picture.path)} | tr -d '\\n'; printf '"}'; } |\n  curl -H 'Content-Type: application/json' ` +
    `-H ${quoted(`Authorization: APPCODE ${session.appcode}`)}${extra} --data-binary @- ${url}`;
}

function quoted(value) {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** The address of what a media_id names. */
export function mediaUrl(mediaId) {
  return `${session.functions.media.path}?access_token=${encodeURIComponent(session.token)}&media_id=${encodeURIComponent(mediaId)}`;
}

/** Links to a finished ID photo and its print sheet, on this page's own origin: [photo, sheet]. */
export async function finished(name, signal) {
  const headers = { Authorization: `APPCODE ${session.appcode}` };
  const answer = await (await fetch(`${session.functions.idphoto_result.path}?file_name=${encodeURIComponent(name)}`, { headers, signal })).json();
  if (answer.code !== 200) throw new Error(answer.error);
  return [sameOrigin(answer.file_name), sameOrigin(answer.file_name_list)];
}

/** A link by PUBLIC_BASE_URL, which the browser may know by another name, such as localhost. */
export function sameOrigin(link) {
  const url = new URL(link);
  return url.pathname + url.search;
}
