//! What is kept of a file that is not open is enough: names compared over summaries are those compared over the texts.

use std::sync::Arc;

use postedit::config::Settings;
use postedit::engine::{Corpus, Engine};
use postedit::finding::{Finding, Other, Severity};
use postedit::format::Format;
use postedit::names::inventory::Name;
use postedit::summary::Forms;
use proptest::prelude::*;
use ropey::Rope;

/// Pieces of texts in which much of what is asked of names is far from any name, or just near enough.
const PIECES: &[&str] = &[
    "Tao Leshan ",
    "Tao Le Shan ",
    "tao leshan ",
    "Tao Le-shan's ",
    "Governor Tao Leshan ",
    "Governor of Tao Leshan ",
    "Leshan Tao ",
    "the Harbour Safety Board ",
    "the harbour safety board ",
    "Harbour safety board ",
    "Harbour Safety Boards ",
    "harbour safety Board ",
    "Board of Trade and River Ports ",
    "board of trade and river Ports ",
    "Board of trade and river ports ",
    "Harbour Safety Board (HSB) ",
    "Safe Harbour Bureau (HSB) ",
    "HBS ",
    "Zonai ",
    "Zonei ",
    "zonai ",
    "Lake Zonai ",
    "then from Zonai to Zonai by way of Zonai and Zonai again ",
    "zonai-side ",
    "Zonai-Side ",
    "www.zonai.example ",
    "zonai.example ",
    "river-borne salt ",
    "River Borne Salt ",
    "Riverborne ",
    "iZonai ",
    "20th Congress ",
    "china's ",
    "turkey ",
    "China ",
    "Turkey's Board ",
    "twentieth Congress ",
    "Tom and I ",
    "The ",
    "In the end ",
    "salt ",
    "and salt was carried slowly over the wide river by night ",
    "nobody had seen anything like it on the quay before or since ",
    "of ",
    "of the ",
    "and ",
    "it's the country's own ",
    ", ",
    ". ",
    ": ",
    "\"",
    "“",
    "” ",
    "(",
    ") ",
    " — ",
    "\n",
    "\r\n",
    "\n\n",
    "\n\n# ",
    "\n\n- ",
    "\n\n| Tao Leshan | zonai |\n|---|---|\n| salt | Harbour Safety Board |\n\n",
    "*Tao* Leshan ",
    "Tao **Le Shan** ",
    "[Tao Leshan](x) ",
    "[zonai](x) ",
    "`code` ",
    "疫情",
    "\u{A0}",
    "Erdoğan ",
    "Erdogan ",
    "HARBOUR SAFETY BOARD MEETS TAO LESHAN ",
    "Harbour Safety Board Meets Tao Leshan in Zonai ",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// What is found in the names of texts and which names they have, of each text by itself or of its summary.
fn compared(texts: &[String], format: Format, summaries: bool) -> (Vec<Vec<Finding>>, Vec<Vec<Name>>) {
    let mut settings = Settings::default();
    settings.min_severity = Severity::Hint;
    let (engine, forms) = (Engine::new(settings), Arc::new(Forms::default()));
    let mut corpus = Corpus::default();
    for (number, text) in texts.iter().enumerate() {
        let whole = match summaries {
            true => engine.summarise(text, format, &forms),
            false => engine.read_names(text, format),
        };
        let file = Other { path: number.to_string(), text: Rope::new() };
        corpus.add(Arc::new(file), text.len(), Arc::new(whole), true);
    }
    (corpus.names(), corpus.inventory())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::properties::cases(200)))]
    #[test]
    fn summaries_say_of_names_what_the_texts_say(texts in prop::collection::vec(text(), 1..5), markdown: bool) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let (full, kept) = (compared(&texts, format, false), compared(&texts, format, true));
        prop_assert_eq!(full.0, kept.0, "in {:?}", texts);
        prop_assert_eq!(full.1, kept.1, "in {:?}", texts);
    }
}

#[test]
fn a_summary_takes_a_fraction_of_its_text() {
    let filler = "and salt was carried slowly over the wide river by night, as nobody had seen it on the quay before. ";
    let text = format!("Then Tao Leshan came to Zonai. {}", filler.repeat(4)).repeat(50);
    let forms = Arc::new(Forms::default());
    let whole = Engine::default().summarise(&text, Format::Plain, &forms);
    assert!(whole.summary_size() * 10 < text.len(), "{} of {}", whole.summary_size(), text.len());
    assert!(forms.size() < 2_000, "{}", forms.size());
}
