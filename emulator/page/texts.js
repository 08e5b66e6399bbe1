// What the page says, in both languages. Error meanings in English come from the server's own tables (see session.json).

const ENGLISH = {
  title: "Try the image functions", pages: "Pages", reference: "API reference", other: "中文", capability: "Capability",
  qrcode: "QR and barcodes", printed_text_ocr: "Printed text", aicrop: "Smart crop", superresolution: "Super-resolution", idphoto: "ID photo",
  idcard: "Identity card", bankcard: "Bank card", driving: "Vehicle licence", drivinglicense: "Driving licence", bizlicense: "Business licence",
  platenum: "Number plate", menu: "Menu", reveal: "Show what was read", fields: (n) => `${n} fields.`, dishes: (n) => `${n} dishes.`,
  picture: "Picture", choose: "Choose a picture", drop: "or drop it here, or paste it", samples: "Samples", sample: "Sample",
  run: "Run", cancel: "Cancel", cancelled: "Cancelled.", result: "Result", progress: "Progress", wire: "Request and answer",
  request: "Request", answer: "Answer", copy: "Copy", copied: "Copied", copyAll: "Copy all text",
  footer: "Everything runs on this machine; no picture leaves it while BACKEND and CARDS_BACKEND are local.",
  rehearse: "Rehearse an error", emulate: "Answer with this code", none: "none",
  working: (seconds) => `Working, ${seconds} s`, done: (ms) => `Done in ${ms} ms.`,
  codes: (n) => `${n} found.`, lines: (n) => `${n} lines.`, noPosition: "no position: the vendor gives none for this kind",
  nothing: "Nothing was found in this picture.", ratios: "Ratios (width / height), up to five", crop: "Crop",
  spec: "Format", colours: "Backgrounds", blue: "blue", white: "white", red: "red", sky: "blue to white", beauty: "Beauty",
  sheet: "Print sheet", wide: "wide", tight: "tight", photo: "photo", print: "print sheet",
  download: "Download", watermarked: "With watermark, as shown before payment", before: "before", after: "after",
  slider: "Before and after", zoom: "Zoom", fit: "fit", unreadable: "This browser cannot show the picture; the answer is below.",
  failed: "Error", meaning: "Meaning", advice: "What to do", message: "Answer's text", unreachable: "The emulator does not answer.",
  restart: "Start scripts/serve again and reload this page.",
  below: "The answer is below.",
  spec1: "One inch, 25 × 35 mm", spec10: "Two inch, 35 × 49 mm", spec660: "ID card of China", spec28: "Passport of China",
  spec9003: "US visa, 51 × 51 mm", spec9004: "ICAO, 35 × 45 mm", spec4: "Small one inch, 22 × 32 mm",
  spec7: "Large one inch, 33 × 48 mm", spec13: "Small two inch, 35 × 45 mm", spec9001: "Large two inch, 35 × 53 mm",
  spec23: "College English Test, 144 × 192 pixels", spec183: "Driving licence of China", spec9002: "Social security card",
};

const CHINESE = {
  title: "试用图像函数", pages: "页面", reference: "接口文档", other: "English", capability: "能力",
  qrcode: "二维码与条码", printed_text_ocr: "印刷文字识别", aicrop: "智能裁剪", superresolution: "图片高清化", idphoto: "证件照",
  idcard: "身份证", bankcard: "银行卡", driving: "行驶证", drivinglicense: "驾驶证", bizlicense: "营业执照",
  platenum: "车牌", menu: "菜单", reveal: "显示识别结果", fields: (n) => `识别到 ${n} 个字段。`, dishes: (n) => `识别到 ${n} 道菜。`,
  picture: "图片", choose: "选择图片", drop: "也可以拖到这里，或直接粘贴", samples: "示例图片", sample: "示例",
  run: "运行", cancel: "取消", cancelled: "已取消。", result: "结果", progress: "进度", wire: "请求与响应",
  request: "请求", answer: "响应", copy: "复制", copied: "已复制", copyAll: "复制全部文字",
  footer: "全部计算都在本机完成；BACKEND 和 CARDS_BACKEND 都为 local 时，图片不会离开本机。",
  rehearse: "演练错误码", emulate: "以此错误码应答", none: "不演练",
  working: (seconds) => `处理中，${seconds} 秒`, done: (ms) => `完成，用时 ${ms} 毫秒。`,
  codes: (n) => `识别到 ${n} 个码。`, lines: (n) => `识别到 ${n} 行文字。`, noPosition: "没有位置：微信对这类码不返回位置",
  nothing: "图片里没有找到内容。", ratios: "宽高比（宽 / 高），最多五个", crop: "裁剪",
  spec: "规格", colours: "背景色", blue: "蓝", white: "白", red: "红", sky: "蓝白渐变", beauty: "美颜",
  sheet: "排版", wide: "宽松", tight: "紧凑", photo: "照片", print: "排版照",
  download: "下载", watermarked: "带水印（付款前展示）", before: "之前", after: "之后",
  slider: "前后对比", zoom: "缩放", fit: "适应", unreadable: "浏览器无法显示这张图片，响应见下方。",
  failed: "错误", meaning: "含义", advice: "怎么办", message: "响应原文", unreachable: "模拟器没有应答。",
  restart: "请重新运行 scripts/serve，然后刷新本页。",
  below: "响应见下方。",
  spec1: "一寸 25 × 35 毫米", spec10: "二寸 35 × 49 毫米", spec660: "居民身份证", spec28: "中国护照",
  spec9003: "美国签证 51 × 51 毫米", spec9004: "国际民航标准 35 × 45 毫米", spec4: "小一寸 22 × 32 毫米",
  spec7: "大一寸 33 × 48 毫米", spec13: "小二寸 35 × 45 毫米", spec9001: "大二寸 35 × 53 毫米",
  spec23: "大学英语四、六级考试 144 × 192 像素", spec183: "中国驾驶证", spec9002: "社会保障卡",
};

