//! One module a rule, each with a Markdown page beside it (see `rule` for what a rule is and the table).

pub(crate) mod boilerplate;
pub(crate) mod doubled_punctuation;
pub(crate) mod echoed_phrase;
pub(crate) mod fullwidth_punctuation;
pub(crate) mod glossary_term;
pub(crate) mod impossible_pinyin;
pub(crate) mod inconsistent_name;
pub(crate) mod invisible_character;
pub(crate) mod leading_blanks;
pub(crate) mod missing_space;
pub(crate) mod mixed_abbreviation;
pub(crate) mod mixed_date_style;
pub(crate) mod mixed_quotes;
pub(crate) mod repeated_chain;
pub(crate) mod repeated_phrase;
pub(crate) mod repeated_sentence;
pub(crate) mod repeated_word;
pub(crate) mod runaway_repetition;
pub(crate) mod source_script;
pub(crate) mod space_before_punctuation;
pub(crate) mod stray_capital;
pub(crate) mod unpaired_bracket;
