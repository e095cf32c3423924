//! Names that look alike and are two: what no comparison may take for one, whatever else it finds.

use postedit::engine::Engine;
use postedit::finding::Severity;
use postedit::format::Format;

use crate::expect::{check_markdown, check_with, dedent};

/// Nothing may be found in the text, not even a hint of a name.
fn check_hints_too(text: &str) {
    let mut settings = postedit::config::Settings::default();
    settings.min_severity = Severity::Hint;
    for rule in
        postedit::rule::ALL.iter().filter(|rule| !["inconsistent-name", "impossible-pinyin"].contains(&rule.code))
    {
        settings.set_rule(rule.code, postedit::config::RuleSetting::Off);
    }
    check_with(Format::Plain, &settings, text);
}

#[test]
fn numbers_letters_and_roman_numerals() {
    check_hints_too(
        "
        The law says in Article 5 what Article 6 denies, and Annex II is not Annex III.
        They flew the Boxer 737 and the Boxer 747, not the Ka-52 and the Ka-52M.
        Type A is blue. It is said that Type B is red. The Ports War I was long and the Ports War II was short.
        ",
    );
}

#[test]
fn antonyms() {
    check_hints_too(
        "
        In the north they speak of North Ardal and in the south of South Ardal.
        The Upper Fen is dry and the Lower Fen is wet. The Deputy Mayor met the Mayor of the town.
        The New Harbour is new. It is not the Old Harbour.
        ",
    );
}

#[test]
fn two_entries_of_the_gazetteer() {
    check_hints_too(
        "
        They came from Shanxi and went on. It was warm in Shaanxi. In Hunan it rained and in Henan it snowed.
        The envoy of Niger met the envoy of Nigeria. Austria wrote to the men of Australia.
        It was in June. It was hot in July. Iran spoke to them of peace. Then came Iraq.
        ",
    );
}

#[test]
fn legal_pinyin() {
    check_hints_too(
        "
        They walked from Dazhang to the mill. In Dazheng they slept.
        The boat of Gao Lihua was there. Then came the boat of Gao Meiling and the cart of Zhong.
        It is the town of Zhengbao. It was the town of Zhengtai.
        ",
    );
}

#[test]
fn joined_names() {
    check_hints_too(
        "
        The mayor met Lin Wenxiu and his brother Lin Wenxuan, and then the aldermen Hedlund and Hedlunt.
        The ships Marsona, Marzona and Tern are in the port.
        ",
    );
}

#[test]
fn shared_surnames_and_surnames_alone() {
    check_hints_too(
        "
        It was said that Anna Hedlund sang and that Anne Hedlund danced. Then Hedlund left.
        The baker, Lin Meihua, was there. They saw that Lin was tired, and that Ms Lin slept.
        ",
    );
}

#[test]
fn acronym_behind_its_long_form() {
    check_hints_too(
        "
        The Coastal Trade Union (CTU) met on the pier. The CTU said that the CTO and the CPU are no unions.
        ",
    );
}

#[test]
fn words_that_are_names_and_words() {
    check_hints_too(
        "
        In the spring it may rain. It was said in May that they march in March, and that the turkey is from Turkey.
        The will of Will Smith was lost. There is frost, and there is Mr Frost.
        ",
    );
}

#[test]
fn contained_names_and_demonyms() {
    check_hints_too(
        "
        It stood in the Oslo Post that Oslo is wet. The Bank of Norway is no People's Bank of Norway.
        The Norwegians love Norway, and a Norwegian boat is a good boat. The Moldovan envoy is from Moldova.
        They went to Tornbek. It is said that the Tornbekers are kind.
        ",
    );
}

#[test]
fn possessives_compounds_and_addresses() {
    check_hints_too(
        "
        The tea of Hedlund is Hedlund's tea, and it is said that Hedlund'll drink it.
        The Oslo-Bergen line is the line of Bergen-Oslo. A Norway-style pier is what Norway has.
        Write to hedlund@example.com or see www.tea-house.com, the page of the Tea House.
        ",
    );
}

#[test]
fn code_and_technical_words() {
    check_markdown("It is a `ConfigMap`. A config map is a ConfigMap, and max_length is the Max Length of it.\n");
    check_markdown("See [Configuring Oslo](a.md) for more on configuring Oslo in the town.\n");
    // Titles of headings: their capitals are the heading's.
    check_markdown("## Supported Oslo Versions\n\nAll Oslo versions are old.\n");
    check_markdown("## The Tao Printer\n\nThe Tao printer is fast, and the Tao printer is small.\n");
    // What people are called on the web stands in links' texts.
    check_markdown("- [taoleshan](https://example.com/taoleshan): **Tao Leshan**\n- [ada-holm](a.md), Ada Holm\n");
    check_markdown("Read of Zonai in the notes of [zonai](a.md). Then Zonai met Zonai.\n");
}

#[test]
fn the_traps_add_no_warning() {
    let traps = "
        The brothers Gao Wenxiu and Gao Wenxuan came from Shanxi and went to Shaanxi. The envoys of South Korea
        and of North Korea spoke of Article 5 and of Article 6. It was Gao who spoke first, said the mayor.

        Two Brothers Speak of the Law in Two Provinces
    ";
    assert_eq!(Engine::default().check(&dedent(traps), Format::Plain), []);
}
