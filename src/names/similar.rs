//! How alike two spellings sound: the measure behind names whose letters differ.
//!
//! A word is first written by its sounds, so that schemes of transliteration meet (`kh` and `h`, `w` and `v`, `y` and
//! `i`, one consonant and two). Then vowels are cheap to change, neighbouring consonants cost half, the rest costs
//! whole. A bare edit distance is right less than half of the time; this one still needs the guards.

/// Letters that stand for one sound together, longest first, with the sign for it.
const DIGRAPHS: &[(&str, u8)] = &[
    ("shch", b'S'),
    ("tsch", b'C'),
    ("sch", b'S'),
    ("tch", b'C'),
    ("dzh", b'J'),
    ("ssh", b'S'),
    ("ch", b'C'),
    ("cz", b'C'),
    ("sh", b'S'),
    ("sz", b's'),
    ("zh", b'Z'),
    ("kh", b'h'),
    ("gh", b'g'),
    ("ph", b'f'),
    ("th", b't'),
    ("ts", b'c'),
    ("tz", b'c'),
    ("dj", b'J'),
    ("ck", b'k'),
    ("qu", b'k'),
    ("ou", b'u'),
    ("oo", b'u'),
    ("ee", b'i'),
];

/// The sounds of a folded word: one byte each, doubled letters once. Letters outside a–z become one sign each.
pub(crate) fn sounds(fold: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(fold.len());
    let mut rest = fold;
    while let Some(c) = rest.chars().next() {
        let digraph = DIGRAPHS.iter().find(|(letters, _)| rest.starts_with(letters));
        let (sound, length) = match digraph {
            Some((letters, sound)) => (*sound, letters.len()),
            None => (sound(c, rest), c.len_utf8()),
        };
        if out.last() != Some(&sound) {
            out.push(sound);
        }
        rest = &rest[length..];
    }
    out
}

fn sound(c: char, rest: &str) -> u8 {
    let soft = matches!(rest.as_bytes().get(1), Some(b'e' | b'i' | b'y'));
    match c {
        'c' if soft => b's',
        'c' | 'q' => b'k',
        'w' => b'v',
        'y' => b'i',
        'j' if rest.len() > 1 && !matches!(rest.as_bytes()[1], b'a' | b'e' | b'i' | b'o' | b'u') => b'i',
        'a'..='z' | '0'..='9' => c as u8,
        // Other scripts: any stable sign that is no Latin sound.
        c => 0x80 | (u32::from(c) % 0x7F) as u8,
    }
}

/// A coarse key: vowels made alike and joined. Words worth comparing share it or one of its [`neighbours`].
pub(crate) fn outline(sounds: &[u8]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(sounds.len());
    for &s in sounds {
        let s = if is_vowel(s) { b'a' } else { s };
        if s != b'a' || out.last() != Some(&b'a') {
            out.push(s);
        }
    }
    out
}

/// The outline itself and every outline with one sound left out: two words one sound apart share one of them.
pub(crate) fn neighbours(outline: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let without = |i: usize| [&outline[..i], &outline[i + 1..]].concat();
    std::iter::once(outline.to_vec()).chain((0..outline.len()).map(without))
}

/// How far apart two words sound, in sounds: 0 the same, 1 one sound altogether different.
pub(crate) fn distance(a: &[u8], b: &[u8]) -> f32 {
    let mut before: Vec<f32> = Vec::new();
    let mut row: Vec<f32> = std::iter::once(0.0).collect();
    for j in 0..b.len() {
        row.push(row[j] + gap(b, j));
    }
    for i in 0..a.len() {
        let mut next = vec![row[0] + gap(a, i)];
        for j in 0..b.len() {
            let mut cost = (row[j] + swap(a[i], b[j])).min(row[j + 1] + gap(a, i)).min(next[j] + gap(b, j));
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                cost = cost.min(before[j - 1] + 0.7);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

/// Whether the consonants of two words are the same in number, and each near the other's.
pub(crate) fn have_near_consonants(a: &[u8], b: &[u8]) -> bool {
    let consonants = |word: &[u8]| word.iter().copied().filter(|s| !is_vowel(*s)).collect::<Vec<_>>();
    let (x, y) = (consonants(a), consonants(b));
    x.len() == y.len() && x.iter().zip(&y).all(|(p, q)| p == q || is_near_consonant(*p, *q))
}

/// Whether two consonants are easily put for one another.
pub(crate) fn is_near_consonant(a: u8, b: u8) -> bool {
    !is_vowel(a) && !is_vowel(b) && swap(a, b) < 1.0
}

fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// What it costs to leave out the sound at `i`.
fn gap(word: &[u8], i: usize) -> f32 {
    let sound = word[i];
    let beside_vowel = i > 0 && is_vowel(word[i - 1]) || word.get(i + 1).is_some_and(|s| is_vowel(*s));
    match sound {
        s if is_vowel(s) && beside_vowel => 0.3,
        s if is_vowel(s) => 0.5,
        b'h' => 0.5,
        _ => 1.0,
    }
}

/// What it costs to put one sound for another.
fn swap(a: u8, b: u8) -> f32 {
    const NEAR: [&[u8]; 7] = [b"scSCZzJjx", b"bp", b"dt", b"gkhC", b"vfb", b"mn", b"lr"];
    if a == b {
        0.0
    } else if is_vowel(a) && is_vowel(b) {
        0.4
    } else if NEAR.iter().any(|class| class.contains(&a) && class.contains(&b)) {
        0.5
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> f32 {
        distance(&sounds(a), &sounds(b))
    }

    #[test]
    fn schemes_of_transliteration_meet() {
        for (a, b) in [("sukhanov", "suhanov"), ("raybak", "raibak"), ("qadafi", "kadafi"), ("tornass", "tornas")] {
            assert!(apart(a, b) < 0.1, "{a} {b}: {}", apart(a, b));
        }
        assert!(
            apart("sergei", "sergey") < 0.1 && apart("nosaki", "nozaki") <= 0.5 && apart("semenov", "semyonov") <= 0.8
        );
    }

    #[test]
    fn other_names_stay_apart() {
        for (a, b) in [("hayes", "mayes"), ("kang", "wang"), ("velnaya", "velnodar"), ("guoping", "guotang")] {
            assert!(apart(a, b) >= 1.0, "{a} {b}: {}", apart(a, b));
        }
    }

    #[test]
    fn words_one_sound_apart_share_a_neighbour() {
        let keys = |word: &str| neighbours(&outline(&sounds(word))).collect::<Vec<_>>();
        for (a, b) in [("kaytsev", "kaysev"), ("brychowiak", "bryhovyak"), ("mievari", "mievry"), ("saveira", "savier")]
        {
            assert!(keys(a).iter().any(|key| keys(b).contains(key)), "{a} {b}");
        }
    }

    #[test]
    fn the_distance_is_symmetric() {
        assert_eq!(apart("tanbara", "tanbar"), apart("tanbar", "tanbara"));
        assert_eq!(apart("", "abc"), apart("abc", ""));
    }
}
