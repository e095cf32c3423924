//! The bytes of a file as text, and the way back: in the encoding, with the byte order mark that they came with.
//!
//! What is told by a mark or is UTF-8 is certain. Everything else is a guess from the bytes, taken only where the text
//! it gives looks like one ([`plausible`]); else the file is not read at all, which beats checking garbled words.
//! `cli::input` reads by this and `cli::fix` writes by it. Positions of findings refer to the decoded text.

mod plausible;

use std::borrow::Cow;
use std::string::FromUtf8Error;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The byte order mark in the encodings that have one.
const MARKS: [(&[u8], &Encoding); 4] =
    [(b"\xEF\xBB\xBF", UTF_8), (b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE), (b"\x84\x31\x95\x33", GB18030)];

/// Encodings of two bytes a character, in the order of their use; the quotation marks of the first and the last are the
/// same.
const EASTERN: [&Encoding; 4] = [GBK, BIG5, SHIFT_JIS, EUC_KR];

/// One control character among so many bytes, and it is no text.
const MOST_CONTROLS: usize = 32;

/// Among so many bytes most texts that are not all ASCII have some other.
const SOON: usize = 4096;

/// How a text stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coding {
    encoding: &'static Encoding,
    /// Whether a byte order mark stands before the text.
    marked: bool,
}

/// A text and how it stood in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    /// The way back.
    pub coding: Coding,
}

/// Why bytes are not read as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A picture, a program, an archive: no text at all.
    NotText,
    /// Text in this encoding but for some bytes, the first of them in this line (from 1).
    Broken(&'static str, usize),
    /// Perhaps text, but nothing tells in which encoding.
    Unclear,
}

/// Reads `bytes` as text.
///
/// # Errors
/// Where they are none, or it cannot be told how to read them.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, Problem> {
    let marked = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark));
    let decoded = match marked {
        Some((mark, encoding)) => with_mark(&bytes[mark.len()..], encoding)?,
        None => match utf8(bytes) {
            Ok(text) => Decoded { text, coding: Coding::UTF_8 },
            Err(bytes) => guess(&bytes)?,
        },
    };
    if is_text(&decoded.text) { Ok(decoded) } else { Err(Problem::NotText) }
}

impl Coding {
    /// Plain UTF-8.
    pub const UTF_8: Self = Self { encoding: UTF_8, marked: false };

    /// The encoding's name, such as `UTF-8`, `gb18030` or `windows-1252`.
    pub fn name(self) -> &'static str {
        self.encoding.name()
    }

    /// Whether it is UTF-8 with a byte order mark before the text.
    pub fn is_marked_utf8(self) -> bool {
        self.marked && self.encoding == UTF_8
    }

    /// The bytes of a file that holds `text`; `None` where the encoding lacks one of its characters.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        let mark = MARKS.iter().find(|(_, encoding)| self.marked && *encoding == self.encoding);
        let mut bytes = mark.map_or(Vec::new(), |(mark, _)| mark.to_vec());
        if self.encoding == UTF_16LE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        } else if self.encoding == UTF_16BE {
            bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        } else {
            let (encoded, _, lacking) = self.encoding.encode(text);
            if lacking {
                return None;
            }
            bytes.extend_from_slice(&encoded);
        }
        Some(bytes)
    }
}

/// Reads plain UTF-8; the bytes back where they are none.
fn utf8(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    if bytes.iter().take(SOON).all(u8::is_ascii) {
        return String::from_utf8(bytes).map_err(FromUtf8Error::into_bytes);
    }
    // The standard library looks at each such character by itself, which takes longer than to look at many and copy all.
    let text = UTF_8.decode_without_bom_handling_and_without_replacement(&bytes).map(Cow::into_owned);
    text.ok_or(bytes)
}

fn with_mark(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, Problem> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(Decoded { text: text.into_owned(), coding: Coding { encoding, marked: true } }),
        None if encoding == UTF_8 => Err(Problem::Broken(UTF_8.name(), first_broken_line(bytes))),
        None => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            let sound = text.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
            Err(if is_text(&text) { Problem::Broken(encoding.name(), line_of_end(sound)) } else { Problem::NotText })
        }
    }
}

