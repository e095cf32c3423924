//! Slips in words that everybody knows: a word of a name or a place with a letter lost, other, added or changed over.

use crate::expect::{check, check_markdown};

#[test]
fn a_word_of_a_name_beside_the_same_words() {
    check(
        "
        The meadow belongs to the Central District. The mill is in the Central District, too.
        No ferry has ever called at the Central Distrit, as far as anybody knows.
                                        ^^^^^^^^^^^^^^^ inconsistent-name information: \"Central Distrit\" here, \"Central District\" twice elsewhere: probably one name.
        ",
    );
    check(
        "
        She wrote to the Ministry of Transport in spring. In June the Ministry of Transport wrote back.
        What the Ministry of Transprot had said was read aloud at the fair.
                             ^^^^^^^^^ inconsistent-name information: \"Transport\" twice elsewhere
        ",
    );
    check(
        "
        They had heard of the Harbour Union, and the growers had heard of the Harbour Union before them.
        The clerk of the Harbour Uion was the last to hear of it.
                         ^^^^^^^^^^^^ inconsistent-name information: \"Harbour Union\" twice elsewhere
        ",
    );
}

#[test]
fn a_word_by_itself_if_it_is_long_enough() {
    check(
        "
        The reply of the Cabinet was short. In the end the Cabinet went home, and nobody missed it.
        It was said that the Cabniet would meet again after the harvest.
                             ^^^^^^^ inconsistent-name information: \"Cabinet\" twice elsewhere
        ",
    );
    check(
        "
        The growers of Turkey sell figs. In Turkey the harvest is late, and the merchants come to Turkey in autumn.
        The last ship sailed for Trkey in winter.
                                 ^^^^^ inconsistent-name information: \"Turkey\" 3 times elsewhere
        ",
    );
}

#[test]
fn the_last_two_letters_changed_over() {
    check(
        "
        We read of the League of States in May, and of the League of States in June.
        In July the League of Statse was heard of no more.
                              ^^^^^^ inconsistent-name information: \"States\" twice elsewhere
        ",
    );
}

#[test]
fn a_short_name_beside_another_one_is_a_name() {
    check(
        "
        The flowers of the Banner were red, and the Banner was blue. In May the Banner was gone.
        Later Ada Bonner came by and took it home. Mr Bonnar saw her.
        ",
    );
    check(
        "
        We met at the Park on Monday, at the Park on Friday and at the Park in June.
        It is said that young Parke was there as well.
        ",
    );
}

#[test]
fn a_syllable_that_might_be_somebody_is_no_slip_of_a_place() {
    check(
        "
        The road to Dazhou is long. The mayor of Dazhou is old, and the trains to Dazhou are slow.
        The rain fell on Dazhu all night.
        ",
    );
}

#[test]
fn a_word_that_a_table_knows_is_no_slip() {
    check(
        "
        The League of States met in May, and the League of States went home in June.
        The League of Sates was never heard of, nor had the League of Stages a house.
        ",
    );
}

#[test]
fn the_end_of_a_word_makes_another_word() {
    check_markdown(
        "
        The guide explains the Rust compiler and the Rust book. It is written in Rust.

        For the Rustc compiler and the Rusty book there are other guides.
        ",
    );
}

#[test]
fn what_stands_as_often_is_no_slip() {
    check(
        "
        The Closure Club met in May. The Closure Club went home.
        The Clojure Club met in June. The Clojure Club went home, too.
        ",
    );
}

#[test]
fn a_slip_in_small_letters_elsewhere_is_a_word() {
    check(
        "
        The Minister went to the fair, and the growers greeted the Minister with bells.
        The Minster was closed that day. There is no larger minster in the land.
        ",
    );
}

#[test]
fn a_word_of_a_name_torn_in_two() {
    check(
        "
        The meadow belongs to the Central District. The mill is in the Central District, too.
        No ferry has ever called at the Central Dis Trict, nor at the Harbour Street.
                                        ^^^^^^^^^^^^^^^^^ inconsistent-name information: \"Central District\" twice elsewhere
        The Harbour Street is short. The tram left the Harbour Str-eet for good.
                                                       ^^^^^^^^^^^^^^^ inconsistent-name information: \"Harbour Street\" twice elsewhere
        ",
    );
}

#[test]
fn pieces_that_are_words_or_syllables_are_no_torn_word() {
    check(
        "
        The growers of the Greenhouse met in May. The Greenhouse was cold, and the Greenhouse was dark.
        They painted the Green House in June, and Wan Ting was glad. Wanting is a sin. The Wanting was long.
        The Former met the Former, and for mér nobody sang.
        ",
    );
}
