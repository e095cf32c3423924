//! English: closed classes of words, and the set phrases that repeat a word.
//!
//! Function words are the closed classes of any grammar; the set phrases and reduplications are those of
//! general dictionaries; tautonyms are those of zoological nomenclature.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Whether a word is one of a list, written with blanks between; the list becomes a set when first asked.
macro_rules! listed {
    ($list:expr, $word:expr $(,)?) => {{
        static SET: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| $list.split(' ').collect());
        SET.contains($word)
    }};
}

/// Function words that stand doubled by mistake only.
pub(crate) fn is_firm(word: &str) -> bool {
    listed!(
        "the a an of and to for with from at as or but nor if than then this these those his its our their my \
         your he she they we i be been being am have has not into onto upon which should could would must \
         might shall because while when where whose until since although though unless whether every each \
         such both either neither between among during within without against toward towards also other \
         another any some most it by about however therefore via per isn't wasn't don't doesn't didn't won't \
         can't cannot couldn't wouldn't it's that's there's i'm we're they're",
        word,
    )
}

/// Function words whose neighbours tell whether the pair is right.
pub(crate) fn is_open(word: &str) -> bool {
    is_particle(word)
        || is_be(word)
        || listed!(
            "had that do does did can will may who whom what why how you her him them us me so no here there now \
         all more one much many very too even just only yes",
            word,
        )
}

/// Forms of *be* that can close one clause and open the next.
pub(crate) fn is_be(word: &str) -> bool {
    matches!(word, "is" | "was" | "are" | "were")
}

/// Words that are particles of verbs as well as prepositions.
pub(crate) fn is_particle(word: &str) -> bool {
    listed!("in on over up off out down through around along away back under across", word)
}

/// Whether it is a function word of any kind.
pub(crate) fn is_function(word: &str) -> bool {
    // All of them are of plain letters.
    word.is_ascii()
        && (is_firm(word) || is_open(word) || is_preposition(word) || is_auxiliary(word) || is_pronoun(word))
}

/// Prepositions and conjunctions that can follow a finished phrase.
pub(crate) fn is_preposition(word: &str) -> bool {
    is_particle(word)
        || listed!(
            "of to for with from at as by about into onto upon between among during within without against toward \
         towards after before until since because while when where whereas and or but nor than if including \
         such like per via according throughout behind beyond near so which who that whose rather under",
            word,
        )
}

/// Auxiliary and modal verbs: a clause begins before them.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    is_be(word)
        || listed!(
            "am has have had do does did will would can could shall should may might must isn't wasn't aren't \
         weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't shouldn't \
         not never",
            word,
        )
}

/// Personal pronouns as subjects: a clause begins with them.
pub(crate) fn is_subject(word: &str) -> bool {
    listed!(
        "i you he she it we they i'm you're he's she's it's we're they're i've i'll he'd there this that \
         these those who what",
        word,
    )
}

/// Pronouns of all kinds.
pub(crate) fn is_pronoun(word: &str) -> bool {
    is_subject(word)
        || listed!(
            "me him her us them mine yours hers ours theirs himself herself itself myself themselves everything \
         something nothing anything one someone everyone nobody none all some more most same",
            word,
        )
}

/// Articles and other words that only open a phrase.
pub(crate) fn is_determiner(word: &str) -> bool {
    listed!("the a an this that these those my your his her its our their every each no any some", word)
}

/// Words that open a clause inside which a verb can meet the verb of the clause around.
pub(crate) fn opens_clause(word: &str) -> bool {
    listed!("what whatever who whoever whom where wherever how why all everything that those whichever", word)
}

/// Prepositions proper, after which a possessive must stand.
pub(crate) fn governs(word: &str) -> bool {
    listed!("of for with from at by in on into under over behind and", word)
}

/// Verbs that take particles such as *in* and *on*, in every form.
pub(crate) fn takes_particle(word: &str) -> bool {
    listed!(
        "break breaking breaks broke broken bring brings bringing brought build built call called calling \
         calls carried carries carry carrying catch caught check checked checking checks clock clocked close \
         closed come comes coming came cut dial dialed dig drop dropped dropping drive driven drove dug fall \
         fallen fell fill filled filling fit get gets getting give given gives giving go goes going gone got \
         gave hand handed handing hang hanging hold holding hung held join joined joining jump jumped keep \
         keeping kept key keyed kick kicked knock lead leading led lean leaned leave left let lets live lived \
         living lives lock locked log logged logging login logs look looked looking looks move moved moving \
         moves opt opted opting pass passed passes passing pay paid phase phased pile piled pitch pitched \
         plug plugged plugging plugs pour poured press pressed print pull pulled push pushed put puts putting \
         ran run running runs rush rushed sail sailed send sent set sets setting settle settled shut sign \
         signed signing signs sink sit sits sitting sat sleep slept stand standing stands stay stayed staying \
         step stepped stepping stick stuck stood stop stopped sunk swim swam take taken takes taking took \
         talk talked tap tapped throw thrown threw tie tied travel try tried tune tuned turn turned turning \
         turns type typed usher ushered walk walked walking wait waited work worked working zoom zoomed \
         zeroed homed ease eased blend blended",
        word,
    )
}

