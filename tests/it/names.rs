//! Names in two spellings: what is flagged, how surely, in which words, and what must be left alone.

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::finding::{Finding, Severity};
use postedit::format::Format;
use postedit::range::apply;

use crate::expect::{check, check_fix, check_markdown, check_with, dedent};

fn findings(text: &str) -> Vec<Finding> {
    Engine::default().check(&dedent(text), Format::Plain)
}

/// The text after the fix of that title, taken from the first finding that offers it.
fn fixed(text: &str, title: &str) -> String {
    let text = dedent(text);
    let found = Engine::default().check(&text, Format::Plain);
    let titles: Vec<&String> = found.iter().flat_map(|f| &f.fixes).map(|fix| &fix.title).collect();
    let fix = found.iter().flat_map(|f| &f.fixes).find(|fix| fix.title == title);
    apply(&text, &fix.unwrap_or_else(|| panic!("no fix {title:?} among {titles:?}")).edits)
}

#[test]
fn a_given_name_cut_in_two() {
    check(
        r#"
        The fair was opened by Lin Meihua, and Lin Meihua met the growers.
        Everyone thanked Lin Meihua for the tea that was served.
        A prize was given to Lin Mei Hua in the end.
                             ^^^^^^^^^^^ inconsistent-name warning: "Lin Mei Hua" here, "Lin Meihua" 3 times elsewhere: probably one name.
        "#,
    );
}

#[test]
fn hyphens_accents_apostrophes_and_dots() {
    check(
        r#"
        It is said that Kim Dae-jin left, that Kim Dae-jin came back and that Kim Dae-jin sat down.
        In the end Kim Dae Jin stood up.
                   ^^^^^^^^^^^ inconsistent-name warning: "Kim Dae-jin" 3 times
        "#,
    );
    check(
        r#"
        The mayor of Ostrów was in the town of Ostrów, and the road to Ostrow was closed.
                                                                       ^^^^^^ inconsistent-name information: "Ostrów" twice
        "#,
    );
    check(
        r#"
        The law of the U.S. is old, said the envoy of the US to the court.
                                                          ^^ inconsistent-name information: "U.S." once
        "#,
    );
}

#[test]
fn an_office_that_lost_its_capitals() {
    check(
        r#"
        We asked the Harbour Safety Board for an answer. In March the Harbour Safety Board said no.
        In May the new Harbour Safety Board was asked.
        In April the harbour Safety Board said yes, and the harbour safety board was praised for it.
                     ^^^^^^^^^^^^^^^^^^^^ inconsistent-name information: "Harbour Safety Board" 3 times
                                                            ^^^^^^^^^^^^^^^^^^^^ inconsistent-name information: "Harbour Safety Board" 3 times
        "#,
    );
    check(
        r#"
        The Provincial Council has no ships.
        The Provincial Fishery Office and the provincial fishery office are in one house.
                                              ^^^^^^^^^^^^^^^^^^^^^^^^^ inconsistent-name information
        "#,
    );
}

#[test]
fn a_verb_clipped_on_is_none_of_the_name_whatever_its_case() {
    check(
        r#"
        They said that it was Marlow who left, and that MARLOW’LL return to Marlow in May.
                                                        ^^^^^^ inconsistent-name information: "Marlow" twice
        "#,
    );
}

#[test]
fn what_a_text_counts_is_no_name() {
    check(
        r#"
        The Coastal Development Bank gave a loan. Two other Coastal Development Banks gave none.
        It is said that the Northern Trade Unions left. In a Northern Trade Union nobody leaves.
        She works at the Upper Valley School. It is a pity that several Upper Valley Schools are closed.
        "#,
    );
    check(
        r#"
        The Coastal Development Bank gave a loan, and the Coastal Development Bank was paid.
        Later the Coastal Development Banks was closed.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^ inconsistent-name information: "Coastal Development Bank" twice
        "#,
    );
}

