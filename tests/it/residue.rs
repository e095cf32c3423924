//! What is left over in a translation: capitals, brackets, blanks, marks and letters of another width or script, and
//! two styles in one text.

use postedit::config::Settings;
use postedit::format::Format;
use postedit::language::Language;

use crate::expect::{check_fix, check_with};

fn check(language: &str, marked: &str) {
    check_in(Format::Plain, language, marked);
}

fn check_in(format: Format, language: &str, marked: &str) {
    let mut settings = Settings::default();
    settings.language = Language::of_tag(language);
    check_with(format, &settings, marked);
}

#[test]
fn a_capital_in_a_sentence() {
    check(
        "en",
        "
        The crew was tired and the others The captain sent home with their things.
                                          ^^^ stray-capital information: a full stop is missing
        They had to Repair the engine, and it Can't be said that they liked the work.
                    ^^^^^^ stray-capital: not seem to be a name
                                              ^^^^^ stray-capital
        The harbour lost its Courage with them. Nobody has courage in the harbour.
                             ^^^^^^^ stray-capital: elsewhere the text writes \"courage\"
        ",
    );
}

#[test]
fn capitals_that_are_meant() {
    check(
        "en",
        "
        The clerk met the Governor, Mark, and the President of the Fund on Friday at the Ministry.
        Her book is called Slow Boats, and the song is Home at Last. He works for Apple, in Oslo.
        They read: Patience is all. \"Patience,\" he said (Patience!) and sat down. It is Level 5.
        What the Old Harbour Needs to Know About Boats
        The Agreement was signed in spring. Under the Agreement no agreement of any kind is void.
        He said Hill was there. The Right Bank is steep, and the East is far away from us.
        ",
    );
    check("de", "Die Leute der Stadt gingen in den Hafen und sahen die alten Schiffe.\n");
    check_in(Format::Markdown, "en", "Press Enter in the Output tab, see [The harbour](x) and use the *Old* one.\n");
}

#[test]
fn brackets_without_a_partner() {
    check(
        "en",
        "
        The ferry (built in Marlow was sold again.
                  ^ unpaired-bracket warning: opened here
        ",
    );
    check(
        "en",
        "
        The ferry, built in Marlow), was sold again.
                                  ^ unpaired-bracket warning: never opened
        It costs a) little, b) nothing, and that is well :) or so they say)) and 2) it is [0, 1) at most, or [0x10, 0x80).
        ",
    );
    check("en", "(A remark begins here.\n\nIt goes on and on.\n\nIt ends here.)\n");
    check("ja", "船（古い）は「遅い」と言う。彼は「はい」と言った。\n");
}

#[test]
fn no_blank_behind_a_mark() {
    check(
        "en",
        "
        They came back in the end.The harbour was empty,and nobody spoke.
                              ^^^^^^^ missing-space warning: between \".\" and \"The\"
                                                  ^^^^^^^^^ missing-space warning
        The clerk said:“They came back in the end.”
                  ^^^^^^ missing-space
        See readme.Md, Node.Js, example.org, U.S.Navy, 1,200 or 8:30, and Yahoo!News.
        ",
    );
    check(
        "es",
        "Volvieron al final.El puerto estaba vacío. ¿Quién vino?¡Nadie!\n             ^^^^^^^^ missing-space\n",
    );
    check_fix(Format::Plain, "They left,and the harbour was empty.\n", "They left, and the harbour was empty.\n");
}

