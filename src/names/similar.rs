//! How alike two spellings sound: the measure behind names whose letters differ.
//!
//! A word is first written by its sounds, so that schemes of transliteration meet (`kh` and `h`, `w` and `v`, `y` and
//! `i`, one consonant and two). Then vowels are cheap to change, neighbouring consonants cost half, the rest costs
//! whole. A bare edit distance is right less than half of the time; this one still needs the guards.

/// The sounds of a folded word: one byte each, doubled letters once. Letters outside a–z become one sign each.
pub(crate) fn sounds(fold: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(fold.len());
    let mut rest = fold;
    while let Some(c) = rest.chars().next() {
        let (sound, length) = several(rest.as_bytes()).unwrap_or_else(|| (sound(c, rest), c.len_utf8()));
        if out.last() != Some(&sound) {
            out.push(sound);
        }
        rest = &rest[length..];
    }
    out
}

/// The sign for letters that stand for one sound together, and how many they are.
fn several(rest: &[u8]) -> Option<(u8, usize)> {
    Some(match rest {
        [b's', b'h', b'c', b'h', ..] => (b'S', 4),
        [b't', b's', b'c', b'h', ..] => (b'C', 4),
        [b's', b'c', b'h', ..] => (b'S', 3),
        [b't', b'c', b'h', ..] => (b'C', 3),
        [b'd', b'z', b'h', ..] => (b'J', 3),
        [b's', b's', b'h', ..] => (b'S', 3),
        [b'c', b'h' | b'z', ..] => (b'C', 2),
        [b's', b'h', ..] => (b'S', 2),
        [b's', b'z', ..] => (b's', 2),
        [b'z', b'h', ..] => (b'Z', 2),
        [b'k', b'h', ..] => (b'h', 2),
        [b'g', b'h', ..] => (b'g', 2),
        [b'p', b'h', ..] => (b'f', 2),
        [b't', b'h', ..] => (b't', 2),
        [b't', b's' | b'z', ..] => (b'c', 2),
        [b'd', b'j', ..] => (b'J', 2),
        [b'c', b'k', ..] | [b'q', b'u', ..] => (b'k', 2),
        [b'o', b'u' | b'o', ..] => (b'u', 2),
        [b'e', b'e', ..] => (b'i', 2),
        _ => return None,
    })
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

/// A coarse key: vowels made alike and joined. Words worth comparing share it or one of its [`neighbours`]' hashes.
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

/// Hashes of the outline itself and of every outline with one sound left out, if they have `least` sounds or more: two
/// words one sound apart share one of them.
pub(crate) fn neighbours(outline: &[u8], least: usize, take: &mut dyn FnMut(u64)) {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let add = |hash: u64, sound: u8| (hash ^ u64::from(sound)).wrapping_mul(BASE).rotate_left(23);
    if outline.len() >= least {
        take(outline.iter().fold(0, |hash, sound| add(hash, *sound)));
    }
    if outline.len() > least {
        let mut head = 0;
        for (i, sound) in outline.iter().enumerate() {
            take(outline[i + 1..].iter().fold(head, |hash, sound| add(hash, *sound)));
            head = add(head, *sound);
        }
    }
}

/// How far apart two words sound, in sounds: 0 the same, 1 one sound altogether different.
pub(crate) fn distance(a: &[u8], b: &[u8]) -> f32 {
    measured(a, b, f32::INFINITY).unwrap_or(f32::INFINITY)
}

/// Whether two words sound no farther apart than `most`.
pub(crate) fn is_within(a: &[u8], b: &[u8], most: f32) -> bool {
    measured(a, b, most).is_some_and(|distance| distance <= most)
}

/// The distance; `None` where it is seen on the way that it is more than `most`.
fn measured(a: &[u8], b: &[u8], most: f32) -> Option<f32> {
    /// Longer words take memory of their own.
    const LONGEST: usize = 31;
    let width = b.len() + 1;
    let mut stack = [0.0; 3 * (LONGEST + 1)];
    let mut heap = Vec::new();
    let rows = if b.len() <= LONGEST {
        &mut stack[..3 * width]
    } else {
        heap.resize(3 * width, 0.0);
        &mut heap[..]
    };
    let (mut before, rest) = rows.split_at_mut(width);
    let (mut row, mut next) = rest.split_at_mut(width);
    let mut nearest_before = 0.0;
    for j in 0..b.len() {
        row[j + 1] = row[j] + gap(b, j);
    }
    for i in 0..a.len() {
        let own = gap(a, i);
        next[0] = row[0] + own;
        let mut nearest = next[0];
        for j in 0..b.len() {
            let mut cost = (row[j] + swap(a[i], b[j])).min(row[j + 1] + own).min(next[j] + gap(b, j));
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                cost = cost.min(before[j - 1] + 0.7);
            }
            next[j + 1] = cost;
            nearest = nearest.min(cost);
        }
        // What follows costs nothing less; two sounds changed over reach back one row more.
        if nearest > most && nearest_before > most {
            return None;
        }
        nearest_before = nearest;
        (before, row, next) = (row, next, before);
    }
    Some(row[b.len()])
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

/// For each sound the classes of consonants it is in, as bits: those in one class are easily put for one another.
const CLASSES: [u8; 256] = {
    const NEAR: [&[u8]; 7] = [b"scSCZzJjx", b"bp", b"dt", b"gkhC", b"vfb", b"mn", b"lr"];
    let mut classes = [0; 256];
    let mut class = 0;
    while class < NEAR.len() {
        let mut i = 0;
        while i < NEAR[class].len() {
            classes[NEAR[class][i] as usize] |= 1 << class;
            i += 1;
        }
        class += 1;
    }
    classes
};

/// What it costs to put one sound for another.
fn swap(a: u8, b: u8) -> f32 {
    if a == b {
        0.0
    } else if is_vowel(a) && is_vowel(b) {
        0.4
    } else if CLASSES[usize::from(a)] & CLASSES[usize::from(b)] != 0 {
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
        let keys = |word: &str| {
            let mut keys = Vec::new();
            neighbours(&outline(&sounds(word)), 2, &mut |key| keys.push(key));
            keys
        };
        for (a, b) in [("kaytsev", "kaysev"), ("brychowiak", "bryhovyak"), ("mievari", "mievry"), ("saveira", "savier")]
        {
            assert!(keys(a).iter().any(|key| keys(b).contains(key)), "{a} {b}");
        }
    }

    #[test]
    fn the_distance_is_symmetric() {
        assert_eq!(apart("tanbara", "tanbar"), apart("tanbar", "tanbara"));
        assert_eq!(apart("", "abc"), apart("abc", ""));
        let long = "saveiratanbar".repeat(4);
        assert_eq!(apart(&long, &format!("{long}b")), 1.0);
    }

    #[test]
    fn who_is_too_far_is_seen_on_the_way() {
        for (a, b) in [("sukhanov", "suhanov"), ("kang", "wang"), ("velnaya", "velnodar"), ("brona", "borna")] {
            let (a, b) = (sounds(a), sounds(b));
            for most in [0.0, 0.3, 0.7, 1.0, 2.0] {
                assert_eq!(is_within(&a, &b, most), distance(&a, &b) <= most);
            }
        }
    }
}
