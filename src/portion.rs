//! What one block has of a list that several blocks have in common.
//!
//! The blocks of a text are read some at a time. What is found in them lies in one piece of memory, in their order: to ask for a
//! piece for each, and to give each back, takes longer than to read it.

use std::ops::Deref;
use std::sync::Arc;

/// A part of a list; it reads like a slice. The list stays as long as any part of it.
#[derive(Clone, Debug)]
pub struct Portion<T> {
    list: Arc<Vec<T>>,
    /// Its places in the list. No text that is read at once has four thousand million of anything.
    from: u32,
    to: u32,
}

impl<T> Portion<T> {
    /// The portions of a list that end at these places, each where the next one begins.
    pub(crate) fn all(list: Vec<T>, ends: Vec<usize>) -> impl Iterator<Item = Self> {
        let (list, mut from) = (Arc::new(list), 0);
        ends.into_iter().map(move |end| {
            let start = std::mem::replace(&mut from, end);
            Self { list: Arc::clone(&list), from: start as u32, to: end as u32 }
        })
    }
}

impl<T> Default for Portion<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T> From<Vec<T>> for Portion<T> {
    fn from(list: Vec<T>) -> Self {
        let to = list.len() as u32;
        Self { list: Arc::new(list), from: 0, to }
    }
}

impl<T> Deref for Portion<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        // They are the list's own: that is not to be said in each of the thousand places where a block's words are read.
        self.list.get(self.from as usize..self.to as usize).unwrap_or_default()
    }
}

impl<T: PartialEq> PartialEq for Portion<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<'a, T> IntoIterator for &'a Portion<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_portion_has_its_own() {
        let all: Vec<Portion<u8>> = Portion::all(vec![1, 2, 3], vec![0, 2, 2, 3]).collect();
        assert_eq!(
            all.iter().map(|portion| portion.to_vec()).collect::<Vec<_>>(),
            [vec![], vec![1, 2], vec![], vec![3]]
        );
        assert_eq!(Portion::<u8>::default().len(), 0);
    }
}
