//! Portuguese.

use super::{Content, Open, Table, Words};
use crate::finding::Severity::{Information, Warning};

pub(super) const TABLE: Table = Table {
    firm: Words(
        "o os as um uma uns umas de do da dos das em no na nos nas ao aos à às e ou mas nem com por pelo pela pelos pelas \
         para sem sobre entre até desde contra durante meu minha seu sua seus suas nosso nossa nossos nossas este esta \
         estes estas esse essa esses essas aquele aquela isso isto me lhe lhes é são foi foram era eram está estão \
         estava tem têm tinha tinham quando onde embora porque quem cujo cuja eu ele eles elas você vocês num numa \
         também ainda não a",
    ),
    open: &[
        Open {
            words: Words("que"),
            before: Words(", ~do ~melhor ~antes ~mais ~prefiro ~prefere"),
            after: Words(""),
            elsewhere: Warning,
        },
        Open { words: Words("ela nós"), before: Words(""), after: Words(""), elsewhere: Information },
        Open { words: Words("como"), before: Words("assim tanto tal"), after: Words(""), elsewhere: Information },
    ],
    function: Words(
        "mais menos muito muita já só todo toda todos todas tudo nada algo alguém ninguém outro outra outros outras tão \
         tanto sempre nunca aqui ali lá assim há ser estar ter haver fazer fez pode vai vão qual quais cada vários várias \
         te lo la sim si bem se",
    ),
    openers: Words(
        "o os as um uma uns umas do da dos das no na nos nas ao aos à às pelo pela pelos pelas meu minha seu sua seus suas \
         nosso nossa este esta estes estas esse essa aquele aquela num numa em com entre cada vários várias sobre contra",
    ),
    clauses: Words("que quem quando onde quanto"),
    and: Words("e ou nem"),
    of: Words("de do da dos das"),
    echoes: Words(
        "mais menos horas dias anos meses séculos quilômetros quilómetros milhares centenas milhões outra vez vezes melhor \
         nada rei reis amigo amigos filho filhos filha cântico século pior páginas voltas cada copia cópia",
    ),
    doubled: Words(
        "la truz muito logo quase já bem assim sim não tão ah ai oh eh ui olá tchau obrigado obrigada devagar rápido depressa \
         longe sempre nunca jamais toc tic tac pum bum piu cocorocó au miau zás pá vamos anda olha espera socorro bla \
         blá tim cha run pouquinho bom mesmo lindo mamãe papai corre viva senhor pisca esconde lambe duran bora",
    ),
    phrases: &["nova york", "nova iorque", "new york", "outra vez"],
    content: Content::Plain,
    stems: &[("amente", "o"), ("amente", "a"), ("amente", "os"), ("amente", "as"), ("mente", ""), ("mente", "es")],
};
