// A call as data: the page sends it, and the snippets are written from the same.

/**
 * How a capability is called with a picture and wishes:
 * {url, headers, kind, fields?, field?, name?, path?, json?}, where kind is "form" for a file in a form, "query" for the
 * address of one, "base64" for a file within JSON, and "json" for an address within JSON.
 */
export function describe(capability, picture, wishes, { session, emulate }) {
  const ordered = emulate ? { "X-Emulate-Errcode": emulate } : {};
  return capability.json ? jsonCall(capability, picture, wishes, session, ordered) : formCall(capability, picture, wishes, session, ordered);
}

function formCall(capability, picture, wishes, session, headers) {
  const query = new URLSearchParams({ access_token: session.token });
  if (!picture.address) {
    const url = `${location.origin}${capability.path}?${query}`;
    return { kind: "form", url, headers, fields: wishes, field: capability.file, name: picture.name, path: picture.path };
  }
  for (const [name, value] of Object.entries({ [capability.url]: picture.address, ...wishes })) query.set(name, value);
  return { kind: "query", url: `${location.origin}${capability.path}?${query}`, headers };
}

function jsonCall(capability, picture, wishes, session, ordered) {
  const url = `${location.origin}${capability.path}`;
  const headers = { Authorization: `APPCODE ${session.appcode}`, "Content-Type": "application/json", ...ordered };
  if (picture.address) return { kind: "json", url, headers, json: { ...wishes, [capability.url]: picture.address } };
  return { kind: "base64", url, headers, json: wishes, field: capability.file, name: picture.name, path: picture.path };
}

/** The body of a call, from the picture's own bytes. */
export async function body(made, blob) {
  if (made.kind === "query") return undefined;
  if (made.kind === "json") return JSON.stringify(made.json);
  if (made.kind === "base64") return JSON.stringify({ ...made.json, [made.field]: await base64(blob) });
  const form = new FormData();
  for (const [name, value] of Object.entries(made.fields)) form.append(name, value);
  form.append(made.field, blob, made.name);
  return form;
}

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