/// Reads what is neither marked nor UTF-8 by what its bytes look like.
fn guess(bytes: &[u8]) -> Result<Decoded, Problem> {
    if bytes.contains(&0) {
        return Err(Problem::NotText);
    }
    if is_damaged_utf8(bytes) {
        return Err(Problem::Broken(UTF_8.name(), first_broken_line(bytes)));
    }
    let (text, encoding) = with_eastern_marks(bytes).map_or_else(|| by_its_letters(bytes), Ok)?;
    // What is guessed to be GBK may hold the longer sequences of its successor, which GBK cannot write.
    let narrow = encoding != GBK || GBK.encode(&text).0 == bytes;
    let encoding = if narrow { encoding } else { GB18030 };
    Ok(Decoded { text, coding: Coding { encoding, marked: false } })
}

/// A text of ASCII words with the quotation marks and dashes of an East Asian encoding, where only one fits. There are
/// no letters in it to tell by.
fn with_eastern_marks(bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    let mut fitting: Option<(String, &'static Encoding)> = None;
    for encoding in EASTERN {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        match (text.filter(|text| plausible::has_only_marks(text)), &fitting) {
            (Some(text), Some((other, _))) if text != *other => return None,
            (Some(text), None) => fitting = Some((text.into_owned(), encoding)),
            _ => {}
        }
    }
    fitting
}

/// A text in the encoding that its letters speak for.
fn by_its_letters(bytes: &[u8]) -> Result<(String, &'static Encoding), Problem> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(Problem::Unclear)?;
    if !is_text(&text) {
        return Err(Problem::NotText);
    }
    let usual = encoding == WINDOWS_1252;
    let clear = plausible::is_plausible(&text) && (usual || plausible::has_enough_letters(&text));
    if clear { Ok((text.into_owned(), encoding)) } else { Err(Problem::Unclear) }
}

/// Whether half of what is not ASCII is UTF-8 at least: by chance that does not happen in another encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 0 && sound >= broken
}

fn first_broken_line(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().next().map_or(1, |chunk| line_of_end(chunk.valid()))
}

fn line_of_end(text: &str) -> usize {
    text.matches('\n').count() + 1
}

/// Whether there are no more control characters than slip into a text.
fn is_text(text: &str) -> bool {
    let few = |count: usize| count <= text.len() / MOST_CONTROLS + 1;
    let control = |byte: u8| (byte < b' ') & !(b'\t'..=b'\r').contains(&byte) & (byte != b'\x1B');
    // Most texts have few even with the ends of their lines.
    few(count(text, |byte| byte < b' ')) || few(count(text, control))
}

