// A login, a phone number, a message and a mini program code with axios: calls that are passed on to WeChat.
// BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment. Usage: node rest.js CODE
'use strict';

const axios = require('axios');

const { BASE_URL: baseURL, CLIENT_ID: appid, CLIENT_SECRET: secret } = process.env;

async function main(code) {
  const http = axios.create({ baseURL, timeout: 30000 });
  const ask = async (options) => {
    const { data } = await http.request(options);
    if (data.errcode) throw new Error(`${data.errcode}: ${data.errmsg}`);
    return data;
  };
  const login = { appid, secret, js_code: code, grant_type: 'authorization_code' };
  const { openid: touser } = await ask({ url: '/sns/jscode2session', params: login });
  console.log(touser);
  const keys = { appid, secret, grant_type: 'client_credential' };
  const { access_token } = await ask({ method: 'post', url: '/cgi-bin/stable_token', data: keys });
  const post = (url, data, more = {}) => ask({ method: 'post', url, data, params: { access_token }, ...more });
  console.log((await post('/wxa/business/getuserphonenumber', { code })).phone_info.purePhoneNumber);
  console.log((await post('/cgi-bin/message/subscribe/send', { touser, template_id: 't', data: {} })).errmsg);
  console.log((await post('/wxa/getwxacodeunlimit', { scene: 'a=1' }, { responseType: 'arraybuffer' })).length);
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(`failed: ${error.message}`);
  process.exitCode = 1;
});
