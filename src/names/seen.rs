//! The words of blocks that the comparisons of names ask for here and there.
//!
//! Of a long text no words are kept: they are cut again, and those asked for last are held, as one comparison mostly asks
//! of the same blocks several times.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use crate::document::{Blocks, Words};

/// So many blocks are held at most.
const MOST: usize = 256;

/// The words of a block.
pub(crate) enum Seen<'a> {
    /// They are held with the block.
    Kept(&'a Words),
    /// They were cut again.
    Cut(Rc<Words>),
}

impl Deref for Seen<'_> {
    type Target = Words;

    #[inline]
    fn deref(&self) -> &Words {
        match self {
            Self::Kept(words) => words,
            Self::Cut(words) => words,
        }
    }
}

/// The blocks that were cut last, each in the place of its number.
#[derive(Debug, Default)]
pub(super) struct Recent(RefCell<Vec<Option<Cut>>>);

/// A block that was cut again, by its number.
type Cut = (usize, Rc<Words>);

impl Recent {
    /// The words of block `number`.
    #[inline]
    pub(super) fn words<'a>(&self, number: usize, blocks: &'a dyn Blocks) -> Seen<'a> {
        match blocks.words(number) {
            Some(words) => Seen::Kept(words),
            None => Seen::Cut(self.cut(number, blocks)),
        }
    }

    /// Holds none any more.
    pub(super) fn forget(&self) {
        self.0.borrow_mut().iter_mut().for_each(|cut| *cut = None);
    }

    fn cut(&self, number: usize, blocks: &dyn Blocks) -> Rc<Words> {
        let mut all = self.0.borrow_mut();
        if all.is_empty() {
            all.resize(MOST, None);
        }
        match &mut all[number % MOST] {
            Some((of, words)) if *of == number => Rc::clone(words),
            other => {
                let words = Rc::new(blocks.cut(number));
                *other = Some((number, Rc::clone(&words)));
                words
            }
        }
    }
}
