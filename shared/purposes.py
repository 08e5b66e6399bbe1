"""What the settings that must not be empty are for, and what to give: for whoever starts without one."""

from collections.abc import Mapping

from shared.bilingual import Bilingual

PURPOSES: Mapping[str, Bilingual] = {
    "signing_key": Bilingual(
        "it signs and checks access tokens; choose 32 random characters, the same for all functions, or set "
        "ACCESS=platform where the platform authenticates the callers",
        "它用于签发和校验 access_token；请取 32 个随机字符，所有函数用同一个值；若由平台验证调用方身份，"
        "则设置 ACCESS=platform",
    ),
    "client_id": Bilingual(
        "it is the appid with which clients ask for a token; choose one, or list several in CLIENTS",
        "它是客户端获取 token 时用的 appid；请自定一个，或在 CLIENTS 中列出多个",
    ),
    "client_secret": Bilingual(
        "it is the secret with which the client of CLIENT_ID asks for a token; choose one",
        "它是 CLIENT_ID 对应的客户端获取 token 时用的 secret；请自定一个",
    ),
    "wechat_appid": Bilingual(
        "calls that PASS_ON lists are made in its name; take the account's AppID from WeChat's console",
        "PASS_ON 所列的调用以它的名义发出；请从微信后台取该账号的 AppID",
    ),
    "wechat_secret": Bilingual(
        "calls that PASS_ON lists are made with it; take the account's AppSecret from WeChat's console",
        "PASS_ON 所列的调用要用到它；请从微信后台取该账号的 AppSecret",
    ),
    "store_url": Bilingual(
        "pictures that a later call fetches are kept there; give a folder, file:///an/absolute/folder, or a bucket "
        "that all instances share, s3://bucket/prefix",
        "供后续调用取回的图片保存在那里；请给出文件夹 file:///an/absolute/folder，或所有实例"
        "共用的存储桶 "
        "s3://bucket/prefix",
    ),
    "store_access_key": Bilingual("an s3:// store is opened with it", "访问 s3:// 存储时要用到它"),
    "store_secret_key": Bilingual("an s3:// store is opened with it", "访问 s3:// 存储时要用到它"),
    "public_base_url": Bilingual(
        "links to ID photos begin with it; give the URL under which callers reach /get_pic_3",
        "证件照的链接以它开头；请给出调用方访问 /get_pic_3 所用的 URL",
    ),
    "appcodes": Bilingual(
        "callers of the ID-photo functions send one of them as Authorization: APPCODE ...; choose one or more, or set "
        "ACCESS=platform where the platform authenticates the callers",
        "证件照函数的调用方以 Authorization: APPCODE ... 发送其中之一；请自定一个或多个；若由平台验证调用方身份，"
        "则设置 ACCESS=platform",
    ),
}