/// Words that are doubled for emphasis or in address.
pub(crate) fn is_emphatic(word: &str) -> bool {
    listed!(
        "very many long far really please much so too never ever big little old deep quite always well again \
         good bad way wild poor dear hot cold slowly truly no not yes",
        word,
    )
}

/// Interjections and sounds.
pub(crate) fn is_sound(word: &str) -> bool {
    listed!(
        "no yes yeah yep nope bye ha hah hee he ho hi hey hello oh ah aha ahem aw ow ooh ouch eh er uh um hm \
         hmm mm blah knock tut tsk tick tock tap hip chop yum yadda ok okay go wait stop come look listen \
         help boo boom bang ding dong beep bleep buzz click clack clang clap cluck crack drip drop flap hiss \
         honk hoot howl hush meow moo oink ping pop purr puff quack rap rat rattle roar rumble shh snap \
         splash squeak swish thud thump tweet vroom woof whoa wow yay zap zoom twinkle hurrah hurray hooray \
         bravo encore halt fire alas la da dum tra ta row hop skip run push pull heave now there well why \
         hear quick quickly faster please thanks sorry mum mummy mama mamma papa dada daddy nana lord god sir",
        word,
    )
}

/// Words that are made of a doubled word.
pub(crate) fn is_reduplication(word: &str) -> bool {
    listed!(
        "cha can yo tuk dik aye chow tse tom pom goody hush boo win mahi paw beri night choo chin dum gee nid \
         ylang pili aku lava lulu mau pooh poo bon bonbon couscous cous dodo gaga go ha hula juju kai kiwi \
         lolo mu muu nono piri peri puff putt ram rah rara sub so tam tat toot tut twit weewee wee woo yak \
         yum zou dada fifty half now pop chi pas agar buddy tag fufu jar kava ka lang medium men pawpaw test \
         please quack rin tin shush soso sing swing there thing too toe walkie wa well",
        word,
    )
}

/// Second halves of species names that repeat the genus or the species (*Bison bison*, *Homo sapiens sapiens*).
pub(crate) fn is_tautonym(word: &str) -> bool {
    listed!(
        "sapiens bison gorilla vulpes lynx bufo rattus naja iguana alces meles lutra mephitis martes \
         rupicapra capreolus dama oriolus pica troglodytes cygnus crex perdix coturnix ciconia riparia \
         carduelis pyrrhula regulus buteo milvus nycticorax apus oenanthe serinus sula grus merula glis indri \
         mola anguilla catla lota rana salamandra giraffa hyaena caracal jaculus axis genetta guttata nasua \
         uncia",
        word,
    )
}

/// Names of people, places and firms that are doubled words, the second half as written here.
pub(crate) fn is_doubled_name(word: &str) -> bool {
    listed!(
        "pago bora walla wagga baden sing phi lapu duran miu want sirhan boutros zsa jay sri major yo run \
         aung kyaw zaw hla mya nwe win min su ko thin phyo abdullah santorio wild tsing bing sang moe htay \
         soe tin nay zin thant puka toe mau koro humuhumu woy tilba tully bam dum kuku coco lulu bella mimi \
         gigi kiki lili lolo nana toto bebe",
        word,
    )
}

/// Phrases that are themselves place names twice.
pub(crate) fn is_doubled_place(phrase: &str) -> bool {
    matches!(phrase, "new york" | "cha cha" | "san francisco")
}

/// Nouns that have an adjective in -ly, which proves no adjective.
pub(crate) fn is_noun_with_ly(word: &str) -> bool {
    listed!(
        "friend day week love man woman world cost order time year mother father brother sister state hour \
         part name body night month coward king prince master scholar heaven earth quarter life shape live \
         leisure ear fort app imp rep fami bul for disorder hill bubb comp sup rel beast neighbour neighbor \
         matron bodi anomal god use mass purpose home",
        word,
    )
}

/// Nouns that are adjectives, too, and have no plural to tell them by.
pub(crate) fn is_noun_without_plural(word: &str) -> bool {
    listed!("public military dark", word)
}