#[test]
fn a_place_in_small_letters() {
    check(
        r#"
        They went to Norway. The king of Norway was out, and so was the queen of Norway.
        It was cold in norway in those days.
                       ^^^^^^ inconsistent-name warning: "Norway" 3 times
        "#,
    );
}

#[test]
fn a_syllable_apart() {
    check(
        r#"
        The fair was opened by Lin Meihua on a fine day.
        In the afternoon Lin Meifang, the governor, met the growers.
                         ^^^^^^^^^^^ inconsistent-name information: one person or two? The text does not decide; check the source.
        "#,
    );
}

#[test]
fn two_people_are_two_people() {
    check(
        "
        The brothers Lin Wenxiu and Lin Wenxuan sell tea.
        The shop of Lin Wenxiu is large and the shop of his brother is small.
        ",
    );
    check(
        "
        In the first week Lin Wenxiu came twice. It was Lin Wenxiu who paid.
        In the second week Lin Wenxuan came twice. It was Lin Wenxuan who ate.
        ",
    );
    // One is called so by his family, the other by his friends.
    check(
        "
        On the pier stood Halvor Ostrum and the cook. The boat of Ostrem Kallevik was there, too.
        It was Ostrem who paid, said Ostrem Kallevik, and it was Ostrem who ate.
        ",
    );
    check(
        r#"
        On the pier stood Halvor Ostrum and the cook. The boat of Halvor Ostrem was there, too.
                          ^^^^^^^^^^^^^ inconsistent-name information: "Halvor Ostrem" 4 times elsewhere
        It was Ostrem who paid, said Ostrem and his wife, and it was Ostrem who ate.
        "#,
    );
}

#[test]
fn a_stray_of() {
    check(
        r#"
        The growers thanked General Secretary of Lin Meihua and went home with General Secretary Lin Meihua.
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ inconsistent-name information: no "of" belongs between a title and a name.
        "#,
    );
    check("The Governor of Jiangsu and the Secretary of State met the Mayor of Oslo.\n");
}

#[test]
fn letters_no_syllable_has() {
    check(
        r#"
        The fair was opened by Lin Meihua and by the governor, Zhao Ruilin, of that town.
        It was Chen Ruiylan who ate.
                    ^^^^^^^ impossible-pinyin information: "Ruiylan" is not possible pinyin (rui-y-lan). Perhaps "Ruilan" or "Ruiyan"; check the source.
        "#,
    );
    check("It is said that Chen Smith of the port was out. The boat of Wang Jones is in the port.\n");
}

#[test]
fn capitals_that_prove_nothing() {
    // Title Case, datelines, sentence starts, table cells and links.
    check(
        "
        Harbour Safety Plan Goes to the Town Council

        The harbour safety plan goes to the town council, says the mayor.
        OSLO, May 3 - It rains in Oslo. The harbour of Oslo is wet and the sea at Oslo is too.
        Safety plan or not, the safety plan is there.
        ",
    );
    check_markdown(
        "| Harbour Plan | x |\n|---|---|\n| harbour plan | y |\n\nThe harbour plan is in the [Harbour Plan](a.md).\n",
    );
}

#[test]
fn whole_and_part_are_two_names() {
    check(
        "
        The Northern Tea Growers Association met. Tea growers and the association of bakers came to see it.
        The Oslo Post says that it rains in Oslo and that the post is late.
        ",
    );
}

#[test]
fn fixes_of_a_clear_majority() {
    let text = "
        Some say that the tea of Lin Meihua is good, and Lin
        Meihua says so too. It is for Lin Meihua, and not for
        her son, that we came here. It is Lin Mei Hua’s
        tea that we drink, and Lin Meihua, and Lin Meihua, so
        that they may know her, and Lin Meihua, and also Lin
        Mei Hua, as it was in the days of old.
    ";
    assert!(fixed(text, "Use \"Lin Meihua\" here").contains("Lin Meihua’s\ntea"));
    let all = fixed(text, "Use \"Lin Meihua\" everywhere (2 places)");
    assert!(all.contains("Lin Meihua’s\ntea") && all.contains("also Lin\nMeihua, as"), "{all}");
    check_fix(
        Format::Plain,
        "It is Lin Meihua. It was Lin Meihua. It was Lin Meihua and Lin Mei Hua.\n",
        "It is Lin Meihua. It was Lin Meihua. It was Lin Meihua and Lin Meihua.\n",
    );
}

