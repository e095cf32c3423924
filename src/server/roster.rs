//! Which names stand where: the one question behind hover, references, rename, symbols, completion and name views.
//!
//! A [`Roster`] is made of the names of each of some texts, in the order given. Names that share a spelling which is the
//! right one in one of the texts are one name; what a text alone does not decide stays apart, as two names that may be
//! one. In a project the names of a text are those that all its files say together (`workspace`).

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use ropey::Rope;

use super::document::Snapshot;
use super::protocol::Position;
use super::question::Piece;
use crate::names::fold::without_possessive;
use crate::names::inventory;
use crate::position::{Encoding, byte_at};
use crate::range::ByteRange;

/// The names of some texts.
#[derive(Debug, Default)]
pub(super) struct Roster {
    /// The texts; places name them by their number.
    pub texts: Vec<Text>,
    /// All names, by their preferred form.
    pub names: Vec<Name>,
}

/// A text in which names stand.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// As the client writes it.
    pub uri: Arc<str>,
    /// The client's version of it; `None` where it is not open.
    pub version: Option<i64>,
    /// What stands in it.
    pub rope: Rope,
}

/// A name with the spellings that are certainly its own.
#[derive(Debug)]
pub(super) struct Name {
    /// The preferred one first, the others by how often they stand.
    pub forms: Vec<Form>,
    /// The numbers of the names that may be this one in another spelling.
    pub doubts: Vec<usize>,
}

/// A spelling of a name.
#[derive(Debug)]
pub(super) struct Form {
    /// As a reader sees it.
    pub text: String,
    /// How it differs from the preferred one: `segmentation`, `case` …; empty for the preferred one itself.
    pub kind: &'static str,
    /// Where it stands, in order; where it has several words, also as a part of longer names. A single word may be
    /// part of another's name.
    pub places: Vec<Place>,
    /// In how many of these places it is the right spelling of its text.
    right: usize,
}

/// Bytes of one of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The number of the text.
    pub text: usize,
    /// Where in it.
    pub range: ByteRange,
}

/// A name where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    /// The number of the name.
    pub name: usize,
    /// The number of its form.
    pub form: usize,
    /// Where.
    pub place: Place,
}

impl Name {
    /// The spelling to prefer.
    pub fn preferred(&self) -> &Form {
        &self.forms[0]
    }

    /// How often it stands, in whatever spelling.
    pub fn count(&self) -> usize {
        self.forms.iter().map(|form| form.places.len()).sum()
    }

    /// Where it stands first.
    pub fn first(&self) -> Option<Place> {
        self.forms.iter().filter_map(|form| form.places.first()).min().copied()
    }

    /// Where it stands, in whatever spelling, in order and apart; each with the number of its form.
    pub fn places(&self) -> Vec<(Place, usize)> {
        let forms = self.forms.iter().enumerate();
        let mut places: Vec<(Place, usize)> =
            forms.flat_map(|(number, form)| form.places.iter().map(move |place| (*place, number))).collect();
        // One spelling may be a part of another: the longer one counts.
        places.sort_by_cached_key(|(place, _)| (place.text, place.range.start, Reverse(place.range.end)));
        places.dedup_by(|(later, _), (earlier, _)| later.text == earlier.text && later.range.overlaps(earlier.range));
        places
    }

    /// Whether there is another spelling of it, or may be.
    pub fn varies(&self) -> bool {
        self.forms.len() > 1 || !self.doubts.is_empty()
    }
}

