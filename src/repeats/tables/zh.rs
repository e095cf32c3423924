//! Chinese: verbs and adjectives of one or two characters are doubled freely, nouns and particles are not.

use super::{Particle, Unspaced, Words};

const fn particle(is: char, not_after: &'static str, not_before: &'static str) -> Particle {
    Particle { is, not_after, not_before, between_words: false }
}

pub(super) const TABLE: Unspaced = Unspaced {
    particles: &[
        particle('的', "目标打鹄", "确士喀哥"),
        particle('了', "为除不得小目明一未罢私", "解却之结事如断然无"),
        particle('在', "现存实内潜所自外好旨贵健", "处"),
        particle('是', "于但还就凡可要总只都倒硬说老真也若自", "否非"),
        particle('和', "共饱温缓平柔谐随", "平谐解睦善美气约好声"),
        particle('與', "參給賦", "會"),
        particle('与', "参给赋", "会"),
        particle('们', "", ""),
        particle('們', "", ""),
        particle('於', "", ""),
        particle('于', "由对关终属至", "是"),
        particle('把', "", "关手握戏柄"),
        particle('被', "棉", "告害动子俘单窝套"),
        particle('很', "", ""),
        particle('及', "以涉普顾", "时格其早物第"),
        particle('或', "", "许者是然"),
        particle('吗', "", ""),
        particle('呢', "", ""),
    ],
    never: Words(
        "我们 你们 他们 她们 它们 我們 你們 他們 自己 大家 因为 因為 所以 但是 如果 虽然 雖然 以及 已经 已經 可是 而且 或者 \
         关于 對於 对于 由于 由於 根据 根據 通过 通過 为了 為了 这些 那些 這些 这个 那个 這個 一些 没有 沒有 不是 就是 还是 \
         中国 中國 美国 美國 国家 國家 政府 公司 社会 社會 经济 經濟 问题 問題 工作 学校 學校 学生 學生 老师 老師 人民 城市 \
         地区 地區 世界 历史 歷史 文化 政策 市场 市場 企业 企業 技术 技術 系统 系統 项目 項目 产品 產品 时间 時間 时候 時候 \
         今天 昨天 明天 今年 去年 目前 现在 現在 部门 部門 机构 機構 组织 組織 会议 會議 总统 總統 主席 总理 部长 书记 委员 \
         记者 記者 北京 上海 广州 香港 台湾 日本 韩国 英国 法国 德国 俄罗斯 环境 环保 能源 安全 教育 科学 科技 医院 医生 农民 \
         工人 道路 桥梁 船只 港口 村庄 居民 市长 渔民 方面 方式 方法 内容 情况 过程 结果 原因 作用 影响 关系 条件 水平 程度 \
         其中 其他 以上 以下 之间 之后 之前 进行 能够 必须 应该 需要 属于 成为 具有 包括 认为 表示",
    ),
    phrases: Words("对不起 没关系 不客气 谢谢你 不要紧 加油啊 来来来 好不好 不知道 为什么 等一等 慢慢来 哗啦啦 轰隆隆"),
    heads: "一每",
    tails: "吧啊呀呢嘛",
    sounds: "哈呵嘿嘻啊哦噢喔嗯哎唉呀咚叮铃当啪砰轰隆哗啦滴答嗒汪喵咩哞嘎叽喳呜嘟咕噜吱嗡嗖唰呼噗哒咔嚓布谷好对是行不快",
    and: Words("和 与 及 以及 與 或"),
    pairs: false,
};
