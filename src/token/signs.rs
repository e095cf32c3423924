//! Which of the rarer signs stand in a text, noted once: who looks for one of them passes over the texts without.

use wide::u8x16;

use crate::bytes::{Sixteen, places};

/// The words for which [`Signs::SHORT_FORM`] is noted, in small letters, but for those that end in a dot.
pub(crate) const SHORT_FORMS: [&str; 12] =
    ["am", "pm", "eg", "ie", "vs", "etc", "percent", "cent", "mr", "mrs", "ms", "dr"];

/// Signs that may stand in a text. What is not noted does not stand there; what is noted may turn out to be nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u32);

impl Signs {
    /// None of them.
    pub(super) const NONE: Self = Self(0);
    /// Characters beyond ASCII.
    pub(crate) const BEYOND_ASCII: Self = Self(1);
    /// Control characters that are neither line breaks nor markup.
    pub(crate) const CONTROL: Self = Self(1 << 1);
    /// Masked markup, but for links.
    pub(crate) const MARKUP: Self = Self(1 << 2);
    /// Opaque places.
    pub(crate) const OPAQUE: Self = Self(1 << 3);
    /// U+0080 to U+00BF: no-break space, guillemets.
    pub(crate) const LATIN_MARKS: Self = Self(1 << 4);
    /// U+2000 to U+2FFF: dashes, curly marks, invisible signs.
    pub(crate) const GENERAL_MARKS: Self = Self(1 << 5);
    /// U+3000 to U+3FFF: marks of Chinese and Japanese.
    pub(crate) const EASTERN_MARKS: Self = Self(1 << 6);
    /// U+F000 to U+FFFF: characters in another width.
    pub(crate) const WIDE: Self = Self(1 << 7);
    /// Letters that are not Latin.
    pub(crate) const OTHER_SCRIPTS: Self = Self(1 << 8);
    /// Numbers of two digits at most, and words that begin with a digit.
    pub(crate) const NUMBER: Self = Self(1 << 9);
    /// Brackets that have a partner.
    pub(crate) const BRACKET: Self = Self(1 << 10);
    /// A colon that is a token.
    pub(crate) const COLON: Self = Self(1 << 11);
    /// One of `. , ; : ! ?` that touches the mark or word before it, and a word of letters or `“` behind it.
    pub(crate) const JOINT: Self = Self(1 << 12);
    /// One of `. , ; : ! ?` behind white space.
    pub(crate) const APART: Self = Self(1 << 13);
    /// One of `. , ; :`, or a mark beyond ASCII, right behind another.
    pub(crate) const STOPS: Self = Self(1 << 14);
    /// Straight quotation marks and apostrophes.
    pub(crate) const STRAIGHT: Self = Self(1 << 15);
    /// Two words in a row that begin with the same four letters.
    pub(crate) const ALIKE: Self = Self(1 << 16);
    /// A word of nine bytes or more that is one unit again and again, as far as plain letters tell.
    pub(crate) const UNITS: Self = Self(1 << 17);
    /// Words that begin as [`SHORT_FORMS`] do or end in a dot, whatever their case: `am`, `Dr`, `e.g.`
    pub(crate) const SHORT_FORM: Self = Self(1 << 18);
    /// Two articles in a row, alike or not.
    pub(crate) const ARTICLES: Self = Self(1 << 19);
    /// Where links begin or end.
    pub(crate) const LINK: Self = Self(1 << 20);
    /// Characters from U+2000 on that may be invisible.
    pub(crate) const UNSEEN: Self = Self(1 << 21);

    /// Whether any of `signs` may stand there.
    pub(crate) const fn has(self, signs: Self) -> bool {
        self.0 & signs.0 != 0
    }

    /// These and others.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn note(&mut self, sign: Self) {
        self.0 |= sign.0;
    }

    /// What the bytes of a text tell; most texts have nothing of it.
    pub(super) fn of_bytes(text: &str) -> Self {
        let mut signs = Self::default();
        let bytes = text.as_bytes();
        // Those before a blank come last then, behind those that begin a character beyond ASCII.
        let are_rare = |bytes: Sixteen<'_>| {
            let from_blank = bytes.behind(0) - u8x16::splat(b' ');
            from_blank.simd_eq(from_blank.max(u8x16::splat(0xC0 - b' '))) | bytes.are(0x7F)
        };
        places(bytes, are_rare).for_each(|at| signs.note(OF_BYTE[usize::from(bytes[at])]));
        signs
    }

    /// What one byte tells.
    const fn of_byte(byte: u8) -> Self {
        match byte {
            1 => Self::MARKUP,
            2 => Self::LINK,
            b'\t' | b'\n' | b'\r' => Self(0),
            3 => Self::OPAQUE,
            0..0x20 | 0x7F => Self::CONTROL,
            0x20..0x80 => Self(0),
            0xC2 => Self::BEYOND_ASCII.and(Self::LATIN_MARKS),
            0xE2 => Self::BEYOND_ASCII.and(Self::GENERAL_MARKS),
            0xE3 => Self::BEYOND_ASCII.and(Self::EASTERN_MARKS).and(Self::OTHER_SCRIPTS),
            0xEF => Self::BEYOND_ASCII.and(Self::WIDE),
            0xCD..=0xE0 | 0xE4..=0xED | 0xF0 => Self::BEYOND_ASCII.and(Self::OTHER_SCRIPTS),
            _ => Self::BEYOND_ASCII,
        }
    }
}

const OF_BYTE: [Signs; 256] = {
    let mut signs = [Signs(0); 256];
    let mut byte = 0;
    while byte < signs.len() {
        signs[byte] = Signs::of_byte(byte as u8);
        byte += 1;
    }
    signs
};