#[test]
fn a_tie_is_offered_both_ways_and_nothing_is_preferred() {
    let text = "The fair was opened by Lin Meihua on a fine day.\nIn the afternoon Lin Meifang met the growers.\n";
    let found = findings(text);
    let titles: Vec<&str> = found[0].fixes.iter().map(|f| f.title.as_str()).collect();
    let wanted = [
        "Use \"Lin Meihua\" everywhere (1 place)",
        "Use \"Lin Meifang\" everywhere (1 place)",
        "These are two different names",
        "Keep both spellings",
        "Always write \"Lin Meihua\"",
    ];
    assert_eq!(titles, wanted);
    assert_eq!(found[0].preferred_fix(), None);
    assert_eq!(found[0].related.len(), 1);
    assert!(fixed(text, titles[1]).starts_with("The fair was opened by Lin Meifang on"));
}

#[test]
fn one_finding_a_mention_and_ten_at_most() {
    let names = "It was Lin Meihua. ".repeat(40) + &"It was Lin Mei Hua. ".repeat(13);
    let mut found = findings(&names);
    // Forty times the same sentence is a loop as well, and rightly so.
    found.retain(|f| f.code != "runaway-repetition");
    assert_eq!(found.len(), 10);
    assert!(found[9].message.ends_with("3 further places are not marked."), "{}", found[9].message);
    assert!(found.iter().all(|f| f.severity == Severity::Warning && f.related.len() <= 5));
    assert_eq!(found[0].forms.len(), 2);
    assert_eq!((found[0].forms[0].form.as_str(), found[0].forms[0].count), ("Lin Meihua", 40));
}

#[test]
fn other_languages_get_what_needs_no_table() {
    let german = "
        Das ist die Deutsche Hafenbank und nicht die Bank der Deutschen Hafenbank, sagte er nicht.
        Das ist Frau Löwenthal, und das ist nicht Frau Loewe. Die Frau des Löwen ist die Löwin.
        Er sagte, dass Sankt Peter und die Stadt Sankt-Peter eine Stadt sind. Das ist Sankt Peter.
                                                 ^^^^^^^^^^^ inconsistent-name information: \"Sankt Peter\" twice
    ";
    check_with(Format::Plain, &postedit::config::Settings::default(), german);
}

#[test]
fn letters_that_differ() {
    check(
        r#"
        The road leads to Tarkhonova, and in Tarkhonova it ends. In the evening they came to Tarhonova.
                                                                                             ^^^^^^^^^ inconsistent-name information: "Tarkhonova" twice
        "#,
    );
    check(
        r#"
        The boxer Ilya Kaytsev won. In the end it was not Kaytsev who was tired. They said that Kaysev slept.
                                                                                                ^^^^^^ inconsistent-name information: "Kaytsev" twice
        "#,
    );
    check(
        r#"
        The mill is by Lake Vonnai. There is ice on it. The ferry crossed Lake Wonnai in the night.
                                                                          ^^^^^^^^^^^ inconsistent-name information: "Lake Wonnai" here, "Lake Vonnai" once elsewhere
        "#,
    );
    check(
        r#"
        They were in Macau for a week. It is said that Macao is warm, and that the harbour of Macau is full.
                                                       ^^^^^ inconsistent-name information: "Macau" twice
        "#,
    );
}

