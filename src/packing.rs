//! Lengths and texts as bytes, for what is kept for long in as little room as may be: summaries of texts, findings.

/// Writes a length: seven bits a byte, the lowest first.
pub(crate) fn put_length(bytes: &mut Vec<u8>, mut length: usize) {
    while length >= 128 {
        bytes.push(length as u8 | 128);
        length /= 128;
    }
    bytes.push(length as u8);
}

/// Writes a text, by its length.
pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_length(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

/// Reads what was written so. Behind the last byte there are zeros.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.rest.len()
    }

    #[inline]
    pub(crate) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }

    /// A length.
    pub(crate) fn length(&mut self) -> usize {
        let mut length = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte();
            length |= usize::from(byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        length
    }

    /// A text, by its length.
    pub(crate) fn text(&mut self) -> &'a str {
        let length = self.length().min(self.rest.len());
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let lengths = [0, 1, 127, 128, 16_384, 5_000_000_000, usize::MAX];
        let mut bytes = Vec::new();
        lengths.iter().for_each(|length| put_length(&mut bytes, *length));
        put_text(&mut bytes, "“so”");
        let mut reader = Reader::new(&bytes);
        assert!(lengths.iter().all(|length| reader.length() == *length));
        assert_eq!(reader.text(), "“so”");
        assert_eq!((reader.left(), reader.byte(), reader.length(), reader.text()), (0, 0, 0, ""));
    }
}
