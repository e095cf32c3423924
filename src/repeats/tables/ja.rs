//! Japanese: adverbs and sounds in kana are made of doubled syllables; particles and words of Han are not doubled.

use super::{Particle, Unspaced, Words};

const fn between(is: char) -> Particle {
    Particle { is, not_after: "", not_before: "", between_words: true }
}

pub(super) const TABLE: Unspaced = Unspaced {
    particles: &[
        Particle { is: 'を', not_after: "", not_before: "", between_words: false },
        between('が'),
        between('に'),
        between('は'),
        between('へ'),
        between('で'),
        between('と'),
        between('の'),
    ],
    never: Words(
        "ために として について によって における に対して ということ ことが ことを ことは ことができる している しました \
         されている されました なければ けれども しかし そして または および という ところが それは これは それを これを \
         ところ ため",
    ),
    phrases: Words(
        "万歳 南無 本当に 頑張れ 助けて 待って 繰り返し 代わる 大変 残念 乾杯 結構 失礼 御免 別々 次々 見る 恐る",
    ),
    heads: "一何各二三少個",
    tails: "いなくきりもれちえてつし",
    sounds: "ハフヒヘホはふひへほわんにゃコケカッーン",
    and: Words("と や および 及び"),
    pairs: true,
};
