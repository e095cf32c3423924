//! Repeats: where they are found, what is said, and what the fixes leave behind.

use postedit::config::Settings;
use postedit::engine::Engine;
use postedit::finding::Finding;
use postedit::format::Format;
use postedit::range::apply;

use crate::expect::{check, check_fix, check_markdown, check_with};

/// Plain English, told so: short texts do not tell their language.
fn check_english(marked: &str) {
    let mut settings = Settings::default();
    settings.language = postedit::language::Language::of_tag("en");
    check_with(Format::Plain, &settings, marked);
}

#[test]
fn a_word_in_a_row() {
    check_english(
        "
        The council greatly warmly warmly supports the harbour plan.
                            ^^^^^^^^^^^^^ repeated-word warning: \"warmly\" is repeated.
        She walked to the the bridge. The The clerk waited.
                      ^^^^^^^ repeated-word warning
                                      ^^^^^^^ repeated-word information
        ",
    );
}

#[test]
fn a_soft_line_break_lies_between_and_a_blank_line_parts() {
    check_english(
        "
        He studied for many years the way in which the
                                                   ^^^ repeated-word
        the brain keeps what the hand has learnt, and wrote
        three books on the matter.

        The clerk read the

        the letter.
        ",
    );
}

#[test]
fn blanks_of_any_kind_lie_between() {
    check_english(
        "
        He took the  boat and and\u{a0}and left for  for the island.
                          ^^^^^^^^^^^ runaway-repetition
                                 ^ invisible-character
                                           ^^^^^^^^ repeated-word
        ",
    );
    check_english(
        "He took the\tthe boat.\n            ^^^^ repeated-word\n"
            .replace("            ^^^^", "        ^^^^^^^")
            .as_str(),
    );
}

#[test]
fn case_and_apostrophes_do_not_matter() {
    check_english(
        "
        We don't don’t know. They crossed the river River at noon.
           ^^^^^^^^^^^ repeated-word warning
                    ^ mixed-quotes
                                              ^^^^^^^^^^^ repeated-word information
        The COVID-19 COVID-19 figures of the state-owned state-owned firm fell.
            ^^^^^^^^^^^^^^^^^ repeated-word warning
                                             ^^^^^^^^^^^^^^^^^^^^^^^ repeated-word warning
        ",
    );
}

#[test]
fn the_longest_repeat_is_the_only_one() {
    check_english(
        "
        The words of Harbour Secretary Harbour Secretary were read at the end of the year at the end of the year.
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ repeated-phrase warning
                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ repeated-phrase
        ",
    );
}

#[test]
fn both_sides_of_a_connecting_word() {
    check_english(
        "
        We must prevent excessive heat of excessive heat. Repair the roads and roads.
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ echoed-phrase information: \"excessive heat of excessive heat\" says the same on both sides of \"of\". A word may have been lost in translation.
                                                                     ^^^^^^^^^^^^^^^ echoed-phrase information
        A zone for silently silent access needs a learning Important the important note.
                   ^^^^^^^^^^^^^^^ echoed-phrase information
                                                           ^^^^^^^^^^^^^^^^^^^^^^^ repeated-word warning
                                                           ^^^^^^^^^ stray-capital
        ",
    );
}

#[test]
fn a_run_is_one_finding() {
    check_english(
        "
        We saw the the the the boat, and the film of the harbour of the harbour of the harbour of the harbour ended.
               ^^^^^^^^^^^^^^^ runaway-repetition warning: \"the\" stands 4 times in a row.
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ runaway-repetition error
        ",
    );
}

#[test]
fn a_word_of_another_script_may_end_its_block() {
    check_english(
        "
        The ferry left the harbour at noon, and what the lamp says is マルロマルロマルロ
                                                                      ^^^^^^^^^ source-script
        ",
    );
}

#[test]
fn nothing_stands_between_sentences_blocks_and_opaque_places() {
    check("He said no. No one came to the market. Market day is over.\nSee page 3. 3 people.\n");
    check_markdown(
        "
        # Harbour

        Harbour life is loud. Use the `the` key, go to [](x) to the end, and `a` `a`.

        - salt
        - salt water

        | Ferry | Ferry |
        |-------|-------|
        | ferry | ferry |
        ",
    );
}

