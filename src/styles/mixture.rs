//! One family of marks in a whole document: which way is usual, and where the others stand.

use crate::document::{Document, Placed};

use super::{Family, Mark};

/// The most ways a family has.
const FORMS: usize = 8;

/// A document that writes one thing in two ways or more.
#[derive(Debug)]
pub(crate) struct Mixture<'a> {
    /// How often each way stands.
    pub counts: [usize; FORMS],
    /// The way that stands most often; of equals the one that comes first.
    pub usual: u8,
    /// The marks of all other ways, each with its block, in order; never empty.
    pub others: Vec<(&'a Placed, Mark)>,
}

impl<'a> Mixture<'a> {
    /// The mixtures of these families, each if the document has one, in one pass over its marks.
    pub(crate) fn of_each<const N: usize>(document: &Document<'a>, families: [Family; N]) -> [Option<Self>; N] {
        let mut counts = [[0; FORMS]; N];
        let mut first = [None; N];
        for mark in document.survey.marks.iter().map(|(_, mark)| mark) {
            if let Some(number) = families.iter().position(|family| *family == mark.family) {
                first[number].get_or_insert(mark.form);
                counts[number][usize::from(mark.form)] += 1;
            }
        }
        std::array::from_fn(|i| Self::of(document, families[i], counts[i], first[i]))
    }

    fn of(document: &Document<'a>, family: Family, counts: [usize; FORMS], first: Option<u8>) -> Option<Self> {
        let most = *counts.iter().max()?;
        let usual = first.filter(|form| counts[usize::from(*form)] == most);
        let usual = usual.or_else(|| (0u8..).zip(counts).find(|(_, count)| *count == most).map(|(form, _)| form))?;
        if counts.iter().sum::<usize>() == most {
            return None;
        }
        let others = marks(document, family).filter(|(_, mark)| mark.form != usual);
        Some(Self { counts, usual, others: others.collect() })
    }

    /// How often the usual way stands.
    pub(crate) fn usual_count(&self) -> usize {
        self.counts[usize::from(self.usual)]
    }

    /// Whether no way stands more often than every other.
    pub(crate) fn is_tie(&self) -> bool {
        self.counts.iter().filter(|count| **count == self.usual_count()).count() > 1
    }

    /// Whether the usual way stands three times as often as all others together: then it is the text's own.
    pub(crate) fn is_clear(&self) -> bool {
        self.usual_count() >= 3 * self.others.len()
    }
}

/// The marks of a family in order, each with its block.
fn marks<'a>(document: &Document<'a>, family: Family) -> impl Iterator<Item = (&'a Placed, Mark)> + use<'a> {
    let (blocks, marks) = (document.blocks, document.survey.marks.iter());
    let of_family = marks.filter(move |(_, mark)| mark.family == family);
    of_family.map(move |(block, mark)| (&blocks[*block as usize], *mark))
}
