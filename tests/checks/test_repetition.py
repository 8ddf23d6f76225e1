from __future__ import annotations

import random
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from djlint import catalog
from djlint.analysis import Reading
from djlint.checks import repetition
from djlint.checks.repetition import Options
from djlint.edits import apply
from djlint.model import Diagnostic, Document, Paragraph, Rule, Safety, Severity, Span


def document(text: str) -> Document:
    paragraphs = []
    start = 0
    for index, line in enumerate(text.split("\n")):
        paragraphs.append(Paragraph(index, Span(start, start + len(line))))
        start += len(line) + 1
    return Document("", "txt", text, tuple(paragraphs))


def rule(options: Options) -> Rule[Options]:
    return Rule(
        "ZZ001", "r", "repetition", "", Severity.ERROR, "重复{text}", "", options, Safety.SAFE
    )


@cache
def shipped(code: str) -> Rule[Any]:
    return next(rule for rule in catalog.load().rules if rule.code == code)


def found(rule: Rule[Any], text: str) -> list[Diagnostic]:
    return list(repetition.check(rule, Reading(document(text))))


def texts(rule: Rule[Any], text: str) -> list[str]:
    return [text[item.span.start : item.span.end] for item in found(rule, text)]


def mended(rule: Rule[Any], text: str) -> str:
    return apply(text, [edit for item in found(rule, text) if item.fix for edit in item.fix.edits])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("狠抓狠抓落实", ["狠抓狠抓"], id="twice"),
        pytest.param("狠抓狠抓狠抓落实", ["狠抓狠抓狠抓"], id="three times is one run"),
        pytest.param("狠抓狠抓，扎实扎实推进", ["狠抓狠抓", "扎实扎实"], id="two runs"),
        pytest.param("狠抓狠", [], id="once and a half"),
        pytest.param("民人民人民", ["民人民人"], id="a run and a half is one run"),
        pytest.param("基层党组织基层党组织", ["基层党组织基层党组织"], id="a long word"),
        pytest.param("甲乙丙丁戊己庚辛壬" * 2, [], id="longer than max_length"),
        pytest.param("狠抓、狠抓落实", [], id="a mark between"),
        pytest.param("狠抓\n狠抓落实", [], id="never across paragraphs"),
        pytest.param("XXXX会议**次****元2020年ABAB", [], id="only Han characters"),
        pytest.param("", [], id="empty"),
    ],
)
def test_runs(text: str, expected: list[str]) -> None:
    assert texts(rule(Options()), text) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(Options(), True, id="no data"),
        pytest.param(Options(units="狠."), False, id="units"),
        pytest.param(Options(units="狠"), True, id="units match the whole"),
        pytest.param(Options(reduplicated="落实 狠抓"), False, id="reduplicated"),
        pytest.param(Options(phrases="抓狠"), False, id="a phrase over the seam"),
        pytest.param(Options(phrases="狠抓"), True, id="a phrase beside the seam"),
        pytest.param(Options(allow=("狠抓狠抓",)), False, id="allow"),
        pytest.param(Options(contexts="狠抓: 要 | 落"), False, id="both sides fit"),
        pytest.param(Options(contexts="狠抓: 要 | 实"), True, id="the right does not fit"),
        pytest.param(Options(contexts="狠抓: 先 | 落"), True, id="the left does not fit"),
        pytest.param(Options(contexts="抓紧 狠抓: [先要] |"), False, id="characters, one side"),
        pytest.param(Options(contexts="狠抓: * | *"), False, id="any Han character"),
        pytest.param(Options(contexts="狠抓: . |"), True, id="no Han character"),
        pytest.param(Options(contexts="狠抓: 先 |; 要 |"), False, id="several pairs"),
        pytest.param(Options(contexts="狠抓: 先 |\n\n狠抓: 要 |"), False, id="several lines"),
        pytest.param(Options(min_length=3), True, id="抓狠抓 is no repetition"),
    ],
)
def test_options(options: Options, expected: bool) -> None:
    text = "要狠抓狠抓落实"
    assert bool(texts(rule(options), text)) == (expected and options.min_length < 3)


@pytest.mark.parametrize("text", ["狠抓狠抓", "狠抓狠抓。", "狠抓狠抓\n落实"])
def test_end_of_paragraph_is_no_han_character(text: str) -> None:
    assert texts(rule(Options(contexts="狠抓: . | .")), text) == []
    assert texts(rule(Options(contexts="狠抓: * | *")), text) == ["狠抓狠抓"]


def test_closed_list_of_characters() -> None:
    options = Options(min_length=1, max_length=1, characters="的了")
    assert texts(rule(options), "天天做好的的工作，办结了了了") == ["的的", "了了了"]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        pytest.param("要狠抓狠抓落实", "删去一处“狠抓”", "要狠抓落实", id="one copy"),
        pytest.param("要狠抓狠抓狠抓", "删去2处“狠抓”", "要狠抓", id="two copies"),
    ],
)
def test_fix(text: str, title: str, expected: str) -> None:
    (item,) = found(rule(Options()), text)
    assert item.message == f"重复{text[item.span.start : item.span.end]}"
    assert item.fix is not None
    assert (item.fix.title, item.fix.safety) == (title, Safety.SAFE)
    assert mended(rule(Options()), text) == expected


@pytest.mark.parametrize(
    "options", [Options(min_length=0), Options(min_length=3, max_length=2), Options(units="(")]
)
def test_refused_options(options: Options) -> None:
    with pytest.raises(ValueError, match=r"应|不是"):
        repetition.validate(options)


