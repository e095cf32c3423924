//! Places marked in a text: `At noon [Maro Tesk] spoke`.

/// A text without its marks, and the places they stood around.
pub struct Marked {
    pub text: String,
    /// Line, first column, last column, in UTF-16 units.
    pub places: Vec<[u32; 3]>,
}

impl Marked {
    /// Reads marks; no mark goes across lines.
    pub fn of(marked: &str) -> Self {
        let mut places = Vec::new();
        for (line, content) in (0..).zip(marked.split('\n')) {
            let (mut column, mut start) = (0, 0);
            for c in content.chars() {
                match c {
                    '[' => start = column,
                    ']' => places.push([line, start, column]),
                    c => column += c.len_utf16() as u32,
                }
            }
        }
        Self { text: marked.replace(['[', ']'], ""), places }
    }

    /// The places as `0:8-0:17`.
    pub fn shown(&self) -> Vec<String> {
        self.places.iter().map(|[line, start, end]| format!("{line}:{start}-{line}:{end}")).collect()
    }

    /// The beginning of the first place.
    pub fn cursor(&self) -> [u32; 2] {
        [self.places[0][0], self.places[0][1]]
    }
}
