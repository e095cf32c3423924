//! A list that is nearly always empty and then costs one pointer: what a block may have of something rare.
//!
//! A long document has a hundred thousand blocks, each with lists of repeats, links, brackets left open. It reads like
//! a slice.

use std::ops::Deref;

/// A list that is made once and seldom holds anything.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "one pointer where there is nothing is the point")]
pub struct Few<T>(Option<Box<Vec<T>>>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<Vec<T>> for Few<T> {
    #[inline]
    fn from(mut list: Vec<T>) -> Self {
        if list.is_empty() {
            return Self(None);
        }
        list.shrink_to_fit();
        Self(Some(Box::new(list)))
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from(items.into_iter().collect::<Vec<T>>())
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