impl Roster {
    /// The names of these texts, each with whether it is closed.
    pub fn of<'a>(texts: impl Iterator<Item = (&'a Snapshot, bool, &'a [inventory::Name])>) -> Self {
        let mut gathered = Gathered::default();
        for (number, (snapshot, closed, names)) in texts.enumerate() {
            let (uri, rope) = (Arc::clone(&snapshot.uri), snapshot.text.clone());
            gathered.texts.push(Text { uri, version: (!closed).then_some(snapshot.version), rope });
            names.iter().for_each(|name| gathered.take(number, name));
        }
        gathered.settle()
    }

    /// The names of the texts that a question is about.
    pub fn of_pieces<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> Self {
        let names = |piece: &Piece| piece.names.get().map(|names| Arc::clone(&names.names)).unwrap_or_default();
        let known: Vec<(&Piece, Arc<[inventory::Name]>)> =
            pieces.into_iter().map(|piece| (piece, names(piece))).collect();
        Self::of(known.iter().map(|(piece, names)| (&piece.snapshot, piece.closed, &names[..])))
    }

    /// The name at a position of the first text.
    pub fn at_position(&self, position: Position, encoding: Encoding) -> Option<Mention> {
        self.at(0, byte_at(&self.texts.first()?.rope, position.into(), encoding))
    }

    /// The name at a byte of a text, or that ends there.
    ///
    /// Of names inside each other it is the longest that varies, since that is what a finding is about; else the
    /// shortest of several words that is a name by itself elsewhere (`Lin Mei` in `Governor Lin Mei`).
    pub fn at(&self, text: usize, byte: usize) -> Option<Mention> {
        let here = |place: &Place| place.text == text && place.range.start <= byte && byte <= place.range.end;
        let all: Vec<Mention> = self.mentions().filter(|mention| here(&mention.place)).collect();
        // A cursor between two names is at the second.
        let inside: Vec<Mention> = all.iter().filter(|m| byte < m.place.range.end).copied().collect();
        let near = if inside.is_empty() { all } else { inside };
        let length = |mention: &Mention| mention.place.range.len();
        let varied = near.iter().filter(|m| self.names[m.name].varies()).max_by_key(|m| length(m));
        let several = |mention: &&Mention| self.form(mention).text.contains(' ');
        let plain = || near.iter().filter(several).min_by_key(|m| length(m));
        varied.or_else(plain).or_else(|| near.iter().min_by_key(|m| length(m))).copied()
    }

    /// The spelling of a mention.
    pub fn form(&self, mention: &Mention) -> &Form {
        &self.names[mention.name].forms[mention.form]
    }

    /// Where a word stands as a part of longer names, in no order: it may be there as a part of another's name.
    pub fn inside_others(&self, word: &str) -> Vec<Place> {
        let forms = self.names.iter().flat_map(|name| &name.forms);
        let inside = forms.filter(|form| form.text.contains(' ')).flat_map(|form| {
            let count = form.text.split(' ').count();
            let numbers: Vec<usize> = (0..count).filter(|at| words_of(&form.text, *at, *at) == word).collect();
            form.places.iter().flat_map(move |place| {
                let written = self.written(*place);
                let ranges = numbers.iter().filter_map(|at| part(&form.text, &written, *at, *at));
                ranges.map(|range| Place { range: range.shifted(place.range.start), ..*place }).collect::<Vec<_>>()
            })
        });
        inside.collect()
    }

    /// What stands at a place, markup and line breaks included.
    pub fn written(&self, place: Place) -> String {
        written(&self.texts, place)
    }

    fn mentions(&self) -> impl Iterator<Item = Mention> + '_ {
        let forms =
            self.names.iter().enumerate().flat_map(|(n, name)| name.forms.iter().enumerate().map(move |f| (n, f)));
        forms.flat_map(|(name, (form, of))| of.places.iter().map(move |place| Mention { name, form, place: *place }))
    }
}

fn written(texts: &[Text], place: Place) -> String {
    let slice = texts[place.text].rope.get_byte_slice(place.range.start..place.range.end);
    slice.map(|slice| slice.to_string()).unwrap_or_default()
}

/// Words `from..=to` of a name, without a possessive ending.
fn words_of(name: &str, from: usize, to: usize) -> String {
    let words: Vec<&str> = name.split(' ').skip(from).take(to + 1 - from).collect();
    without_possessive(&words.join(" ")).0.to_owned()
}

/// The bytes of words `from..=to` of `name` in what is `written` for it; `None` where markup stands in the way.
fn part(name: &str, written: &str, from: usize, to: usize) -> Option<ByteRange> {
    let words: Vec<&str> = name.split(' ').collect();
    let pieces = pieces(written);
    if words.len() != pieces.len() {
        return None;
    }
    let (first, last) = (without_possessive(words[from]).0, without_possessive(words[to]).0);
    let begin = pieces[from].0 + pieces[from].1.find(first)?;
    let end = pieces[to].0 + pieces[to].1.rfind(last)? + last.len();
    Some(ByteRange::new(begin, end))
}

/// What stands between white space, each with its first byte.
pub(super) fn pieces<'t>(text: &'t str) -> Vec<(usize, &'t str)> {
    let mut at = 0;
    let piece = |with_blank: &'t str| {
        let start = at;
        at += with_blank.len();
        (start, with_blank.trim_end())
    };
    text.split_inclusive(char::is_whitespace).map(piece).filter(|(_, piece)| !piece.is_empty()).collect()
}

/// A roster in the making.
#[derive(Debug, Default)]
struct Gathered {
    texts: Vec<Text>,
    /// The forms of each name; names that turned out to be another's are empty.
    names: Vec<Vec<Form>>,
    /// Which name a spelling belongs to.
    owners: BTreeMap<String, usize>,
    /// Spellings that may be one name.
    doubts: Vec<(String, String)>,
}