#[test]
fn fixes_leave_the_text_reading_right() {
    for (before, after) in [
        ("He saw the the boat of the town.\n", "He saw the boat of the town.\n"),
        ("The *the* case of the town.\n", "The case of the town.\n"),
        ("**The** the case of the town.\n", "**The** case of the town.\n"),
        ("He saw the **the** boat of the town.\n", "He saw the boat of the town.\n"),
        ("They are learning Important the important note.\n", "They are learning the important note.\n"),
        ("We saw the the the the boat of the town.\n", "We saw the boat of the town.\n"),
        ("The staff of the town warmly warmly, he said.\n", "The staff of the town warmly, he said.\n"),
        ("A belt (belt) was in the box of the clerk.\n", "A belt was in the box of the clerk.\n"),
        ("The ink-ink-ink of the clerk is dry.\n", "The ink of the clerk is dry.\n"),
        ("The StoneStoneStone of the clerk is dry.\n", "The Stone of the clerk is dry.\n"),
    ] {
        check_fix(Format::Markdown, before, after);
    }
}

#[test]
fn a_fix_leaves_the_copy_whose_article_is_right() {
    for (before, after) in [
        ("A gardener the gardener at the gate of the town waved.\n", "A gardener at the gate of the town waved.\n"),
        ("They saw a nurse the nurse at the gate of the town.\n", "They saw a nurse at the gate of the town.\n"),
    ] {
        let findings = Engine::new(Settings::default()).check(before, Format::Plain);
        let fixes = findings.iter().filter_map(Finding::first_fix).flat_map(|fix| fix.edits.clone());
        assert_eq!(apply(before, &fixes.collect::<Vec<_>>()), after);
    }
}

#[test]
fn a_fix_keeps_the_line_break() {
    let text = "He studied for many years the way in which the\nthe brain keeps what the hand has learnt, and wrote\nthree books.\n";
    check_fix(Format::Plain, text, &text.replace("\nthe brain", "\nbrain"));
}

#[test]
fn a_fix_keeps_the_line_break_in_markdown() {
    let text = "He studied for many years the way in which *the*\nthe brain keeps what the hand has learnt.\n";
    check_fix(Format::Markdown, text, &text.replace("\nthe brain", "\nbrain"));
}

#[test]
fn what_speech_says_twice_is_a_hint() {
    let mut settings = Settings::default();
    settings.language = postedit::language::Language::of_tag("en");
    settings.min_severity = postedit::finding::Severity::Hint;
    check_with(
        Format::Plain,
        &settings,
        "
        “Not yet, not yet,” said the clerk. “The boat the the boat!”
         ^^^^^^^^^^^^^^^^ repeated-phrase hint
                                                      ^^^^^^^ repeated-word warning
        “Boats boats boats boats!” cried the boy.
         ^^^^^^^^^^^^^^^^^^^^^^^ runaway-repetition hint
        He told them not to cross the bar, not to cross the bar.
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ repeated-phrase information
        ",
    );
}

#[test]
fn a_title_said_twice_may_have_lost_its_name() {
    check_english(
        "
        They heard General Secretary General Secretary in the hall.
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ repeated-phrase warning: A name may have been lost in translation.
        ",
    );
}

#[test]
fn the_document_tells_names_from_slips() {
    check_english(
        "
        The singer Oroku Oroku came home. Nobody loves Oroku Oroku more than the fishers of the bay.

        Nansie Hale came as well. In the hall Nansie Nansie Hale spoke.
                                              ^^^^^^^^^^^^^ repeated-word warning
        ",
    );
}

#[test]
fn a_sentence_that_begins_alike_hides_no_repeated_one() {
    check(
        "
        The harbour board has closed the northern quay to all ships since Monday.

        The harbour board has now opened a small gate beside the old mill.

        The harbour board has closed the northern quay to all ships since Monday.
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ repeated-sentence information: word for word
        ",
    );
}

#[test]
fn a_sentence_that_stands_often_is_a_formula() {
    let formula = "The clerk of the northern harbour office reads the morning report aloud.";
    let often = |times: usize| vec![formula; times].join("\n\nThe crane stands still.\n\n");
    let found =
        |times: usize| postedit::engine::Engine::default().check(&often(times), postedit::format::Format::Plain);
    assert_eq!([1, 2, 3, 4, 9].map(|times| found(times).len()), [0, 1, 2, 0, 0]);
}
