//! German: relative and demonstrative pronouns meet articles; nouns have capitals.

use super::{Content, Open, Table, Words};
use crate::finding::Severity::{Information, Warning};

pub(super) const TABLE: Table = Table {
    firm: Words(
        "und oder aber dass nicht ich du wir er sich mich dich uns euch mein dein unser euer eines einem einen einer \
         eine im am zum zur vom beim ins ans dessen diese dieser dieses diesem diesen jede jeder jedes jedem jeden \
         auch weil obwohl während sondern denn damit kann können konnte konnten muss müssen soll sollen wurde wurden \
         bin bist seid hatte hatten habe man zwischen gegen ohne bis seit trotz wegen",
    ),
    open: &[
        Open {
            words: Words("die das der dem den"),
            before: Words(
                "Capital , ( – — ^ und oder dass weil wenn ob als wie wo was denn falls obwohl bevor nachdem damit während für \
                 mit von in an auf bei zu aus nach über unter vor um durch gegen ohne hinter neben zwischen seit wegen \
                 trotz statt anstatt ist sind war waren wird entspricht entsprach gleicht glich ähnelt ähnelte gehört \
                 nur auch selbst wäre",
            ),
            after: Words("selbst"),
            elsewhere: Warning,
        },
        Open { words: Words("denen deren"), before: Words(", mit von"), after: Words(""), elsewhere: Information },
        Open {
            words: Words("ein"),
            before: Words("um"),
            after: Words("jahr meter kilo paar halbes drittel viertel bisschen und"),
            elsewhere: Warning,
        },
        Open { words: Words("zu"), before: Words(","), after: Words("Lower"), elsewhere: Warning },
        Open { words: Words("von"), before: Words(""), after: Words("der dem den hier dort"), elsewhere: Information },
        Open { words: Words("um über"), before: Words(","), after: Words(""), elsewhere: Information },
        Open {
            words: Words(
                "in an auf mit bei aus nach durch für unter vor hinter neben als wie ist war hat es ihnen wurde",
            ),
            before: Words("was wer , wo"),
            after: Words(""),
            elsewhere: Information,
        },
    ],
    function: Words(
        "sie ihr ihnen ihre ihrer ihrem ihren sein seine seiner seinem seinen haben werden sind waren worden wird \
         würde würden was wer wen wem wo wenn ob da dann doch noch schon nur so hier dort ja nein mehr alle alles \
         einige viele kein keine keinen keinem keiner eins es ihm ihn mir dir",
    ),
    openers: Words(
        "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jeder jede jedes \
         jeden jedem mein meine meinen meinem meiner dein deine sein seine seinen seinem seiner seines ihr ihre ihren \
         ihrem ihrer ihres unser unsere unseren unserem unserer kein keine keinen keinem keiner im am zum zur vom \
         beim ins ans alle viele einige mehrere",
    ),
    clauses: Words("was wer wen wem wo wie wenn ob dass weil"),
    and: Words("und oder"),
    of: Words("von der des"),
    echoes: Words(
        "mehr weiter immer stunden tage wochen monate jahre jahrhunderte seiten reihen kilometer meilen tausende \
         hunderte millionen meter abermals aber wieder nach durch über fort hin her auf nieder",
    ),
    doubled: Words(
        "sehr ganz viel viele lange lang weit nie so ja nein na nun oh ach ha he ho hallo halt bitte danke schnell \
         langsam immer noch wieder gut tief klein groß alt lieb arm schön schwer leise still hopp husch klopf tick \
         tack bum peng quak miau wau muh piep bla trara tatü tata toi plumps ping pong hurra komm geh los nanu \
         pst psst hm hmm äh ähm baden duran",
    ),
    phrases: &["nach und", "hin und", "auf und", "new york"],
    content: Content::CapitalNouns,
    stems: &[],
};
