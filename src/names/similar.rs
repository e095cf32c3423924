//! How alike two spellings sound: the measure behind names whose letters differ.
//!
//! A word is first written by its sounds, so that schemes of transliteration meet (`kh` and `h`, `w` and `v`, `y` and
//! `i`, one consonant and two). Then vowels are cheap to change, neighbouring consonants cost half, the rest costs
//! whole. A bare edit distance is right less than half of the time; this one still needs the guards.

/// The sounds of a folded word: one byte each, doubled letters once. Letters outside a–z become one sign each.
pub(crate) fn sounds(fold: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(fold.len());
    add_sounds(fold, &mut out);
    out
}

/// Puts the [`sounds`] of a word behind others.
pub(crate) fn add_sounds(fold: &str, out: &mut Vec<u8>) {
    let start = out.len();
    let mut rest = fold;
    while let Some(first) = rest.as_bytes().first() {
        let alone = ALONE[usize::from(*first)];
        let (sound, length) = if alone == 0 { first_sound(rest) } else { (alone, 1) };
        if out[start..].last() != Some(&sound) {
            out.push(sound);
        }
        rest = &rest[length..];
    }
}

/// The sounds of letters that are the same whatever follows; 0 for all others.
const ALONE: [u8; 256] = {
    let mut alone = [0; 256];
    let letters = b"abfhilmnruvx0123456789";
    let mut i = 0;
    while i < letters.len() {
        alone[letters[i] as usize] = letters[i];
        i += 1;
    }
    alone[b'w' as usize] = b'v';
    alone[b'y' as usize] = b'i';
    alone
};

/// The first sound of what is left of a word, and how many bytes stand for it.
fn first_sound(rest: &str) -> (u8, usize) {
    let c = rest.chars().next().unwrap_or_default();
    several(rest.as_bytes()).unwrap_or_else(|| (sound(c, rest), c.len_utf8()))
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
        'j' if rest.len() > 1 && !matches!(rest.as_bytes()[1], b'a' | b'e' | b'i' | b'o' | b'u') => b'i',
        'a'..='z' | '0'..='9' => c as u8,
        // Other scripts: any stable sign that is no Latin sound.
        c => 0x80 | (u32::from(c) % 0x7F) as u8,
    }
}

/// A coarse key in `out`: vowels made alike and joined. Words worth comparing share its hash or one of its neighbours.
fn outline(sounds: &[u8], out: &mut Vec<u8>) {
    out.clear();
    for &s in sounds {
        let s = if is_vowel(s) { b'a' } else { s };
        if s != b'a' || out.last() != Some(&b'a') {
            out.push(s);
        }
    }
}

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
/// What takes a factor of it away again.
const INVERSE: u64 = 0xF1DE_83E1_9937_733D;

/// The hash of an outline and one sound more. That of two stretches is told from those of both: the hash of the first, moved
/// up by the length of the second, and that of the second.
fn add(hash: u64, sound: u8) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(u64::from(sound))
}

/// Puts behind others the hashes of the outline of these sounds: its own, and one for each of its sounds left out, so that
/// two words one sound apart share one. `outline` is room for the outline.
pub(crate) fn add_hashes(sounds: &[u8], outline: &mut Vec<u8>, hashes: &mut Vec<u64>) {
    self::outline(sounds, outline);
    let all = outline.iter().fold(0, |hash, sound| add(hash, *sound));
    hashes.push(all);
    let mut power = power(outline.len());
    let mut head: u64 = 0;
    for sound in outline.iter() {
        let with = add(head, *sound);
        power = power.wrapping_mul(INVERSE);
        let tail = all.wrapping_sub(with.wrapping_mul(power));
        hashes.push(head.wrapping_mul(power).wrapping_add(tail));
        head = with;
    }
}

/// What moves up the hash of a stretch before another of so many sounds.
fn power(sounds: usize) -> u64 {
    (0..sounds).fold(1, |power: u64, _| power.wrapping_mul(BASE))
}

