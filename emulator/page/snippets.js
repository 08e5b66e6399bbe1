// The call of the page in the languages of those who will make it: one table of templates, by language and kind of call.

import { COMPILED } from "./snippets-compiled.js";

const json = (value) => JSON.stringify(value, null, 4);
const shell = (value) => (/^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);
const single = (value) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
const flags = (headers) => Object.entries(headers).map(([name, value]) => `  -H ${shell(`${name}: ${value}`)} \\\n`).join("");
const named = (headers, template) => (Object.keys(headers).length ? template(json(headers)) : "");
const indented = (value, spaces) => json(value).replaceAll("\n", `\n${" ".repeat(spaces)}`);
const php = (value) => Array.isArray(value) ? `[${value.map(php).join(", ")}]`
  : typeof value === "object" ? `[${Object.entries(value).map(([name, one]) => `${single(name)} => ${php(one)}`).join(", ")}]`
    : typeof value === "string" ? single(value) : String(value);
const phpCall = ({ url, headers }, body, before = "") => `<?php
${before}$call = curl_init(${single(url)});
curl_setopt_array($call, [
    CURLOPT_POST => true,
    CURLOPT_POSTFIELDS => ${body},
    CURLOPT_HTTPHEADER => ${php(Object.entries(headers).map(([name, value]) => `${name}: ${value}`))},
    CURLOPT_RETURNTRANSFER => true,
]);
print_r(json_decode(curl_exec($call), true));`;
const nodeCall = ({ url, headers }, body, before = "") => `${before}const answer = await fetch(${JSON.stringify(url)}, {
  method: "POST",${named(headers, (words) => `\n  headers: ${words.replaceAll("\n", "\n  ")},`)}${body && `\n  body: ${body},`}
});
console.log(await answer.json());`;
const pythonCall = ({ url, headers }, lines) => `answer = requests.post(
    ${JSON.stringify(url)},
${[...lines, ...(Object.keys(headers).length ? [`headers=${indented(headers, 4)}`] : [])].map((line) => `    ${line},\n`).join("")})
print(answer.json())`;
const picked = (made, inner) => `wx.chooseMedia({
  count: 1,
  mediaType: ["image"],
  success({ tempFiles: [picture] }) {
${inner.replaceAll(/^/gm, "    ")}
  },
});`;
const wxCall = ({ url, headers }, data) => `wx.request({
  url: ${JSON.stringify(url)},
  method: "POST",
  header: ${indented(headers, 2)},
  data: ${data},
  success: ({ data }) => console.log(data),
});`;
const wxFile = ({ url, headers, fields, field }) => `wx.uploadFile({
  url: ${JSON.stringify(url)},
  filePath: picture.tempFilePath,
  name: ${JSON.stringify(field)},${named(fields, () => `\n  formData: ${JSON.stringify(fields)},`)}${named(headers, () => `\n  header: ${JSON.stringify(headers)},`)}
  success: ({ data }) => console.log(JSON.parse(data)),
});`;
const withFile = (value, field, file) => `${JSON.stringify(value).slice(0, -1)},"${field}":${file}}`;

/** By name of a language its tab, and a template for each kind of call: see requests.js. */
export const SNIPPETS = {
  curl: {
    tab: "curl",
    form: (made) => `curl -F ${shell(`${made.field}=@${made.path}`)}${Object.entries(made.fields).map(([name, value]) => ` -F ${shell(`${name}=${value}`)}`).join("")} \\
${flags(made.headers)}  ${shell(made.url)}`,
    query: (made) => `curl -X POST \\\n${flags(made.headers)}  ${shell(made.url)}`,
    json: (made) => `curl --data-binary ${shell(JSON.stringify(made.json))} \\\n${flags(made.headers)}  ${shell(made.url)}`,
    base64: (made) => `{ printf %s ${shell(`${JSON.stringify(made.json).slice(0, -1)},"${made.field}":"`)}
  base64 < ${shell(made.path)} | tr -d '\\n'
  printf '"}'; } |
curl --data-binary @- \\
${flags(made.headers)}  ${shell(made.url)}`,
  },
  python: {
    tab: "Python",
    form: (made) => `import requests

picture = open(${JSON.stringify(made.path)}, "rb")
${pythonCall(made, [`files={${JSON.stringify(made.field)}: picture}`, ...(Object.keys(made.fields).length ? [`data=${JSON.stringify(made.fields)}`] : [])])}`,
    query: (made) => `import requests\n\n${pythonCall(made, [])}`,
    json: (made) => `import requests\n\n${pythonCall(made, [`json=${indented(made.json, 4)}`])}`,
    base64: (made) => `import base64

import requests

with open(${JSON.stringify(made.path)}, "rb") as file:
    picture = base64.b64encode(file.read()).decode()
order = ${json(made.json)}
${pythonCall(made, [`json={**order, ${JSON.stringify(made.field)}: picture}`])}`,
  },
  node: {
    tab: "Node.js",
    form: (made) => nodeCall(made, "form", `import { readFile } from "node:fs/promises";

const form = new FormData();
form.append(${JSON.stringify(made.field)}, new Blob([await readFile(${JSON.stringify(made.path)})]), ${JSON.stringify(made.name)});
${Object.entries(made.fields).map(([name, value]) => `form.append(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join("")}`),
    query: (made) => nodeCall(made, ""),
    json: (made) => nodeCall(made, `JSON.stringify(${indented(made.json, 2)})`),
    base64: (made) => nodeCall(made, `JSON.stringify({ ...order, ${made.field}: picture })`, `import { readFile } from "node:fs/promises";

const picture = await readFile(${JSON.stringify(made.path)}, "base64");
const order = ${json(made.json)};
`),
  },
  ...COMPILED,
  php: {
    tab: "PHP",
    form: (made) => phpCall(made, `[${[`${single(made.field)} => new CURLFile(${single(made.path)})`,
      ...Object.entries(made.fields).map(([name, value]) => `${single(name)} => ${single(value)}`)].join(", ")}]`),
    query: (made) => phpCall(made, "''"),
    json: (made) => phpCall(made, "json_encode($order)", `$order = ${php(made.json)};\n`),
    base64: (made) => phpCall(made, "json_encode($order)",
      `$order = ${php(made.json)};\n$order[${single(made.field)}] = base64_encode(file_get_contents(${single(made.path)}));\n`),
  },
  mini: {
    tab: "miniProgram",
    form: (made) => picked(made, wxFile(made)),
    query: (made) => wxCall(made, "{}"),
    json: (made) => wxCall(made, indented(made.json, 2)),
    base64: (made) => picked(made, `const file = wx.getFileSystemManager().readFileSync(picture.tempFilePath, "base64");\n${wxCall(made, withFile(made.json, made.field, "file"))}`),
  },
};
