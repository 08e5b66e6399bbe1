// Runs a function of miniprogram.js in Node: `wx` sends real requests, and answers as WeChat's documentation says.
// Usage: node wx_shim.js FUNCTION ARGUMENT...; the service on CloudRun is at CONTAINER_URL.
'use strict';

const { readFile } = require('node:fs/promises');

async function upload({ url, filePath, name, timeout }) {
  const form = new FormData();
  form.append(name, new Blob([await readFile(filePath)]), filePath);
  const response = await fetch(url, { method: 'POST', body: form, signal: AbortSignal.timeout(timeout) });
  return { data: await response.text(), statusCode: response.status };
}

globalThis.wx = {
  uploadFile(options) {
    upload(options).then(options.success, (error) => options.fail({ errMsg: `uploadFile:fail ${error.message}` }));
  },
  cloud: {
    async callContainer({ config, path, header, method, data }) {
      if (!config.env || !header['X-WX-SERVICE']) throw new Error('cloud.callContainer:fail no env or no service');
      const headers = { 'content-type': 'application/json', ...header };
      const url = process.env.CONTAINER_URL + path;
      const response = await fetch(url, { method, headers, body: JSON.stringify(data) });
      return { data: await response.json(), statusCode: response.status };
    },
  },
};

const [name, ...given] = process.argv.slice(2);
require('./miniprogram.js')
  [name](...given)
  .then(
    (codes) => codes.forEach(({ type_name: type, data }) => console.log(type, data)),
    (error) => {
      console.error(`failed: ${error.message}`);
      process.exitCode = 1;
    },
  );
