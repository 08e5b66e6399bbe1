"""A login, a phone number, a message and a mini program code with wechatpy: calls that are passed on to WeChat.

BASE_URL, CLIENT_ID and CLIENT_SECRET come from the environment. Usage: rest_with_wechatpy.py CODE
"""

import os
import sys

import requests
from wechatpy.exceptions import WeChatClientException
from with_wechatpy import Client  # type: ignore[import-not-found]  # lies beside, where programs start


def main(code: str) -> None:
    client = Client(os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"], auto_retry=False)
    user = client.wxa.code_to_session(code)["openid"]
    print(user)
    url = "https://api.weixin.qq.com/wxa/business/getuserphonenumber"
    print(client.post(url, data={"code": code})["phone_info"]["purePhoneNumber"])
    print(client.post("message/subscribe/send", data={"touser": user, "template_id": "t", "data": {}})["errmsg"])
    print(len(client.wxa.get_wxa_code_unlimited("a=1").content))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (WeChatClientException, requests.RequestException) as error:
        sys.exit(f"failed: {error}")
