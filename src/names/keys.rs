//! The names of several words in a text as numbers: enough to tell whether texts are about the same persons and places,
//! and hardly any work once the text is read. `project::kin` asks; what the names are and how they vary, `index` finds out.

use std::collections::BTreeSet;

use crate::document::Words;
use crate::lexicon::words::is_function_key;
use crate::names::fold;
use crate::names::mention::Chain;
use crate::token;

/// Adds the names of a block, however often and in whatever case they stand; headlines tell none.
pub(crate) fn gather(words: &Words, keys: &mut BTreeSet<u64>) {
    keys.extend(words.mentions.chains.iter().filter_map(|chain| key(words, *chain)));
}

/// The name without the function words it begins with; `None` for one word, which may be anybody's.
fn key(Words { block, mentions, .. }: &Words, chain: Chain) -> Option<u64> {
    if mentions.is_loud(block.tokens[chain.first].sentence) {
        return None;
    }
    let first = (chain.first..chain.last).find(|at| !is_function_key(block.tokens[*at].key))?;
    let last = token::key(fold::without_possessive(block.word(chain.last)).0);
    let before = block.tokens[first..chain.last].iter().map(|token| token.key);
    Some(before.chain([last]).fold(0, |sum, key| sum.rotate_left(7) ^ key.wrapping_mul(PRIME)))
}

/// Spreads keys over all bits, so that the order of words counts.
const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::format::Format;

    fn keys(text: &str) -> BTreeSet<u64> {
        Engine::default().read_names(text, Format::Plain).name_keys()
    }

    #[test]
    fn a_name_has_one_key_wherever_it_stands() {
        let one = keys("There Tao Leshan slept.\n");
        assert_eq!(one.len(), 1);
        assert_eq!(keys("The Tao Leshan came, and Tao Leshan’s brother.\n\nTao Leshan left.\n"), one);
        assert_ne!(keys("There Leshan Tao slept.\n"), one);
    }

    #[test]
    fn one_word_and_a_headline_are_no_names() {
        assert_eq!(keys("The Harbour was quiet. In Marlow nobody spoke.\n\nTAO LESHAN AND HIS BROTHER\n").len(), 0);
    }
}