#[test]
fn other_orders() {
    check(
        r#"
        The speech of Haruto Minokawa was long. It was said that Minokawa Haruto ate nothing, and Haruto Minokawa slept.
                                                                 ^^^^^^^^^^^^^^^ inconsistent-name information: "Haruto Minokawa" twice
        "#,
    );
}

#[test]
fn one_word_of_a_long_name() {
    check(
        r#"
        He works at the Port Finance and Trade Office. It is known that the Port Financial and Trade Office is poor.
                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ inconsistent-name information: "Port Finance and Trade Office" once
        "#,
    );
    check(
        r#"
        The Brennick Sports Centre is new. They built the Brennick Sports Center in a year, and the mayor opened it.
                                                          ^^^^^^^^^^^^^^^^^^^^^^ inconsistent-name information: "Brennick Sports Centre" once
        "#,
    );
    check(
        r#"
        They met at the 20th Growers Congress. It is said of the Twentieth Growers Congress that it was dull.
                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ inconsistent-name information: "20th Growers Congress" once
        "#,
    );
    // Without its number the name is not the same place of it.
    check(
        r#"
        They met at the 20TH Growers Congress. It is said of the Twentieth Growers Congress that it was dull. I was at Growers Congress.
                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ inconsistent-name information: "20TH Growers Congress" once
        "#,
    );
}

#[test]
fn short_forms_and_long_forms() {
    check(
        r#"
        The Coastal Trade Union (CTU) met on the pier. It is said that the CUT was late.
                                                                           ^^^ inconsistent-name information: "CTU" once
        "#,
    );
    check(
        r#"
        The Coastal Trade Union (CTU) met on the pier. It is said that the Coast Traders Union (CTU) was late.
                                                                           ^^^^^^^^^^^^^^^^^^^ inconsistent-name information: "Coastal Trade Union" once
        "#,
    );
}

#[test]
fn names_cut_short() {
    check(
        r#"
        It was Kim Dae-jin who came, and Kim Dae-jin who left. They say that Kim Dae did not sleep.
                                                                             ^^^^^^^ inconsistent-name information: "Kim Dae-jin" twice elsewhere: perhaps one person; check the source.
        "#,
    );
}

#[test]
fn german_compounds_and_cases_are_no_variants() {
    check_with(
        Format::Plain,
        &postedit::config::Settings::default(),
        r#"
        Die Sitzung der Hafen-Kommission war kurz, und der Bericht der Hafenkommission ist es auch nicht.
                                                                       ^^^^^^^^^^^^^^^ inconsistent-name information: "Hafen-Kommission" once
        Er sprach mit der Nordischen Bank, und die Nordische Bank ist nicht die Bank des Nordens für alle.
        Das Haus von Frau Öhler ist alt. Es ist nicht das Haus von Frau Ohler, sagte der Wirt und lachte.
                                                                   ^^^^^^^^^^ inconsistent-name information: "Frau Öhler" once
        "#,
    );
}

#[test]
fn french_accents_and_hyphens() {
    check_with(
        Format::Plain,
        &postedit::config::Settings::default(),
        r#"
        Le maire de Saint-Brévin est dans la ville, et les élus de Saint-Brevin sont avec lui pour la fête.
                                                                   ^^^^^^^^^^^^ inconsistent-name information: "Saint-Brévin" once
        La Banque bretonne est dans la rue, et la banque Bretonne est une banque. Le Breton est pour elle.
        Il est avec Jean Dunoyer et avec Jeanne Dunoyer dans le train. Les Dunoyer sont une famille.
        "#,
    );
}

#[test]
fn spanish_accents() {
    check_with(
        Format::Plain,
        &postedit::config::Settings::default(),
        r#"
        El alcalde de Torrelón habló con los vecinos, y los de Torrelon se fueron con el alcalde por la noche.
                                                               ^^^^^^^^ inconsistent-name information: "Torrelón" once
        La señora es la abogada de María, y el señor es el abogado de Mario. Los Andinos son de los Andes.
        "#,
    );
}

