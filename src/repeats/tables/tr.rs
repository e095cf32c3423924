//! Turkish: nouns, adjectives, numbers and gerunds are doubled freely (ikileme), also with a first letter changed
//! (*kitap mitap*); words with endings of case, person or derivation are not.

use super::{Content, Open, Table, Words};
use crate::finding::Severity::Information;

pub(super) const TABLE: Table = Table {
    firm: Words(
        "ve ile için bu şu de da ki ama fakat ancak veya ya çünkü gibi kadar göre sonra önce ise mi mı mu mü değil olan \
         olarak olduğu olduğunu en çok daha her hem bir bunu bunun onun onlar biz siz ben sen benim bizim sizin hakkında \
         tarafından üzerine rağmen karşı doğru dolayı beri ne hiç",
    ),
    open: &[Open { words: Words("o"), before: Words(""), after: Words(""), elsewhere: Information }],
    function: Words(
        "evet hayır var yok nasıl neden niçin nerede kim hangi bazı bütün tüm biraz kendi hep şimdi artık yine sadece bile \
         diye oldu olur olacak eder etti etmek olmak vardı bana sana ona bizi sizi onu",
    ),
    openers: Words(""),
    clauses: Words("ne kim ki"),
    and: Words("ve veya ile"),
    of: Words(""),
    echoes: Words("daha yıllar günler saatler aylar"),
    doubled: Words(
        "bir tek çok daha ne her hiç doğru karşı sonra önce evet hayır yavaş hızlı sık zaman yer ara tatlı güzel ağır teker \
         ikişer birer üçer kapı sokak ev gün ışıl pırıl şırıl gürül mışıl fokur tık tak tik güm çat pat vah ah oh of ha hah \
         hi ya baba anne yeşil uzun kısa ince derin büyük küçük sabah akşam zar şöyle böyle için aman hadi haydi dur koş \
         bak gel git tamam peki alo merhaba cik miyav hav möö vız şıp şapır",
    ),
    phrases: &["new york", "bir daha"],
    content: Content::Affixes {
        beginnings: &[],
        endings: &[
            "ları",
            "leri",
            "ların",
            "lerin",
            "larda",
            "lerde",
            "lardan",
            "lerden",
            "lar",
            "ler",
            "ması",
            "mesi",
            "masını",
            "mesini",
            "lığı",
            "liği",
            "luğu",
            "lüğü",
            "lık",
            "lik",
            "luk",
            "lük",
            "cı",
            "ci",
            "cu",
            "cü",
            "yor",
            "mıştır",
            "miştir",
            "muştur",
            "müştür",
            "acak",
            "ecek",
            "dığı",
            "diği",
            "duğu",
            "düğü",
            "nın",
            "nin",
            "nun",
            "nün",
            "ında",
            "inde",
            "unda",
            "ünde",
            "sını",
            "sini",
            "mak",
            "mek",
            "acaktır",
            "ecektir",
            "tı",
            "ti",
            "tu",
            "tü",
            "dı",
            "di",
            "du",
            "dü",
            "sal",
            "sel",
        ],
    },
    stems: &[],
};
