//! Which terms of a glossary may be offered to who writes: of each concept the preferred ones, else all that are allowed.
//!
//! Nobody tells homonyms apart while a word is begun, so a term that any concept forbids is never offered.

use rustc_hash::FxHashSet;

use super::find::Id;
use super::{Form, Glossary, Status, Term};
use crate::language::Language;
use crate::names::fold;

/// A term that may be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its words in small letters without accents, with one blank between them.
    pub folded: String,
    id: Id,
}

/// The terms that may be offered, in the order of the files.
pub(super) fn offers(glossary: &Glossary) -> Vec<Offer> {
    let forbidden = forbidden(glossary);
    let may = |form: &Form| form.status != Status::Forbidden && !forbidden.contains(form.text.as_str());
    let best = |id: &Id, form: &Form| {
        let forms = &glossary.books[id.book].concepts[id.concept].forms;
        let preferred = |other: &Form| other.status == Status::Preferred && other.language == form.language;
        form.status == Status::Preferred || !forms.iter().any(preferred)
    };
    let all = glossary.ids().filter(|(id, form)| may(form) && best(id, form));
    all.map(|(id, form)| Offer { folded: fold::words(&form.text), id }).collect()
}

impl Glossary {
    /// The terms to be used in a text of this language, whose folded words are such, in the order of the files; a term
    /// of several concepts comes once for each.
    pub fn offered<'a>(
        &'a self,
        language: Language,
        fits: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = (&'a str, Term<'a>)> {
        let fitting = self.offers.iter().filter(move |offer| fits(&offer.folded));
        let terms = fitting.map(|offer| (offer.folded.as_str(), self.term(offer.id)));
        terms.filter(move |(_, term)| term.form.language.is_none_or(|own| own == language))
    }

    /// Whether any concept forbids this very term.
    pub fn forbids(&self, text: &str) -> bool {
        self.entry(text).iter().any(|term| term.form.status == Status::Forbidden && term.form.text == text)
    }
}

fn forbidden(glossary: &Glossary) -> FxHashSet<&str> {
    let forbidden = glossary.ids().filter(|(_, form)| form.status == Status::Forbidden);
    forbidden.map(|(_, form)| form.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Book;
    use super::*;

    #[test]
    fn what_is_preferred_else_what_is_allowed_and_nothing_forbidden() {
        let rows = "zh\ten\tstatus\n堤\tdyke\tpreferred\n堤\tbank\tallowed\n堤\tdike\tforbidden\n门\tÉcluse gate\t\n岸\tdike\t\n";
        let glossary = Glossary::new(vec![Arc::new(Book::read("a.tsv", rows))]);
        let offered = |language: Language, typed: &'static str| {
            let fits = move |folded: &str| folded.starts_with(typed);
            glossary.offered(language, fits).map(|(_, term)| term.form.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(offered(Language::ENGLISH, ""), ["dyke", "Écluse gate"]);
        assert_eq!(offered(Language::ENGLISH, "ecluse g"), ["Écluse gate"]);
        assert!(glossary.forbids("dike") && !glossary.forbids("dyke"));
    }
}