#[test]
fn russian_cases_are_no_variants() {
    check_with(
        Format::Plain,
        &postedit::config::Settings::default(),
        r#"
        Мэр Тарховска сказал, что он не был в Тарховске, и это было так. Из Тарховска он ушёл, но не один.
        Он был в Нью-Тархове, и он не видел Нью Тархове, как это было в то время, и он был рад.
                                            ^^^^^^^^^^^ inconsistent-name information: "Нью-Тархове" once
        Артём Ковалёв и Артем Ковалев не одно и то же, но это для всех было так, как он это сказал.
                        ^^^^^^^^^^^^^ inconsistent-name information: "Артём Ковалёв" once
        "#,
    );
}

#[test]
fn a_spelling_in_small_letters_stays_small() {
    let text = "
        The Harbour Board met. It was the Harbour Board that we saw, and then the Harbour Board left for the Kannivuo.
        The kanni-vuo is wide. They say that the Kannivuo is deep, and that the Kannivuo is cold.
    ";
    assert!(fixed(text, "Use \"Kannivuo\" here").contains("The kannivuo is wide."));
}

/// The findings of a text with these answers in the project's file.
fn answered(text: &str, answers: &str) -> Vec<Finding> {
    let mut settings = postedit::config::Settings::default();
    let (memory, problems) = postedit::memory::Memory::parse(answers);
    assert_eq!(problems, []);
    settings.memory = memory.into();
    Engine::new(settings).check(&dedent(text), Format::Plain)
}

#[test]
fn answers_are_remembered() {
    let tie = "The fair was opened by Lin Meihua on a fine day. Then Lin Meifang met the growers and left.\n";
    assert_eq!(answered(tie, "").len(), 1);
    assert_eq!(answered(tie, "different: Lin Meihua | Lin Meifang\n"), []);
    assert_eq!(answered(tie, "different: Gao Meihua | Gao Meifang\nrepeat: x\n").len(), 1);
    let cut = "It is Lin Meihua. It was Lin Meihua. It was Lin Meihua and Lin Mei Hua who came.\n";
    assert_eq!(answered(cut, "allow: Lin Mei Hua | Lin Meihua\n"), []);
    // Every answer that a finding offers settles it.
    for text in [tie, cut] {
        let found = answered(text, "");
        for entry in found[0].fixes.iter().filter_map(|fix| fix.remember.clone()) {
            let again = answered(text, &format!("{}\n", entry.line()));
            let settled = again.is_empty() || again[0].preferred_fix().is_some();
            assert!(settled, "{}: {again:#?}", entry.line());
        }
    }
}

#[test]
fn the_preferred_spelling_wins_against_any_count() {
    let text = "It is Lin Meihua. It was Lin Meihua. It was Lin Meihua and Lin Mei Hua who came.\n";
    let found = answered(text, "prefer: Lin Mei Hua\n");
    assert_eq!(found.len(), 3);
    let first = &found[0];
    assert_eq!(first.severity, Severity::Warning);
    assert_eq!(
        first.message,
        "\"Lin Meihua\" here, \"Lin Mei Hua\" once elsewhere: \"Lin Mei Hua\" is the spelling to use."
    );
    assert_eq!(first.preferred_fix().map(|fix| fix.title.as_str()), Some("Use \"Lin Mei Hua\" here"));
    let person = "The fair was opened by Lin Meihua on a fine day. Then Lin Meifang met the growers and left.\n";
    let found = answered(person, "prefer: Lin Meifang\n");
    assert_eq!(found.len(), 1);
    assert!(found[0].preferred_fix().is_some() && found[0].range.of(person) == "Lin Meihua");
}

#[test]
fn odd_answers_do_no_harm() {
    let text = "The growers thanked General Secretary of Lin Meihua and went home to eat.\n";
    assert_eq!(answered(text, "").len(), 1);
    assert_eq!(answered(text, "prefer: General Secretary of Lin Meihua\n"), []);
    assert_eq!(answered(text, "prefer: of\nprefer: General Secretary Lin Meihua\nallow: a | a | of\n").len(), 1);
}

