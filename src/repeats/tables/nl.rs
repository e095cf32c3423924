//! Dutch: no comma stands between clauses, so that verbs and pronouns meet.

use super::{Content, Open, Table, Words};
use crate::finding::Severity::{Hint, Information, Warning};

pub(super) const TABLE: Table = Table {
    firm: Words(
        "de een en of maar want van met voor bij naar uit tot ik wij zich mij ons onze mijn jouw hun deze elk elke ieder \
         iedere ook omdat hoewel terwijl zodat niet kan kunnen kon konden moet moeten moest moesten wil zal zullen tussen \
         tegen zonder tijdens sinds wegens volgens",
    ),
    open: &[
        Open {
            words: Words("dat die dit"),
            before: Words(
                ", ^ zegt zei denk denkt dacht weet wist vind vindt vond hoop hoopt hoorde hoor blijkt betekent bleek en \
                 maar of omdat als wie toen zie ziet zag geloof gelooft schrijft schreef zeg zo zou is was",
            ),
            after: Words("Lower"),
            elsewhere: Warning,
        },
        Open {
            words: Words("het"),
            before: Words("dat of als omdat heeft vindt maakt wat was is zodat wanneer doet"),
            after: Words(""),
            elsewhere: Hint,
        },
        Open {
            words: Words("zij ze"),
            before: Words("dat of als omdat toen wat zoals heeft hebben wanneer zodat"),
            after: Words(""),
            elsewhere: Information,
        },
        Open { words: Words("te"), before: Words("om ,"), after: Words("Lower"), elsewhere: Warning },
        Open {
            words: Words("in op aan door over om onder af toe na"),
            before: Words("er ergens daar hier"),
            after: Words("Lower"),
            elsewhere: Information,
        },
    ],
    function: Words(
        "is was zijn waren wordt worden werd werden heeft hebben had hadden doet doen deed komt gaat blijft wie wat waar \
         wanneer als dan er daar hier toen nu zo nog al wel geen niets iets iemand niemand alles alle veel meer u je jij \
         hij haar hem hen men uw",
    ),
    openers: Words(
        "de een deze dit elke elk iedere ieder mijn jouw zijn onze ons hun uw geen alle in met bij naar tussen tegen \
         uit van voor enkele",
    ),
    clauses: Words("wat wie waar wanneer als dat die hoe wanneer zoals toen terwijl of"),
    and: Words("en of noch"),
    of: Words("van"),
    echoes: Words(
        "meer steeds weer uren dagen weken maanden jaren eeuwen kilometers duizenden honderden miljoenen meter keer vriend \
         vrienden koning koningen zoon dochter lied eeuw verder door om rijen af en beste best kopie",
    ),
    doubled: Words(
        "heel hele zeer veel lang ver nooit zo ja nee nou ach oh ah ha hé hallo dag dank snel zachtjes langzaam altijd nog \
         weer steeds bijna goed klein grote arme lieve tik tak klop boem woef miauw boe piep bla kom ga stop wacht help \
         hoera sst tjoe tingeling pang plons hup hop kukeleku duran bora stil hm eh tja mooi erg",
    ),
    phrases: &["new york", "nog eens", "keer op"],
    content: Content::Plain,
    stems: &[],
};
