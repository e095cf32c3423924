//! Terms that a glossary forbids, and names that it spells, in the one helper's words.

use std::sync::Arc;

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::format::Format;
use postedit::glossary::{Book, Glossary};
use postedit::language::Language;
use postedit::memory::Memory;
use postedit::range::apply;

use super::expect::check_with;

/// Settings with a glossary of this name and text.
fn with(name: &str, text: &str) -> Settings {
    let mut settings = Settings::default();
    settings.language = Some(Language::ENGLISH);
    settings.glossary = Arc::new(Glossary::new(vec![Arc::new(Book::read(name, text))]));
    settings
}

const TERMS: &str = "source\tpreferred\tforbidden\tnotes\n堤\tdyke\tdike\tas the customer writes\n闸\tsluice gate\tflood gate\t\n局\tWater Bureau\tWater Office\t\n井\towl well|artesian well\tdeep well\t\n库\t\tmud lake\t\n";

/// The text with the preferred fix of every finding applied.
fn fixed(settings: &Settings, text: &str) -> String {
    let findings = Engine::new(settings.clone()).check(text, Format::Markdown);
    let edits: Vec<_> = findings.iter().filter_map(|f| f.preferred_fix()).flat_map(|fix| fix.edits.clone()).collect();
    apply(text, &edits)
}

#[test]
fn a_forbidden_term_is_flagged_with_what_to_write() {
    let settings = with("terms.tsv", TERMS);
    check_with(
        Format::Markdown,
        &settings,
        "
        We walked on the dike.
                         ^^^^ glossary-term warning: \"dike\" is not to be used for \"堤\", says terms.tsv: write \"dyke\" (as the customer writes).
        The *deep wells* of the mud
             ^^^^^^^^^^ glossary-term: write \"owl well\" or \"artesian well\".
                                ^^^ glossary-term: \"mud lake\" is not to be used for \"库\", says terms.tsv.
        lake dried up, the Water Office's chairman said of it.
                           ^^^^^^^^^^^^ glossary-term: write \"Water Bureau\".
        ",
    );
}

#[test]
fn the_fix_reads_right_in_its_place() {
    let settings = with("terms.tsv", TERMS);
    for (before, after) in [
        ("Dikes hold. A dike's stones.", "Dykes hold. A dyke's stones."),
        ("THE OLD FLOOD GATES OPENED AT NOON", "THE OLD SLUICE GATES OPENED AT NOON"),
        ("THE OLD FLOOD GATE OPENED AT NOON", "THE OLD SLUICE GATE OPENED AT NOON"),
        ("By the Flood Gate they met.", "By the Sluice Gate they met."),
        ("A flood\ngate opened.", "A sluice\ngate opened."),
        ("Two flood gates opened.", "Two sluice gates opened."),
        ("He saw a **flood gate** open.", "He saw a **sluice gate** open."),
        // Markup inside is not cut, and two terms to use leave the choice to people.
        ("He saw a flood *gate* open.", "He saw a flood *gate* open."),
        ("He saw a deep well.", "He saw a deep well."),
    ] {
        assert_eq!(fixed(&settings, before), after);
    }
    let settings = with("terms.txt", "a\tice\na\tsnow\tdeprecated\nb\tadvice\nb\ttip\tforbidden\n");
    // An article that would have to change, and a noun that has no plural.
    assert_eq!(fixed(&settings, "A snow fell. Snow is a tip. Two tips."), "A snow fell. Ice is a tip. Two tips.");
}

#[test]
fn an_answer_lets_a_term_stand() {
    let mut settings = with("terms.tsv", TERMS);
    let text = "We walked on the dike.";
    let findings = Engine::new(settings.clone()).check(text, Format::Plain);
    let entry = findings[0].fixes.iter().find_map(|fix| fix.remember.clone()).unwrap();
    assert_eq!(entry.line(), "allow: dyke | dike");
    settings.memory = Arc::new(Memory::parse(&entry.line()).0);
    assert_eq!(Engine::new(settings).check(text, Format::Plain), []);
}

#[test]
fn terms_of_other_languages_and_terms_in_code_are_left_alone() {
    let termbase = "<tbx><text><body><conceptEntry><langSec xml:lang=\"de\"><termSec><term>Gift</term><termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></termSec></langSec><langSec xml:lang=\"en-GB\"><termSec><term>poison</term></termSec><termSec><term>bane</term><termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry></body></text></tbx>";
    check_with(
        Format::Markdown,
        &with("terms.tbx", termbase),
        "
        The Gift was a bane, as `bane` was, and henbane.
                       ^^^^ glossary-term: \"bane\" is not to be used for \"Gift\", says terms.tbx: write \"poison\".
        ",
    );
}

#[test]
fn of_two_spellings_of_a_name_the_glossarys_is_suggested_whatever_the_counts() {
    let text = "
        Yesterday Maro-Tesk spoke to Ann. Later Maro-Tesk left, and Maro-Tesk came back.

        Then Maro Tesk laughed.
        ";
    let marked = |place: &str| text.replace("laughed.\n", &format!("laughed.\n{place}"));
    let one = marked("             ^^^^^^^^^ inconsistent-name: \"Maro-Tesk\" 3 times\n");
    check_with(Format::Plain, &Settings::default(), &one);
    let none = with("names.txt", "某\tMaro Tesk\n某\tMaro-Tesk\n");
    check_with(Format::Plain, &none, text);
    let settings = with("names.txt", "某\tMaro Tesk\n");
    let says = "inconsistent-name warning: \"Maro Tesk\" is the spelling to use";
    let all = text.replace(
        "came back.\n",
        &format!(
            "came back.\n                  ^^^^^^^^^ {says}\n                                                ^^^^^^^^^ {says}\n                                                                    ^^^^^^^^^ {says}\n"
        ),
    );
    check_with(Format::Plain, &settings, &all);
    // Where the glossary forbids the other spelling, that is said once.
    let settings = with("names.txt", "某\tMaro Tesk\n某\tMaro-Tesk\tforbidden\n");
    check_with(Format::Plain, &settings, &all.replace(says, "glossary-term"));
    // What people have answered goes first.
    let mut settings = with("names.txt", "某\tMaro Tesk\n");
    settings.memory = Arc::new(Memory::parse("prefer: Maro-Tesk\n").0);
    check_with(
        Format::Plain,
        &settings,
        &one.replace(": \"Maro-Tesk\" 3 times", ": \"Maro-Tesk\" is the spelling to use"),
    );
}

#[test]
fn a_term_in_small_letters_decides_no_name() {
    let text = "The Harbour Watch met. The Harbour Watch spoke, and the Harbour Watch left.\n\nThe harbour Watch came.\n    ^^^^^^^^^^^^^ inconsistent-name\n";
    check_with(Format::Plain, &Settings::default(), text);
    check_with(Format::Plain, &with("terms.txt", "港\tharbour watch\n"), text);
}