#[test]
fn impossible_pinyin_can_be_right() {
    let text = "The fair was opened by Lin Meihua and by Zhao Ruilin, and it was Chen Ruiylan who ate.\n";
    let found = answered(text, "");
    assert_eq!(found.last().and_then(|f| f.fixes.last()).map(|f| f.title.as_str()), Some("Correct as it stands"));
    assert_eq!(answered(text, "prefer: Ruiylan\n"), []);
}

#[test]
fn one_office_under_two_titles_before_one_name_is_a_hint() {
    let mut settings = Settings::default();
    settings.min_severity = Severity::Hint;
    check_with(
        Format::Plain,
        &settings,
        "
        The ferry was late. Vice Premier Lin Meihua came to the town, and Vice Premier Lin Meihua spoke of the dykes.
        In the evening Deputy Prime Minister Lin left the town. Deputy Mayor Orr had met Vice Mayor Hale at the port.
                       ^^^^^^^^^^^^^^^^^^^^^^^^^ inconsistent-name hint: \"Vice Premier Lin\" twice elsewhere
        ",
    );
}

#[test]
fn a_place_cut_in_two_is_one_though_small_letters_make_it_a_word() {
    check(
        "
        The harbours of China and Japan are open. The clerk sailed to Ja Pan in May.
                                                                      ^^^^^^ inconsistent-name information
        They wrote home from Chin-a in June, and stayed in Shanghai.
                             ^^^^^^ inconsistent-name information
        The clerks of Shang Hai drank their tea from old china.
                      ^^^^^^^^^ inconsistent-name information
        ",
    );
}

#[test]
fn a_saint_with_a_dot_and_one_without_are_one() {
    check(
        "
        The parade went through St. Olafsby on Sunday. The governor of St. Olafsby spoke to the guests.
        Later the fleet left St Olafsby for the sea, and St. Olafsby was quiet again.
                             ^^^^^^^^^^ inconsistent-name information: \"St. Olafsby\" 3 times elsewhere
        The clerk lives in Harbour St. The pier is old.
        ",
    );
}

#[test]
fn a_name_that_lost_a_consonant_between_vowels() {
    check(
        "
        The clerk of Granoveta opened the fair. The mayor of Granoveta thanked the growers.
        In the evening the guests from Granoeta sang. Later all of Granoveta was dancing.
                                       ^^^^^^^^ inconsistent-name information: \"Granoveta\" 3 times
        ",
    );
}

#[test]
fn a_slip_of_a_known_place_is_told_from_it_by_nobody() {
    check(
        "
        They spoke for arming Ukraine in the short term and for strengthening Ucraine in the long term.
                                                                              ^^^^^^^ inconsistent-name information: probably one name
        The clerk went to Ukraine in May, and the growers of Ukraine thanked him. He knows Krasnodar well.
        In June the fair moved to Krsanodar for a week. The guests from Krasnodar were glad of it.
                                  ^^^^^^^^^ inconsistent-name information
        ",
    );
}

#[test]
fn of_two_that_stand_as_often_the_known_place_is_spelt_right() {
    check(
        "
        The growers went to Shang Hai in the spring of that year.
                            ^^^^^^^^^ inconsistent-name information: does not decide
        They came back from Shanghai in the autumn, and nobody had missed them.
        ",
    );
}

#[test]
fn particles_part_no_name() {
    check(
        r#"
        At noon Marta von der Hallen welcomed the deal. It was late in the day.
        Marta von der Halden said so on Monday.
                      ^^^^^^ inconsistent-name information: "Hallen" once
        "#,
    );
    check(
        r#"
        At noon Otto van Hallen came. It was late in the day. Soon Anna van Hallan left.
        At noon Idris bin Sarman spoke. It was late in the day. Soon Idris bin Zarid sat down.
        "#,
    );
}