/// Those [hashes](add_hashes) of a word by which it meets others: of two sounds and fewer none is left out, and one says
/// nothing.
pub(crate) fn telling(hashes: &[u64]) -> &[u64] {
    match hashes.len() {
        ..3 => &[],
        3 => &hashes[..1],
        _ => hashes,
    }
}

/// Puts behind others the [hashes](add_hashes) of two words joined, of which these are the own, if each sounds as it does alone.
pub(crate) fn add_joined(first: &[u64], next: &[u64], hashes: &mut Vec<u64>) {
    let ([head, less_head @ ..], [tail, less_tail @ ..]) = (first, next) else { return };
    let power = power(less_tail.len());
    let less = power.wrapping_mul(INVERSE);
    hashes.push(head.wrapping_mul(power).wrapping_add(*tail));
    hashes.extend(less_head.iter().map(|head| head.wrapping_mul(power).wrapping_add(*tail)));
    hashes.extend(less_tail.iter().map(|tail| head.wrapping_mul(less).wrapping_add(*tail)));
}

/// How far apart two words sound, in sounds: 0 the same, 1 one sound altogether different.
pub(crate) fn distance(a: &[u8], b: &[u8]) -> f32 {
    let of = |tenths: u8| f32::from(tenths) / 10.0;
    let width = b.len() + 1;
    let mut stack = [0.0; 4 * (LONGEST + 1)];
    let mut heap = Vec::new();
    let rows = if b.len() <= LONGEST {
        &mut stack[..4 * width]
    } else {
        heap.resize(4 * width, 0.0);
        &mut heap[..]
    };
    let (gaps, rest) = rows.split_at_mut(width);
    let (mut before, rest) = rest.split_at_mut(width);
    let (mut row, mut next) = rest.split_at_mut(width);
    for j in 0..b.len() {
        gaps[j] = of(gap(b, j));
        row[j + 1] = row[j] + gaps[j];
    }
    for i in 0..a.len() {
        let own = of(gap(a, i));
        next[0] = row[0] + own;
        for j in 0..b.len() {
            let mut cost = (row[j] + of(swap(a[i], b[j]))).min(row[j + 1] + own).min(next[j] + gaps[j]);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                cost = cost.min(before[j - 1] + of(CHANGED_OVER));
            }
            next[j + 1] = cost;
        }
        (before, row, next) = (row, next, before);
    }
    row[b.len()]
}

/// Longer words take memory of their own.
const LONGEST: usize = 31;

/// How far apart two words sound, if no farther than `most`. This is asked of many pairs, so it is told in whole tenths.
pub(crate) fn distance_within(a: &[u8], b: &[u8], most: f32) -> Option<f32> {
    // A little more, for what is rounded.
    let tenths = most * 10.0 + 0.01;
    let told = match (b.len(), tenths < f32::from(u8::MAX)) {
        (1..=16, true) => tenths_within::<16>(a, b, tenths as u8),
        (17..=32, true) => tenths_within::<32>(a, b, tenths as u8),
        _ => return Some(distance(a, b)).filter(|distance| *distance <= most),
    };
    told.map(|tenths| f32::from(tenths) / 10.0)
}

/// [`distance_within`] in tenths, for a word `b` of one sound to `N`: a row has the costs of all its places but the first,
/// and most of it is worked out for all of them at once.
fn tenths_within<const N: usize>(a: &[u8], b: &[u8], most: u8) -> Option<u8> {
    let columns = Columns::<N>::of(b);
    let (mut before, mut row) = ([0; N], [u8::MAX; N]);
    let (mut before_first, mut first) = (0, 0);
    columns.leave_out(first, &mut row);
    let (mut nearest_before, mut sound_before) = (0, 0);
    for (i, sound) in a.iter().enumerate() {
        let own = gap(a, i);
        let mut next = columns.row((sound_before, *sound), own, (first, &row), (before_first, &before));
        (before_first, first) = (first, first.saturating_add(own));
        let nearest = columns.leave_out(first, &mut next);
        // What follows costs nothing less; two sounds changed over reach back one row more.
        if nearest > most && nearest_before > most {
            return None;
        }
        (nearest_before, sound_before) = (nearest, *sound);
        (before, row) = (row, next);
    }
    Some(row[b.len() - 1]).filter(|tenths| *tenths <= most)
}

