//! Spanish.

use super::{Content, Open, Table, Words};
use crate::finding::Severity::{Information, Warning};

pub(super) const TABLE: Table = Table {
    firm: Words(
        "el los las un una unos unas de del al y e o u pero ni con por para sin sobre entre hasta desde hacia según \
         contra durante mediante ante mi su mis sus tu tus nuestro nuestra nuestros nuestras este esta estos estas ese \
         esa esos esas se me te le les es son fue fueron era eran ha han había habían está están estaba cuando \
         donde aunque porque quien quienes cual cuales yo él ellos ellas lo a más",
    ),
    open: &[
        Open {
            words: Words("que"),
            before: Words(", ~mejor ~peor ~más ~menos ~antes ~prefiero ~prefiere ~que ~vale"),
            after: Words("si"),
            elsewhere: Warning,
        },
        Open { words: Words("como"), before: Words("~tanto ~tan ~así"), after: Words(""), elsewhere: Warning },
        Open { words: Words("en"), before: Words(","), after: Words(""), elsewhere: Warning },
        Open { words: Words("la"), before: Words(", ^ tra"), after: Words("la"), elsewhere: Warning },
        Open {
            words: Words("sí no"), before: Words("~que ~quien"), after: Words(", . ! …"), elsewhere: Information
        },
    ],
    function: Words(
        "si ya muy todo toda todos todas mucho mucha poco algo nada nadie alguien uno otra otro otros otras tan tanto \
         menos también tampoco siempre nunca aquí allí ahí así hay ser estar haber hacer hizo puede va van ella nos os \
         vosotros nosotros usted ustedes qué quién cómo dónde cada varios varias tras",
    ),
    openers: Words(
        "el la los las un una unos unas del al mi su mis sus tu tus nuestro nuestra nuestros nuestras este esta estos \
         estas ese esa esos esas en con entre hacia sobre cada varios varias contra",
    ),
    clauses: Words("que quien quienes cuando donde cuanto"),
    and: Words("y e o u ni"),
    of: Words("de del"),
    echoes: Words(
        "más menos horas días años meses siglos kilómetros miles cientos millones otra vez mejor nada rey reyes amigo \
         amigos hijo hijos hija cantar siglo uno una vueltas páginas dale cosa cosas otro peor copia veces",
    ),
    doubled: Words(
        "la muy casi casito ya luego sí no bien bueno ja je ji jo oh ay ah eh uy hola adiós gracias pronto rápido despacio \
         poquito lejos siempre nunca jamás toc tic tac pum bum pío quiquiriquí guau miau mu zas plas cataplum vale vamos \
         venga anda mira oye espera socorro fuego bla chin tan tun cha run dame café agua tonto puro lindo mucho mucha \
         muchos muchas viva señor mamá papá duran bora",
    ),
    phrases: &["nueva york", "new york", "de tal", "otra vez", "poquito a"],
    content: Content::Plain,
    stems: &[("amente", "o"), ("amente", "a"), ("amente", "os"), ("amente", "as"), ("mente", ""), ("mente", "es")],
};