impl Gathered {
    /// Takes in a name of a text.
    fn take(&mut self, text: usize, name: &inventory::Name) {
        let owner = self.owner(&name.form);
        self.add(owner, text, &name.form, "", &name.places);
        for other in &name.others {
            let known = self.owners.get(&other.form).copied();
            let same = known.is_none_or(|known| known == owner || self.is_right(known, &other.form));
            if other.doubtful || !same {
                let apart = self.owner(&other.form);
                self.add(apart, text, &other.form, other.kind, &other.places);
                self.doubts.push((name.form.clone(), other.form.clone()));
                continue;
            }
            if let Some(known) = known.filter(|known| *known != owner) {
                self.join(owner, known);
            }
            self.owners.insert(other.form.clone(), owner);
            self.add(owner, text, &other.form, other.kind, &other.places);
        }
    }

    /// The name that a spelling belongs to; a new one where there is none yet.
    fn owner(&mut self, form: &str) -> usize {
        let new = self.names.len();
        let owner = *self.owners.entry(form.to_owned()).or_insert(new);
        if owner == new {
            self.names.push(Vec::new());
        }
        owner
    }

    fn is_right(&self, name: usize, form: &str) -> bool {
        self.names[name].iter().any(|known| known.text == form && known.right > 0)
    }

    fn join(&mut self, name: usize, other: usize) {
        let forms = std::mem::take(&mut self.names[other]);
        self.owners.values_mut().filter(|owner| **owner == other).for_each(|owner| *owner = name);
        self.names[name].extend(forms);
    }

    fn add(&mut self, name: usize, text: usize, form: &str, kind: &'static str, ranges: &[ByteRange]) {
        let forms = &mut self.names[name];
        let at = forms.iter().position(|known| known.text == form).unwrap_or_else(|| {
            forms.push(Form { text: form.to_owned(), kind: "", places: Vec::new(), right: 0 });
            forms.len() - 1
        });
        let known = &mut forms[at];
        known.places.extend(ranges.iter().map(|range| Place { text, range: *range }));
        known.right += if kind.is_empty() { ranges.len() } else { 0 };
        known.kind = if kind.is_empty() { known.kind } else { kind };
    }

    /// Names of several words stand in longer names, too.
    fn look_inside(&mut self) {
        let mut inside: Vec<(String, Vec<Place>)> = Vec::new();
        for form in self.names.iter().flatten() {
            let count = form.text.split(' ').count();
            let parts = (0..count).flat_map(|from| (from + 1..count).map(move |to| (from, to)));
            for (from, to) in parts.filter(|(from, to)| to - from + 1 < count) {
                let words = words_of(&form.text, from, to);
                if self.owners.contains_key(&words) {
                    let part = |place: &Place| {
                        let range = part(&form.text, &written(&self.texts, *place), from, to)?;
                        Some(Place { range: range.shifted(place.range.start), ..*place })
                    };
                    inside.push((words, form.places.iter().filter_map(part).collect()));
                }
            }
        }
        for (words, places) in inside {
            let form = self.names[self.owners[&words]].iter_mut().find(|form| form.text == words);
            if let Some(form) = form {
                form.places.extend(places);
            }
        }
    }

    fn settle(mut self) -> Roster {
        self.look_inside();
        let mut names: Vec<Vec<Form>> = self.names.into_iter().filter(|forms| !forms.is_empty()).collect();
        names.iter_mut().for_each(|forms| settle_forms(forms));
        names.sort_unstable_by(|a, b| a[0].text.cmp(&b[0].text));
        let mut names: Vec<Name> = names.into_iter().map(|forms| Name { forms, doubts: Vec::new() }).collect();
        let mut owners: BTreeMap<String, usize> = BTreeMap::new();
        for (number, name) in names.iter().enumerate() {
            owners.extend(name.forms.iter().map(|form| (form.text.clone(), number)));
        }
        for (a, b) in self.doubts {
            let (Some(a), Some(b)) = (owners.get(&a).copied(), owners.get(&b).copied()) else { continue };
            for (name, other) in [(a, b), (b, a)] {
                let doubts = &mut names[name].doubts;
                if name != other && !doubts.contains(&other) {
                    doubts.push(other);
                }
            }
        }
        Roster { texts: self.texts, names }
    }
}

/// The preferred form first; each place once.
fn settle_forms(forms: &mut [Form]) {
    for form in &mut *forms {
        form.places.sort_unstable();
        form.places.dedup();
    }
    forms.sort_unstable_by(|a, b| {
        let weight = |form: &Form| (form.right > 0, form.places.len());
        weight(b).cmp(&weight(a)).then_with(|| a.places.first().cmp(&b.places.first()))
    });
    // A spelling that is right elsewhere differs from the preferred one as that would from it.
    let kind = std::mem::take(&mut forms[0].kind);
    let others = forms.iter_mut().skip(1).filter(|form| form.kind.is_empty());
    others.for_each(|form| form.kind = if kind.is_empty() { "spelling" } else { kind });
}