/// The sounds of a word as they are compared with one of another.
struct Columns<const N: usize> {
    sounds: [u8; N],
    /// The sound before each.
    before: [u8; N],
    classes: [u8; N],
    gaps: [u8; N],
    /// How many sounds there are.
    count: usize,
}

impl<const N: usize> Columns<N> {
    fn of(word: &[u8]) -> Self {
        let mut own = Self { sounds: [0; N], before: [0; N], classes: [0; N], gaps: [0; N], count: word.len().min(N) };
        own.sounds[..word.len()].copy_from_slice(word);
        own.before[1..].copy_from_slice(&own.sounds[..N - 1]);
        for i in 0..word.len() {
            own.classes[i] = CLASSES[usize::from(word[i])];
            own.gaps[i] = gap(word, i);
        }
        own
    }

    /// What each place of a row costs by the rows before it, each with its first place: the sound is put for the one
    /// there, left out, or changed over with the one before it.
    #[inline]
    fn row(&self, (sound_before, sound): (u8, u8), gap: u8, one: (u8, &[u8; N]), two: (u8, &[u8; N])) -> [u8; N] {
        let own = CLASSES[usize::from(sound)];
        let (mut beside, mut apart) = ([one.0; N], [two.0; N]);
        beside[1..].copy_from_slice(&one.1[..N - 1]);
        apart[2..].copy_from_slice(&two.1[..N - 2]);
        let mut next = [0; N];
        for j in 0..N {
            let shared = self.classes[j] & own;
            let near = if shared & VOWEL != 0 { VOWELS } else { NEAR };
            let other = if shared != 0 { near } else { OTHER };
            let swap = if self.sounds[j] == sound { 0 } else { other };
            let changed_over = self.before[j] == sound && self.sounds[j] == sound_before;
            let changed_over = if changed_over { apart[j].saturating_add(CHANGED_OVER) } else { u8::MAX };
            let cost = beside[j].saturating_add(swap).min(one.1[j].saturating_add(gap));
            next[j] = cost.min(changed_over);
        }
        next
    }

    /// Lets sounds be left out from any place of a row on, the first one included; the least cost of all its places.
    #[inline]
    fn leave_out(&self, first: u8, row: &mut [u8; N]) -> u8 {
        let (mut left, mut nearest) = (u32::from(first), u32::from(first));
        for (cost, gap) in row[..self.count].iter_mut().zip(&self.gaps) {
            // No more than the cost that stands there.
            left = (left + u32::from(*gap)).min(u32::from(*cost));
            nearest = nearest.min(left);
            *cost = left as u8;
        }
        nearest as u8
    }
}

/// Whether the consonants of two words are the same in number, and each near the other's.
pub(crate) fn have_near_consonants(a: &[u8], b: &[u8]) -> bool {
    let mut x = a.iter().filter(|s| !is_vowel(**s));
    let mut y = b.iter().filter(|s| !is_vowel(**s));
    loop {
        match (x.next(), y.next()) {
            (Some(p), Some(q)) if p == q || is_near_consonant(*p, *q) => {}
            (p, q) => return p.is_none() && q.is_none(),
        }
    }
}

/// Whether two consonants are easily put for one another.
pub(crate) fn is_near_consonant(a: u8, b: u8) -> bool {
    !is_vowel(a) && !is_vowel(b) && swap(a, b) < OTHER
}