#[test]
fn marks_of_another_width() {
    check(
        "en",
        "
        The ferry is old，but fast. The clerk (late） was sorry. Room ２０ is ours.
                        ^ fullwidth-punctuation warning: \"，\"
                                                  ^ fullwidth-punctuation
                                                                    ^^ fullwidth-punctuation: Characters
        The ferry 渡船（旧） is old; the list runs from ①～③.
                  ^^^^ source-script
        ",
    );
    check("zh", "渡船很旧，但是很快（真的）。\n");
    check_fix(Format::Plain, "The ferry is old，but the crew is not。\n", "The ferry is old, but the crew is not.\n");
}

#[test]
fn letters_of_another_script() {
    check(
        "en",
        "
        The ferry brought 盐 and rope to the harbour.
                          ^ source-script information: Chinese characters
        The ferry (渡船) is called \"пароход\" there. The angle is α, and 5 μm is little.
        The ferry left Mаrlow at noon.
                       ^^^^^^ source-script warning: Cyrillic letters
        ",
    );
    check_fix(
        Format::Plain,
        "The ferry left Mаrlow at noon, and the crew sang.\n",
        "The ferry left Marlow at noon, and the crew sang.\n",
    );
    check("ru", "Паром называется Marlow, а порт закрыт с пяти часов.\n");
    check("en", "The ferry left at noon.\n\n渡船中午开走了。\n\nIt came back at night.\n\n它晚上回来了。\n");
    check_in(Format::Markdown, "en", "Read this in [中文](zh.md) or in [Русский](ru.md), or say *спасибо* now.\n");
}

#[test]
fn characters_that_nobody_sees() {
    check(
        "en",
        "The har\u{AD}bour office is\u{200B} closed.\n       ^ invisible-character information: soft hyphen\n                      ^ invisible-character information: zero-width space\n",
    );
    check(
        "en",
        "The harbour\u{A0}office is\u{A0}closed.\n           ^ invisible-character: and one more in this paragraph\n",
    );
    check("en", "It is 10\u{A0}km to Dr.\u{A0}Holm, p.\u{A0}5\u{A0}– or so\u{A0}… says M.\u{A0}Orr.\n");
    check("fr", "Le port est fermé\u{A0}; «\u{A0}demain\u{A0}» il ouvre\u{202F}!\n");
    check("ru", "Он живёт в\u{A0}городе и\u{A0}часто ходит на\u{A0}работу.\n");
    check("fa", "می\u{200C}خواهم این کتاب را بخوانم.\n");
    check_fix(Format::Plain, "The harbour\u{A0}office is\u{200B} closed.\n", "The harbour office is closed.\n");
}

#[test]
fn blanks_before_one_paragraph() {
    let before =
        "The ferry left.\n\nThe crew sang.\n\n  The clerk did not.\n\nThe harbour slept.\n\nIt was a Monday.\n";
    check_fix(Format::Plain, before, &before.replace("  The clerk", "The clerk"));
    check(
        "en",
        "The ferry left.\n\nThe crew sang:\n\n    Row, row\n    in the dark\n\nThe harbour slept.\n\nIt was a Monday.\n",
    );
}

#[test]
fn two_kinds_of_quotation_marks() {
    check(
        "en",
        "
        The clerk said \"no\", then \"perhaps\". It was the harbour’s last word.
                                                               ^ mixed-quotes information: 4 are straight and 1 is curly
        ",
    );
    check("en", "“Come in,” said Holm. ‘Who’s there?’ The plank is 6' 2\" long.\n");
    check("de", "Er sagte „nein“, dann ‚ja‘. Es war des Müllers Wort, und Peter's Mühle.\n");
    check("fr", "Il a dit « non », puis “peut-être” ; c'est tout, et l'eau monte.\n");
    check("zh", "他说“不”，又写了 don't 两次。\n");
    check_fix(
        Format::Plain,
        "The clerk said \"no\", then \"perhaps\". It was the harbour’s last word.\n",
        "The clerk said \"no\", then \"perhaps\". It was the harbour's last word.\n",
    );
}

#[test]
fn two_ways_to_write_a_day() {
    check(
        "en",
        "
        The ferry left on February 9 and came back on March 2. On April 3rd it was sold.
                                                                  ^^^^^^^^^ mixed-date-style information: with an ending
        ",
    );
    check(
        "en",
        "
        It was built by 9 February, launched on 2 March, and sold on April 3.
                                                                     ^^^^^^^ mixed-date-style information: month first
        ",
    );
    check(
        "en",
        "It left on April 3, 2021, and on May 4th. From May 6-9 it was in dock, on the 5th of the month it sailed.\n",
    );
}

#[test]
fn short_forms_with_dots_and_without() {
    check(
        "en",
        "
        The ferry leaves at 8 a.m. and 3 p.m. from Marlow, and at 9 pm from Orr.
                                                                    ^^ mixed-abbreviation information: with dots 4 times elsewhere
        Mr. Holm and Mrs. Orr met Dr Vance there.
                                  ^^ mixed-abbreviation: titles
        I am here at 8 a.m., and so am I at 9 p.m. in the U.S. and for 20 cent.
        ",
    );
}

#[test]
fn what_web_pages_and_engines_leave() {
    check(
        "en",
        "
        Here is the translation of the text:
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ boilerplate warning: translation engine

        The ferry left at noon.

        (Reporter Ann Holm) +1.
                            ^^^ boilerplate information: counter

        Theme: Harbour Lights by Marlow Free
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ boilerplate information: footer
        Cape Wrath, North Isles
        ^^^^^^^^^^^^^^^^^^^^^^^ boilerplate information: after a web page's footer
        ",
    );
    check(
        "en",
        "The theme: a harbour by night.\n\nHere is the translation that she made, and it reads well.\n\nCape Wrath\n",
    );
}
