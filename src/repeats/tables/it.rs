//! Italian: adjectives, adverbs and gerunds are doubled freely for emphasis.

use super::{Content, Open, Table, Words};
use crate::finding::Severity::{Information, Warning};

pub(super) const TABLE: Table = Table {
    firm: Words(
        "il i gli le lo un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai dalle \
         in nel nello nella nei negli nelle su sul sulla sui sulle con per tra fra e ed o oppure ma né che chi cui se non \
         è sono era erano sarà ha hanno aveva avevano io tu lui lei noi voi loro mio mia suo sua nostro nostra vostro \
         questo questa questi queste quello quella quelli quelle come quando dove perché mentre anche si mi ti ne molto",
    ),
    open: &[
        Open { words: Words("la"), before: Words(", ^ tra"), after: Words("la"), elsewhere: Warning },
        Open { words: Words("ci vi"), before: Words("noi voi"), after: Words(""), elsewhere: Information },
    ],
    function: Words(
        "più meno tutto tutta tutti tutte ogni altro altra altri altre stato stata stati state essere avere fare fatto \
         qui qua là già ancora sempre mai poco ora or così sì no niente nulla qualche alcuni alcune molti molte",
    ),
    openers: Words(
        "il lo la i gli le un uno una un' del dello della dei degli delle al allo alla ai agli alle dal dalla dai dalle \
         nel nello nella nei negli nelle sul sulla sui sulle col questo questa questi queste quel quella quei mio mia suo \
         sua nostro nostra ogni alcuni alcune con tra fra",
    ),
    clauses: Words("che chi quanto quando dove ciò"),
    and: Words("e ed o né"),
    of: Words("di del dello della dei degli delle"),
    echoes: Words(
        "più meno ore giorni anni mesi secoli chilometri migliaia centinaia milioni volte niente nulla re amico amici \
         figlio figli figlia meglio peggio cantico ancora via poi pagine vanità sempre",
    ),
    doubled: Words(
        "la piano via mano ben bene molto pian quasi appena subito zitto zitta quatto quatta fermo ferma lento lemme sì no \
         ciao ah eh oh uh ehi beh mah toc tic tac bau miao chicchirichì din don bla cin tutto presto dai su ora or passo \
         terra sotto sopra grazie aiuto ecco là già corri cip ninna cucù poco giù raso rasente duran bora man",
    ),
    phrases: &["new york", "a mano", "a poco", "così e", "di tanto in"],
    content: Content::Affixes {
        beginnings: &[],
        endings: &[
            "mente", "zione", "zioni", "tà", "rono", "vano", "arono", "erono", "irono", "mento", "menti", "anza",
            "enza", "are", "ere", "ire", "ismo", "ista", "isti", "ato", "uto", "ito", "aggio", "eranno", "erà",
        ],
    },
    stems: &[("amente", "o"), ("amente", "a"), ("amente", "i"), ("amente", "e"), ("mente", "e"), ("mente", "i")],
};