fn is_vowel(sound: u8) -> bool {
    CLASSES[usize::from(sound)] == VOWEL
}

/// Two sounds in a row changed over, in tenths.
const CHANGED_OVER: u8 = 7;
/// One vowel for another.
const VOWELS: u8 = 4;
/// A consonant for one that is near.
const NEAR: u8 = 5;
/// Any sound for another.
const OTHER: u8 = 10;

/// What it costs to leave out the sound at `i`, in tenths.
fn gap(word: &[u8], i: usize) -> u8 {
    let sound = word[i];
    let beside_vowel = || i > 0 && is_vowel(word[i - 1]) || word.get(i + 1).is_some_and(|s| is_vowel(*s));
    match sound {
        s if is_vowel(s) && beside_vowel() => 3,
        s if is_vowel(s) => 5,
        b'h' => 5,
        _ => 10,
    }
}

/// For each sound the classes it is in, as bits: vowels, and consonants that are easily put for one another.
const CLASSES: [u8; 256] = {
    const ALIKE: [&[u8]; 8] = [b"scSCZzJjx", b"bp", b"dt", b"gkhC", b"vfb", b"mn", b"lr", b"aeiou"];
    let mut classes = [0; 256];
    let mut class = 0;
    while class < ALIKE.len() {
        let mut i = 0;
        while i < ALIKE[class].len() {
            classes[ALIKE[class][i] as usize] |= 1 << class;
            i += 1;
        }
        class += 1;
    }
    classes
};

/// The class of vowels.
const VOWEL: u8 = 1 << 7;

/// What it costs to put one sound for another, in tenths.
fn swap(a: u8, b: u8) -> u8 {
    match CLASSES[usize::from(a)] & CLASSES[usize::from(b)] {
        _ if a == b => 0,
        0 => OTHER,
        VOWEL => VOWELS,
        _ => NEAR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::ends::Ends;
    use proptest::prelude::*;

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

    fn hashes(word: &str) -> Vec<u64> {
        let mut hashes = Vec::new();
        add_hashes(&sounds(word), &mut Vec::new(), &mut hashes);
        hashes
    }

    #[test]
    fn words_one_sound_apart_share_a_hash() {
        for (a, b) in [("kaytsev", "kaysev"), ("brychowiak", "bryhovyak"), ("mievari", "mievry"), ("saveira", "savier")]
        {
            assert!(hashes(a).iter().any(|hash| hashes(b).contains(hash)), "{a} {b}");
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
                assert_eq!(distance_within(&a, &b, most).is_some(), distance(&a, &b) <= most);
            }
        }
    }

    proptest! {
        #[test]
        fn two_words_joined_have_the_hashes_of_the_whole(a in "[a-zé]{0,4}[scthzdj]{0,2}[a-z]", b in "[schzkjue][a-zé]{0,6}") {
            let (own, next) = (hashes(&a), hashes(&b));
            let ends = |word: &str| {
                let mut outline = Vec::new();
                add_hashes(&sounds(word), &mut outline, &mut Vec::new());
                Ends::of(word, &outline).unwrap()
            };
            let mut joined = Vec::new();
            if ends(&a).joined(ends(&b)).is_some() {
                add_joined(&own, &next, &mut joined);
                prop_assert_eq!(joined, hashes(&(a.clone() + &b)), "{} {}", a, b);
            }
        }

        #[test]
        fn whole_numbers_tell_the_same(a in "[a-zé]{0,9}", b in "[a-z]{0,9}|[ab]{0,33}", tenths in 0u8..60) {
            let (a, b) = (sounds(&a), sounds(&b));
            // Costs are tenths: halfway between two of them nothing is rounded.
            let most = f32::from(tenths) / 10.0 + 0.05;
            prop_assert_eq!(distance_within(&a, &b, most).is_some(), distance(&a, &b) <= most);
        }
    }
}
