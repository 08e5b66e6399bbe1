"""Texts as they stand in codes without a charset: names, addresses, products, vCards; short and long."""

SIMPLIFIED = (
    "你好", "张伟", "微信支付", "扫一扫", "北京市海淀区中关村大街27号", "上海浦东新区世纪大道100号 3F", "商品名称:矿泉水 550ml",
    "广州市天河区体育西路", "订单号:20231105001 已发货", "王小明,13800138000", "会员卡号 6225880012345678", "电子发票",
    "深圳市腾讯计算机系统有限公司", "产品批次A-203/生产日期2024.03.12", "优惠券:满100减20", "请勿折叠", "李娜", "陈静 (女)",
    "BEGIN:VCARD\nVERSION:3.0\nFN:赵敏\nORG:杭州某某科技有限公司\nTEL:0571-88886666\nEND:VCARD", "姓名:刘洋;性别:男;民族:汉族",
    "检验合格", "山东青岛啤酒500ml*12", "欢迎光临!", "http://例子.测试/路径", "仓库:B区-3排-12号", "规格:10kg/袋", "收件人:孙悦",
    "MECARD:N:周杰;TEL:13912345678;;", "价格:¥12.50", "中国邮政快递包裹",
)  # fmt: skip
TRADITIONAL = (
    "臺北市信義區市府路1號", "電子發票證明聯", "歡迎光臨", "王大明", "統一編號:12345678", "新竹科學園區", "高雄捷運", "悠遊卡加值服務",
)  # fmt: skip
JAPANESE = (
    "東京都千代田区丸の内1-9-1", "こんにちは", "カタカナ テスト", "商品番号:A-12 りんご", "山田太郎", "ありがとうございます", "株式会社サンプル",
    "名前:さくら;電話:03-1234-5678",
)  # fmt: skip
WESTERN = (
    "Müller GmbH, Straße 5", "Café Olé", "São Paulo", "Ångström", "naïve façade", "Señor Peña", "Zoë Grünwald, 8001 Zürich",
)  # fmt: skip
PLAIN = (
    "https://u.wechat.com/AbCdEfGh12345", "WIFI:T:WPA;S:home;P:secret;;", "0123456789", "π ≈ 3.14159", "Привет, мир", "한국어 텍스트",
    "emoji 🙂", "naïve", "日本語テキスト", "ελληνικά",
    "Łódź", "€ 12,50", "עברית",
)  # fmt: skip

CHARSETS = {
    "GBK": ("gb18030", SIMPLIFIED),
    "Big5": ("big5", TRADITIONAL),
    "Shift-JIS": ("cp932", JAPANESE),
    "Latin-1": ("latin-1", WESTERN),
    "UTF-8": ("utf-8", (*SIMPLIFIED[:26], *WESTERN, *PLAIN)),
}
"""Name -> (Python codec, texts)."""
