//! An answer to a slip of the keyboard: the nearest name that is known.

/// A sentence for an unknown name, with the nearest known one where there is one near.
pub fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let nearest = known.map(|k| (distance(name, k), k)).min().filter(|(d, k)| *d <= k.len() / 3);
    match nearest {
        Some((_, near)) => format!("There is no {what} \"{name}\". Did you mean \"{near}\"?"),
        None => format!("There is no {what} \"{name}\"."),
    }
}

/// How many letters have to change to make one word the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let change = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