SLIPS = """
紧紧围绕围绕中心任务|围绕围绕
确保做到做到心中有数|做到做到
扎实推进工作工作落实|工作工作
进一步进一步压实责任|进一步进一步
全面全面从严治党|全面全面
存在的问题问题主要有|问题问题
认真贯彻落实贯彻落实上级要求|贯彻落实贯彻落实
各级党支部党支部共同发力|党支部党支部
我们我们将继续努力|我们我们
同时同时加强督查|同时同时
深入学习学习贯彻全会精神|学习学习
坚持以人民为中心为中心|为中心为中心
抓好机关机关作风|机关机关
统筹发展发展和安全|发展发展
强化基础设施设施。|设施设施
仅仅仅仅停留在口头|仅仅仅仅
没有没有完成的任务|没有没有
十四五十四五规划|十四五十四五
"""

TRAPS = """
大家坐下来讨论讨论、商量商量 会后再研究研究这个方案 多学习学习，常提醒提醒自己
一个一个台阶上，一件事一件事办 一年一年地干，一茬一茬地传 去年一年一些项目停工
各方面很多很多的支持 带来越来越多的实惠 始建于一九一九年 笑声哈哈哈哈 走着走着天就亮了
中国共产党党员 党组织组织开展活动 县人大代表代表选民发言 按照本规定规定的时限
2021年度年度报告 公司本年度年度计划 巡游出租出租汽车管理 政务服务中心中心主任
市直机关机关党委书记 优秀民营企业企业家 安全生产生产安全事故 村党支部支部书记
党和国家国家机关工作人员 学习学习强国平台 交警支队支队长 建设工程工程款 固定资产投资投资额
政府信息信息公开条例 大数据数据中心 社会主义市场经济经济体制 义务教育教育均衡
生态环境环境保护 养老保险保险费 新能源汽车汽车产业 重点任务任务分工 行政执法执法人员
不动产登记登记机构 人民群众群众路线 少数民族民族地区 党中央中央军委关怀 看一看一线职工
是不是不折不扣落实 有没有没落实的事项 面对面对接企业需求 家庭农场农场主 志愿服务服务群众
河湖长制各级河长河长制办公室 人民调解调解员 公共文化文化服务 国家标准标准化工作
星期一一上班
"""


CHARACTER_SLIPS = """
党员的的积极性 办结了了八件 这是是关键 驻在在村里 村组和和企业 党建与与业务 对对存在的问题
将将责任压实 把把问题找准 从从思想上重视 做到到知行合一 为为发展蓄力 不不断提高
扎实地地开展 干得得好 工作中中发现 实践上上求突破 并并形成合力 也也要看到 就就如何推进
我们们将 向向先进看齐 由由专人负责 应当以以此为契机 其其他工作 各各单位 围绕着着中心
而而不是 或或单位 但但仍有差距 我我将
"""

CHARACTER_TRAPS = """
达到目的的同时 以盈利为目的的活动 的的确确 为了了解情况 除了了解 进行了了解 不了了之
取得了了不起的成绩 是是非非 于是是否公开 现在在岗 存在在职 实实在在 正在在建 总和和
共和和平 维护世界和平和发展 和和气气 暖暖和和 平和和 反对对外扩张 面对对手 对对外开放
一对对 中国共产党党和国家机关 中国共产党党章 学习习近平 没有有效 所有有关 还有有的 拥有有利
具有有利于 自觉从从严要求抓起 达到到位 作为为民服务 行为为主 有所作为为 可以以书面 难以以
以以下方式 委员会会议 常委会会议 工会会员 协会会长 社会会更好 派出所所长 研究所所属
重要要求 主要要素 主要要抓好 纪要要明确 当地地方 各地地理 脚踏实地地干 两地地铁 其中中央
集中中央 初中中考 会上上级 基础上上台阶 在此基础上上浮 推进进度 促进进出口 先进进村
使得得到 获得得到 心得得到 将将领 少将将 就就业问题 成就就在 首都都市圈 转让让利 使使用者
即使使用 方向向前 理由由 终于于今年 尤其其他 及其其他 自我我 变更更 功能能够 平均均 原因因
纷纷 人人 天天 等等 层层 步步 党党组 与与会代表 参与与支持 以及及时 普及及 合并并 服从从
"""


@pytest.mark.parametrize("line", SLIPS.strip().split("\n"))
def test_words_that_are_slips(line: str) -> None:
    text, expected = line.split("|")
    assert texts(shipped("GW301"), text) == [expected]


@pytest.mark.parametrize("text", TRAPS.split())
def test_words_that_are_language(text: str) -> None:
    assert texts(shipped("GW301"), text) == []
    assert texts(shipped("GW302"), text) == []


@pytest.mark.parametrize(
    "text",
    CHARACTER_SLIPS.split(),
)
def test_characters_that_are_slips(text: str) -> None:
    slips = [a + b for a, b in pairwise(text) if a == b]
    assert texts(shipped("GW302"), text) == slips


@pytest.mark.parametrize(
    "text",
    CHARACTER_TRAPS.split(),
)
def test_characters_that_are_language(text: str) -> None:
    assert texts(shipped("GW302"), text) == []


@pytest.mark.parametrize("code", ["GW301", "GW302"])
def test_fixing_twice_equals_fixing_once(code: str) -> None:
    rng = random.Random(7)
    for _ in range(300):
        text = "".join(rng.choice("围绕的了中心党组织，\n一") for _ in range(60))
        for _ in range(10):
            once = mended(shipped(code), text)
            if once == text:
                break
            assert len(once) < len(text)
            text = once
        assert found(shipped(code), text) == []
