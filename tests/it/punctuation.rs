//! Stray blanks before marks and marks left over.

use postedit::format::Format;

use crate::expect::{check, check_fix, check_markdown};

#[test]
fn a_blank_before_a_mark() {
    check(
        "
        The ferry left at noon . The clerk , late again, ran.
                              ^^ space-before-punctuation warning
                                          ^^ space-before-punctuation
        ",
    );
}

#[test]
fn markup_and_code_are_no_blanks() {
    check_markdown("The *ferry*, the `clerk`, and **noon**.\nUse ` .` or ` ,` there.\n");
}

#[test]
fn left_over_marks_are_offered_both_ways() {
    check(
        "
        They gave all their strength. , Then bread,, salt; and oil.
                                    ^^^ doubled-punctuation: Two marks
                                        ^^^^ stray-capital: a full stop is missing
                                                  ^^ doubled-punctuation
        ",
    );
    check_fix(Format::Plain, "Bread,, salt .\n", "Bread, salt.\n");
    check("They sent bread. :) We sent salt. ;-) Nobody complained.\n");
}