// Meaning and advice of the codes that this deployment's own functions answer; other codes are shown in English.
const CHINESE_CODES = {
  "-1": ["服务繁忙或内部出错。", "稍等片刻再试，最多两次；仍失败时用 rid 在日志里查原因。"],
  40001: ["access_token 无效，或不是最新的。", "重新获取 access_token，再试一次。"],
  40007: ["media_id 无效、不存在或已过期。", "重新生成图片，使用新的 media_id。"],
  40066: ["地址不存在。", "检查请求路径。"],
  40097: ["参数取值不合法。", "按提示修改参数。"],
  41001: ["缺少 access_token。", "在地址里带上 access_token。"],
  41005: ["缺少图片。", "上传 img 文件，或给出 img_url。"],
  41006: ["缺少 media_id。", "在地址里带上 media_id。"],
  42001: ["access_token 已过期。", "重新获取 access_token，再试一次。"],
  43001: ["需要用 GET 方法。", "改用 GET。"],
  43002: ["需要用 POST 方法。", "改用 POST。"],
  45001: ["图片或请求太大。", "压缩或缩小图片后再试。"],
  45009: ["当天的调用次数已用完。", "等到北京时间零点，或设置 BACKEND=relay。"],
  45011: ["调用过于频繁。", "等到下一分钟再试。"],
  47001: ["请求内容无法解析。", "检查请求体与 Content-Type 是否一致。"],
  101000: ["img_url 不合法，或图片无法下载。", "检查地址是否能公开访问，或直接上传图片。"],
  101001: ["图片里没有找到所要识别的证件、卡片、车牌或菜单。", "换一张完整、清晰、无反光的图片，并确认接口与证件种类一致。"],
  101002: ["图片无法识别：格式不支持、已损坏或像素过多。", "换一张完整的 JPEG 或 PNG。"],
  400: ["请求不合法。", "以 JSON 发送，并带上本部署的 APPCODE。"],
  422: ["缺少参数，或参数有误。", "按提示修改参数。"],
  423: ["fair_level 类型不正确。", "发送 0 到 5 的整数，或每项一个整数。"],
  506: ["上传的数据不是图片。", "发送完整的 JPEG 或 PNG。"],
  507: ["无法制作证件照。", "按提示的原因换一张照片。"],
};

const KEY = "language";
let chinese = (localStorage.getItem(KEY) ?? navigator.language).startsWith("zh");

export function text(name, ...values) {
  const found = (chinese ? CHINESE : ENGLISH)[name];
  return typeof found === "function" ? found(...values) : found;
}

/** Meaning and advice of an error code: [meaning, advice]. */
export function explained(code, tables) {
  const known = tables[code] ?? ["", ""];
  return (chinese && CHINESE_CODES[code]) || known;
}

/** Write all fixed texts of the page in the language in force. */
export function translate() {
  document.documentElement.lang = chinese ? "zh-CN" : "en";
  document.title = text("title");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = text(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", text(node.dataset.label));
  const button = document.getElementById("language");
  button.textContent = text("other");
  button.lang = chinese ? "en" : "zh-CN";
}

export function switchLanguage() {
  chinese = !chinese;
  localStorage.setItem(KEY, chinese ? "zh" : "en");
  translate();
}