/// Past forms of the commoner irregular verbs.
pub(crate) fn is_irregular_past(word: &str) -> bool {
    listed!(
        "went came saw took gave got made said knew thought told became left felt brought began kept held \
         wrote stood heard let meant set met ran paid sat spoke lay led grew lost fell sent built understood \
         drew broke spent cut rose drove bought wore chose threw caught fought flew forgot slept sang sank \
         rang drank swam swung won shot shook struck stuck hung rode hid fed fled dug bent lent swept taught \
         sold stole ate beat bit blew bound bled bred burnt dealt dreamt dwelt found froze ground laid leapt \
         learnt put quit read rid rode sought shed shone shut slid spun split spread sprang stung strode \
         swore tore wept woke wound done gone seen taken given written",
        word,
    )
}

/// Verbs of saying and doing that follow the name of a person.
pub(crate) fn says(word: &str) -> bool {
    listed!(
        "said says told added explained noted stressed announced wrote asked replied introduced believes \
         pointed stated claimed recalled admitted",
        word,
    )
}

/// Callings and kin that stand before the name of a person as its titles do (those are in the lexicon).
pub(crate) fn is_calling(word: &str) -> bool {
    listed!("actor actress singer writer author pianist uncle aunt", word)
}

/// X *and* X, said on purpose: quantities, times, and turns of speech.
pub(crate) fn is_and_idiom(word: &str) -> bool {
    listed!(
        "again over on by so such through round around up down out in off about back away lots loads tons \
         heaps piles scores dozens hundreds thousands millions billions hours days weeks months years decades \
         centuries ages miles yards pages layers rows rounds times long far deep high half neck various \
         different more less here there now then this that and all both one two three on further aye yes no \
         please tut blah",
        word,
    )
}

/// Words that stand on both sides of *in* on purpose: hand in hand, year in year out.
pub(crate) fn is_in_idiom(word: &str) -> bool {
    matches!(word, "hand" | "arm" | "year" | "day" | "night" | "week" | "month" | "season" | "time")
}

/// Prepositions behind which no *of* stands.
pub(crate) fn takes_no_of(word: &str) -> bool {
    listed!(
        "about above across against along among around at behind below beneath beside between beyond by despite \
         during for from into near on onto over past through throughout to toward towards under until upon via \
         with within without",
        word,
    )
}

/// People and things that have others of their kind: contacts of contacts, friends of friends.
pub(crate) fn is_relational(word: &str) -> bool {
    listed!(
        "contact contacts friend friends child children son sons daughter daughters parent parents enemy \
         enemies king kings song songs servant servants slave slaves heir heirs descendant descendants copy \
         copies lord lords cousin cousins brother brothers sister sisters mother mothers father fathers \
         friend's best worst god gods holy queen wonder wonders vanity heart hearts age ages world worlds \
         list lists array arrays set sets vector vectors map maps relative relatives neighbor neighbors \
         neighbour neighbours followers follower",
        word,
    )
}

/// Numbers in words.
pub(crate) fn is_numeral(word: &str) -> bool {
    listed!(
        "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty \
         seventy eighty ninety hundred thousand million billion first second third fourth fifth half zero \
         trillion dozen",
        word,
    )
}

/// Verbs that make a set phrase with a noun of the same form: walk the walk.
pub(crate) fn is_cognate(word: &str) -> bool {
    listed!("walk talk dream play dance live die sing run", word)
}

/// Names of people and months that are also verbs or function words: Will will, in May may we.
pub(crate) fn is_namesake(word: &str) -> bool {
    listed!("will may can who mark bill march grant rob sue pat drew chase hope grace faith joy rose frank jack", word)
}

/// Conjunctions that link two of a kind.
pub(crate) fn links(word: &str) -> bool {
    matches!(word, "and" | "or" | "nor")
}

/// Common words that are also common family names.
pub(crate) fn is_surname(word: &str) -> bool {
    is_namesake(word)
        || listed!(
            "baker banks bell bird bishop black bond brook brooks brown bush butler carter church cook cross day dean fields \
             fisher ford fox gray green grey hale hall hardy hill hood hunt hunter king knight lamb lane little long mason \
             miller page park parker pope porter potter price reed rice rich rivers sharp short smith stone swift turner \
             walker wells west white winter wolf wood woods wright young",
            word,
        )
}

/// Nouns that make of a stuff another thing: milk and milk products.
pub(crate) fn is_made_of(word: &str) -> bool {
    listed!(
        "product products derivative derivatives part parts accessory accessories component components binding bindings extract extracts",
        word,
    )
}

/// Units and scales after a number.
pub(crate) fn is_scale(word: &str) -> bool {
    listed!("hundred thousand million billion trillion percent per dozen", word)
}
