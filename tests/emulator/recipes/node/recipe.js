// The image functions with axios and form-data. BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment.
// Usage: node recipe.js IMAGE PHOTO ENLARGED
'use strict';

const { readFile, writeFile } = require('node:fs/promises');
const axios = require('axios');
const FormData = require('form-data');

const STALE = [40001, 40014, 42001];

class ApiError extends Error {
  constructor({ errcode, errmsg }) {
    super(`${errcode}: ${errmsg}`);
    this.code = errcode;
  }
}

class ImageApi {
  constructor(baseURL, clientId, clientSecret) {
    this.http = axios.create({ baseURL, timeout: 30000 });
    this.login = { grant_type: 'client_credential', appid: clientId, secret: clientSecret };
    this.renewAt = 0;
  }

  call(path, image, query = {}) {
    return this.withToken(async (token) => {
      const form = new FormData(); // a new one for each attempt: it is a stream, and read once
      form.append('img', image, 'image'); // a Buffer; the file name makes it a file
      return this.send({ method: 'post', url: path, data: form, params: { ...query, access_token: token } });
    });
  }

  picture(mediaId) {
    return this.withToken((token) => {
      const params = { access_token: token, media_id: mediaId };
      return this.send({ url: '/cgi-bin/media/get', params, responseType: 'arraybuffer' });
    });
  }

  async withToken(attempt) {
    try {
      return await attempt(await this.accessToken());
    } catch (error) {
      if (!STALE.includes(error.code)) throw error;
      this.renewAt = 0; // once: a second refusal is an error
      return attempt(await this.accessToken());
    }
  }

  async accessToken() {
    if (Date.now() >= this.renewAt) {
      const answer = await this.send({ method: 'post', url: '/cgi-bin/stable_token', data: this.login });
      this.token = answer.access_token;
      this.renewAt = Date.now() + (answer.expires_in - 300) * 1000;
    }
    return this.token;
  }

  async send(options) {
    const { data, headers } = await this.http.request(options);
    if (headers['content-type'] !== 'application/json') return data;
    const answer = Buffer.isBuffer(data) ? JSON.parse(data) : data;
    if (answer.errcode) throw new ApiError(answer);
    return answer;
  }
}

async function main(image, photo, enlarged) {
  const { BASE_URL, CLIENT_ID, CLIENT_SECRET } = process.env;
  const api = new ImageApi(BASE_URL, CLIENT_ID, CLIENT_SECRET);
  const picture = await readFile(image);
  const { code_results: codes } = await api.call('/cv/img/qrcode', picture);
  for (const { type_name: type, data } of codes) console.log(type, data);
  const { items } = await api.call('/cv/ocr/comm', picture);
  for (const { text } of items) console.log('text', text);
  const { results } = await api.call('/cv/img/aicrop', picture, { ratios: '1,2.35' });
  for (const crop of results) console.log('crop', crop.crop_left, crop.crop_top, crop.crop_right, crop.crop_bottom);
  const { media_id: mediaId } = await api.call('/cv/img/superresolution', await readFile(photo));
  await writeFile(enlarged, await api.picture(mediaId));
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(`failed: ${error.message}`);
  process.exitCode = 1;
});
