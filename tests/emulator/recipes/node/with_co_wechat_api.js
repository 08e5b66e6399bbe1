// A login, a phone number, a message, a mini program code and a picture's codes with co-wechat-api 3.11.0.
// BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment. Usage: node with_co_wechat_api.js CODE IMAGE_URL
'use strict';

const WechatAPI = require('co-wechat-api');

const { BASE_URL, CLIENT_ID, CLIENT_SECRET } = process.env;

function moved(api) {
  // All of them: with `prefix` alone, code2Session would send appid and secret to WeChat.
  for (const name of Object.keys(api).filter((key) => key.endsWith('Prefix') || key === 'prefix')) {
    api[name] = api[name].replace(/^https?:\/\/(file\.)?api\.weixin\.qq\.com/, BASE_URL);
  }
  return api;
}

async function main(code, image) {
  const api = moved(new WechatAPI(CLIENT_ID, CLIENT_SECRET));
  const { openid } = await api.code2Session(code);
  console.log(openid);
  const { accessToken } = await api.ensureAccessToken();
  const post = (path, data) => api.request(`${BASE_URL}${path}access_token=${accessToken}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, data: JSON.stringify(data),
  });
  const { phone_info: phone } = await post('/wxa/business/getuserphonenumber?', { code });
  console.log(phone.purePhoneNumber);
  console.log((await api.sendSubscribeMessage(openid, 't', 'pages/index', {})).errmsg);
  console.log((await api.getWXACodeUnlimit('a=1', 'pages/index')).length);
  const { code_results: codes } = await post(`/cv/img/qrcode?img_url=${encodeURIComponent(image)}&`, {});
  for (const { type_name: type, data } of codes) console.log(type, data);
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(`failed: ${error.code}: ${error.message}`);
  process.exitCode = 1;
});
