//! A list that is nearly always empty and then costs one pointer: what a block may have of something rare.
//!
//! A long document has a hundred thousand blocks, each with lists of repeats, links, brackets left open. It reads like
//! a slice.

use std::ops::Deref;

use thin_vec::ThinVec;

/// A list that is made once and seldom holds anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Few<T>(ThinVec<T>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(ThinVec::new())
    }
}

impl<T> From<Vec<T>> for Few<T> {
    #[inline]
    fn from(list: Vec<T>) -> Self {
        if list.is_empty() {
            return Self::default();
        }
        let mut few = ThinVec::with_capacity(list.len());
        few.extend(list);
        Self(few)
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
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