/// How many bytes of a text are such.
fn count(text: &str, is: impl Fn(u8) -> bool) -> usize {
    // Counted in bytes, of which many are added at once.
    let count = |chunk: &[u8]| usize::from(chunk.iter().fold(0u8, |count, byte| count + u8::from(is(*byte))));
    text.as_bytes().chunks(128).map(count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text, its encoding and whether it is marked, after the way back was found to be one.
    fn read(bytes: &[u8]) -> (String, &'static str, bool) {
        let Decoded { text, coding } = decode(bytes.to_vec()).unwrap();
        assert_eq!(coding.encode(&text).as_deref(), Some(bytes), "{text}");
        (text, coding.name(), coding.marked)
    }

    fn written(label: &str, text: &str) -> Vec<u8> {
        let (bytes, _, lacking) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
        assert!(!lacking, "{label}: {text}");
        bytes.into_owned()
    }

    fn utf16(order: fn(u16) -> [u8; 2], text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn a_mark_tells_the_encoding_and_is_no_text() {
        let text = "The ferry 🚢 left.\r\n";
        let marked = format!("\u{FEFF}{text}");
        let all = [
            (utf16(u16::to_le_bytes, &marked), "UTF-16LE"),
            (utf16(u16::to_be_bytes, &marked), "UTF-16BE"),
            (marked.clone().into_bytes(), "UTF-8"),
            (written("gb18030", &marked), "gb18030"),
        ];
        for (bytes, name) in all {
            assert_eq!(read(&bytes), (text.to_owned(), name, true));
        }
        assert_eq!(read(text.as_bytes()), (text.to_owned(), "UTF-8", false));
        assert_eq!(read(b""), (String::new(), "UTF-8", false));
        assert_eq!(read(b"\xFF\xFE"), (String::new(), "UTF-16LE", true));
    }

    #[test]
    fn clear_signs_tell_the_encoding() {
        let all = [
            ("gbk", "渡船在中午离开了码头，船长没有说一句话。河水慢慢地上涨。"),
            ("big5", "渡船在中午離開了碼頭，船長沒有說一句話。河水慢慢地上漲。"),
            ("shift_jis", "渡し船は正午に港を出た。船長は何も言わなかった。"),
            ("euc-kr", "나룻배는 정오에 부두를 떠났다. 선장은 아무 말도 하지 않았다."),
            ("windows-1251", "Паром ушёл в полдень, и капитан не сказал ни слова."),
            ("windows-1250", "Łódź odpłynęła w południe, a kapitan nie powiedział ani słowa. Źle się stało, żałował."),
            (
                "windows-1252",
                "La barque est partie à midi, et le capitaine n’a rien dit. Où était-il ? Le fleuve a monté.",
            ),
            ("windows-1253", "Το πλοίο έφυγε το μεσημέρι και ο καπετάνιος δεν είπε λέξη."),
            ("windows-1254", "Gemi öğlen ayrıldı ve kaptan hiçbir şey söylemedi. Nehir yavaşça yükseldi."),
            ("windows-1255", "המעבורת יצאה בצהריים והקברניט לא אמר מילה."),
            ("windows-1256", "غادرت العبارة ظهرا ولم يقل القبطان كلمة واحدة."),
        ];
        for (label, text) in all {
            let (got, name, marked) = read(&written(label, text));
            assert_eq!((got.as_str(), name.to_ascii_lowercase().as_str(), marked), (text, label, false));
        }
        // English words with the marks of a Chinese or Japanese font, which have no letters to tell by.
        let marks = "“It’s late,” she said—and left…\n";
        assert_eq!(read(&written("gbk", marks)), (marks.to_owned(), "GBK", false));
        let marks = "“The ferry,” she said, “left。”\n";
        assert_eq!(read(&written("shift_jis", marks)).0, marks);
        // A character that GBK has not.
        assert_eq!(read(&written("gb18030", "渡船在中午离开了码头，𠮷先生没有说一句话。")).1, "gb18030");
    }

    #[test]
    fn what_is_no_text_or_unclear_is_said() {
        let mixed = b"F\xC3\xA4hre f\xC3\xBCr alle\nF\xE4hre\n".to_vec();
        assert_eq!(decode(mixed), Err(Problem::Broken("UTF-8", 2)));
        assert_eq!(decode(b"caf\xC3\xA9\nth\xC3".to_vec()), Err(Problem::Broken("UTF-8", 2)));
        assert_eq!(decode(b"\xEF\xBB\xBFok\n\nth\xE9\n".to_vec()), Err(Problem::Broken("UTF-8", 3)));
        assert_eq!(decode(b"\xFF\xFEa\0\n\0\x00\xD8b\0".to_vec()), Err(Problem::Broken("UTF-16LE", 2)));
        for binary in [
            &b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..],
            b"\x7FELF\x02\x01\x01\0\0\0\0\xFF",
            b"a\0b\0c\0",
            b"\xFF\xFE\0\0a\0\0\0\0\0b\0",
        ] {
            assert_eq!(decode(binary.to_vec()), Err(Problem::NotText), "{binary:?}");
        }
        for unclear in [
            // One sign again and again: a bullet in one encoding, Cyrillic letters in another.
            &b"\xA1\xF1 tea \xA1\xF1 milk \xA1\xF1 salt \xA1\xF1 rice \xA1\xF1 bread\n"[..],
            &b"th\xA4s \xD7s n\xD7t \xF7\xA4xt\n"[..],
            b"caf\x81 \x8D\x8F\x90 \x9D\n",
        ] {
            assert_eq!(decode(unclear.to_vec()), Err(Problem::Unclear), "{unclear:?}");
        }
    }

    #[test]
    fn an_encoding_that_lacks_a_character_does_not_write_it() {
        let Decoded { coding, .. } =
            decode(written("windows-1251", "Паром ушёл в полдень, и никто не сказал ни слова.")).unwrap();
        assert_eq!(coding.encode("чай 茶"), None);
        assert_eq!(coding.encode("чай"), Some(written("windows-1251", "чай")));
    }
}
