"""Sentences of our own for synthetic pages."""

CHINESE = """\
社区图书馆每周六上午九点开放，凭借书证可以一次借阅五本图书，期限为三十天。
请将填写完整的申请表交到二楼服务窗口，工作人员会在三个工作日内电话通知您。
昨夜北方多地迎来今年第一场大雪，部分高速公路临时封闭，机场航班也有延误。
本产品采用食品级不锈钢内胆，保温时间长达十二小时，适合户外旅行和日常办公。
会议决定由技术部门负责系统升级，财务部门配合核对数据，月底之前完成全部工作。
小镇的早晨总是从豆浆油条的香气开始，老人们提着鸟笼慢慢走过石板桥。
根据合同第七条的规定，逾期付款的一方应当按日支付万分之五的违约金。
实验结果表明，温度每升高十度，反应速度大约增加一倍，与理论预测基本一致。
欢迎乘坐地铁二号线，请先下后上，注意站台与列车之间的空隙，照顾好老人和儿童。
这家餐馆的招牌菜是红烧牛肉和清蒸鲈鱼，价格公道，周末常常需要排队等位。
孩子们在操场上踢足球，校长站在旗杆旁边微笑着看他们奔跑，秋天的阳光很暖和。
为了保护您的账户安全，请勿向任何人透露短信验证码，银行工作人员也不会索取。
新建的污水处理厂每天可以处理八万吨污水，周边河流的水质得到明显改善。
他把旧照片一张一张扫描进电脑，又在背面写下拍摄的年份、地点和人物的姓名。
药品应当存放在阴凉干燥处，避免阳光直射，儿童必须在成人监护之下服用。
公司计划明年在华东地区增设三个仓库，以缩短配送时间并降低物流成本。
山路弯弯曲曲，雨后的空气里有松针和泥土的味道，远处传来几声清脆的鸟鸣。
展览共分为四个部分，展出陶瓷、书画、玉器以及青铜器等珍贵文物一百二十余件。
选择合适的字体可以让文档更容易阅读，标题通常使用黑体，正文使用宋体或楷体。
手机电量不足百分之二十，请及时连接充电器，以免正在进行的下载任务中断。
王师傅修了四十年钟表，他说每一个齿轮都有自己的脾气，急不得也骗不了。
本次列车终点站为昆明，沿途停靠长沙、怀化、贵阳、六盘水等车站，全程约十一小时。
数据库每天凌晨两点自动备份一次，备份文件加密之后保存在异地机房，保留九十天。
秋收时节，金黄的稻谷铺满晒场，拖拉机来来往往，村里的广播正在播放天气预报。
购买门票后如需退款，请在入园日期之前通过原支付渠道办理，手续费为票面金额的一成。
医生建议她每天散步半小时，少吃油炸食品，多喝温水，三个月后再来复查血脂。
编辑部收到读者来信二百余封，其中不少对城市绿化和旧楼改造提出了中肯的意见。
使用前请仔细阅读说明书，切勿自行拆卸机器外壳，如有异响应当立即切断电源。
海边的渔船在黄昏归来，码头上堆着带鱼、螃蟹和墨鱼，商贩们大声讨价还价。
奖学金的评选标准包括学习成绩、社会实践、科研能力和思想品德四个方面。
合理规划城市的公共交通网络，能够缓解拥堵、减少尾气排放并提高居民的出行效率。
祖母腌的萝卜又脆又甜，装在青花瓷坛里，能从冬至一直吃到清明节前后。""".splitlines()

ENGLISH = """\
The library opens at nine on Saturdays and lends five books to every registered reader.
Please return the completed form to the service desk before the end of the month.
Heavy snow closed several mountain roads last night, and two morning flights were delayed.
Our engineers replaced the cooling pump and measured a drop of eleven degrees.
Keep this leaflet; you may need to read it again after the first week of treatment.
A small river runs behind the old mill, where children catch frogs in summer.
Payment is due within thirty days of the invoice date unless agreed otherwise.
The museum shows glass, maps and early radios from the collection of a retired sailor.
Results improve when samples are kept in the dark and weighed twice a day.
She wrote the recipe on a yellow card and left out the most important step.
Passengers for the northern line should change trains at the next station.
Each worker keeps its own queue, so a slow request never blocks the others.
Quality means doing it right when nobody is looking over your shoulder.
Fresh bread, black coffee and a quiet table by the window are all he asks for.
The warranty does not cover damage caused by water, dust or improper voltage.
Before the meeting, print twelve copies of the budget and one of the agenda.
Wind speed exceeded forty knots, forcing the crew to lower every sail but one.
We thank the volunteers who planted over six hundred trees along the canal.
Turn the dial clockwise until it clicks, then wait for the green light to blink.
His grandmother could name every star above the valley, and most of its ghosts.""".splitlines()

CITIES = [
    "北京市",
    "上海市",
    "广州市",
    "深圳市",
    "成都市",
    "杭州市",
    "武汉市",
    "西安市",
    "南京市",
    "重庆市",
]
STREETS = [
    "人民路",
    "解放大道",
    "中山北路",
    "文化街",
    "滨江大道",
    "建设路",
    "和平里",
    "长安街",
    "望京东路",
    "科技园南路",
]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰斌宇浩凯"
GOODS = [
    "纯牛奶",
    "全麦面包",
    "洗衣液",
    "抽纸",
    "苹果",
    "红富士",
    "鸡蛋",
    "酱油",
    "大米",
    "食用油",
    "矿泉水",
    "牙膏",
    "电池",
    "毛巾",
    "笔记本",
    "圆珠笔",
    "绿茶",
    "饼干",
]
