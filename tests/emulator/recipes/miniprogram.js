// What a mini program holds to have a picture read.
'use strict';

/** An answer as it is, if it is a success; throws an Error with `code` otherwise. */
function checked(answer) {
  if (answer.errcode === 0) return answer;
  throw Object.assign(new Error(`${answer.errcode}: ${answer.errmsg}`), { code: answer.errcode });
}

/** The codes in a file on the phone. `token` comes from your back end: the secret must not be in a mini program. */
function readCodes(baseUrl, token, filePath) {
  return new Promise((resolve, reject) => {
    wx.uploadFile({
      url: `${baseUrl}/cv/img/qrcode?access_token=${encodeURIComponent(token)}`,
      filePath,
      name: 'img',
      timeout: 30000,
      success({ data }) {
        try {
          resolve(checked(JSON.parse(data)).code_results); // wx.uploadFile gives a string, whatever the content type
        } catch (error) {
          reject(error);
        }
      },
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

/** The codes in a file at a public address, by the function as a service on WeChat CloudRun: no token. */
async function readCodesOnCloudRun(env, imgUrl) {
  const { data } = await wx.cloud.callContainer({
    config: { env },
    path: '/cv/img/qrcode',
    header: { 'X-WX-SERVICE': 'qrcode' },
    method: 'POST',
    data: { img_url: imgUrl },
  });
  return checked(data).code_results; // wx.cloud.callContainer has parsed it
}

module.exports = { readCodes, readCodesOnCloudRun };
