//! French: reflexive pronouns meet subjects, and infinitives meet infinitives.

use super::{Content, Open, Table, Words};
use crate::finding::Severity::{Information, Warning};

pub(super) const TABLE: Table = Table {
    firm: Words(
        "le les un une des du de au aux et ou mais donc car ni à dans par pour sur avec sans sous vers chez entre \
         contre depuis pendant je tu il ils mon ton son ma ta sa mes tes ses notre votre nos vos leurs ce cet cette \
         ces qui dont où si ne pas est sont était étaient sera seront ont avait avaient se me te lorsque puisque \
         quand comme aussi cela y dès malgré afin selon",
    ),
    open: &[
        Open { words: Words("que"), before: Words(", et"), after: Words(""), elsewhere: Warning },
        Open { words: Words("en"), before: Words(", ^"), after: Words("Lower"), elsewhere: Warning },
        Open { words: Words("la"), before: Words(", tra ^"), after: Words("la"), elsewhere: Warning },
        Open { words: Words("plus moins tout toute"), before: Words(""), after: Words(""), elsewhere: Information },
        Open { words: Words("leur lui"), before: Words(""), after: Words("Lower"), elsewhere: Warning },
    ],
    function: Words(
        "nous vous elle elles on ça faire fait laisser être avoir a ai as eu été quoi même encore déjà ici là jamais \
         toujours peu trop non oui rien tous toutes autre autres chaque quelque quelques plusieurs eux moi toi lui \
         soi peut doit va vont aller",
    ),
    openers: Words(
        "le la les un une des du au aux mon ton son ma ta sa mes tes ses notre votre nos vos leur leurs ce cet cette \
         ces dans chez avec entre contre chaque quelques plusieurs sous vers",
    ),
    clauses: Words("qui que quoi où quand quiconque celui celle ceux celles dont"),
    and: Words("et ou ni"),
    of: Words("de du des"),
    echoes: Words(
        "rien plus moins encore roi rois ami amis amie crème meilleur meilleurs fin fils fille siècle siècles heures \
         jours années mois kilomètres milliers cantique cause vanité encore pire copie jamais",
    ),
    doubled: Words(
        "la très bien oui non si ça ha hé ho oh ah eh hein bah bof chut toc tic tac boum miam cocorico coin cui cot plouf \
         vite doux doucement petit petite petits joli jolie grand beau bon longtemps loin presque jamais toujours \
         encore merci pardon bravo hélas tiens allons allez va voyons attends chéri papa maman dodo glouglou ouaf \
         miaou pan clac ding dong bla patati pom cha frou yo bis tchin glou gla zut hop hum euh baden-baden duran bora",
    ),
    phrases: &["new york", "la rate", "tout doucement", "une fois", "encore un"],
    content: Content::Plain,
    stems: &[("ement", ""), ("ement", "e"), ("ement", "es"), ("ment", ""), ("ment", "s"), ("ement", "s")],
};
