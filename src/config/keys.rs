//! Every setting there is, in one table: where it may be said, under which name, and what it takes.
//!
//! Whoever reads settings (`options`, `project`) asks it which names are known, so that a slip is answered with the
//! nearest of them; `schema` makes the JSON schemas of it. What the table lists and what is read are compared by tests.

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A client, in JSON.
    Client,
    /// A project, at the top of its `postedit.toml`.
    Project,
    /// One of the project's `[[overrides]]`, for some of its files.
    Override,
    /// One of a client's `overrides`.
    ClientOverride,
}

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A language tag, or `auto`.
    Language,
    /// The name of a severity.
    Severity,
    /// Rules by code, each with a severity's name or `off`.
    Rules,
    /// How far names are compared.
    Scope,
    /// Patterns of paths: one, or a list.
    Paths,
    /// A list of overrides.
    Overrides,
    /// `true` or `false`.
    Switch,
    /// How the symbols of a document are given.
    Outline,
    /// Something of the client's own, which is left alone.
    Anything,
}

/// A setting.
#[derive(Debug)]
pub struct Key {
    /// Its name in JSON; `None` where no client may say it.
    client: Option<&'static str>,
    /// Its name in the project's file; `None` where it may not stand at the top.
    project: Option<&'static str>,
    /// Whether an override may say it.
    overrides: bool,
    /// What it takes.
    pub takes: Takes,
    /// What holds where nobody says anything, if that can be written down.
    pub default: Option<&'static str>,
    /// What it means, in a sentence or two.
    pub says: &'static str,
}

impl Key {
    const fn new(name: &'static str, takes: Takes, says: &'static str) -> Self {
        Self { client: Some(name), project: Some(name), overrides: true, takes, default: None, says }
    }

    const fn of_all_files(name: &'static str, takes: Takes, says: &'static str) -> Self {
        Self { overrides: false, ..Self::new(name, takes, says) }
    }

    const fn of_client(name: &'static str, takes: Takes, says: &'static str) -> Self {
        Self { project: None, overrides: false, ..Self::new(name, takes, says) }
    }

    /// What it is called there; `None` where it may not be said.
    pub fn name_in(&self, place: Place) -> Option<&'static str> {
        match place {
            Place::Client => self.client,
            Place::Project => self.project.filter(|name| *name != PATHS),
            Place::Override => self.project.filter(|_| self.overrides),
            Place::ClientOverride => self.client.or(self.project).filter(|_| self.overrides),
        }
    }
}

/// The one name that only an override knows.
const PATHS: &str = "paths";

/// All of them, in the order in which they are listed.
pub static ALL: &[Key] = &[
    Key {
        default: Some("auto"),
        ..Key::new(
            "language",
            Takes::Language,
            "The language of the texts: \"auto\", or a tag such as \"en\", \"de\" or \"pt-BR\".",
        )
    },
    Key {
        client: Some("minSeverity"),
        default: Some("information"),
        ..Key::new("min-severity", Takes::Severity, "The least severity that is shown.")
    },
    Key {
        default: Some("project"),
        ..Key::of_all_files(
            "scope",
            Takes::Scope,
            "How far names are compared in a folder with a postedit.toml: over all files of the project, over those of one folder, or in each document by itself.",
        )
    },
    Key::new(
        "glossaries",
        Takes::Paths,
        "Glossaries (OmegaT's glossary.txt, CSV, TSV, TBX), as paths or patterns of paths from the project's folder. The terms they forbid are flagged, and names are spelt as they say.",
    ),
    Key::of_all_files(
        "exclude",
        Takes::Paths,
        "Files that are left alone, as patterns of their paths from the project's folder.",
    ),
    Key::new(
        "rules",
        Takes::Rules,
        "Switches a check off or gives all its findings one severity. A check not named here decides by the evidence it finds.",
    ),
    Key {
        client: None,
        ..Key::new(PATHS, Takes::Paths, "The files these settings are for, as patterns of their paths.")
    },
    Key::of_all_files(
        "overrides",
        Takes::Overrides,
        "Settings for some of the files; the later of two that name the same file counts.",
    ),
    Key::of_client("codeLens", Takes::Switch, "Shows counts above the first mention of each name that comes again."),
    Key {
        default: Some("tree"),
        ..Key::of_client(
            "symbols",
            Takes::Outline,
            "The outline of a text: names below their headings, or headings and names in one list.",
        )
    },
    Key::of_client("server", Takes::Anything, "How the client starts the server; the server leaves it alone."),
    Key::of_client("trace", Takes::Anything, "What the client logs; the server leaves it alone."),
];

/// The names known there.
pub fn names(place: Place) -> impl Iterator<Item = &'static str> {
    ALL.iter().filter_map(move |key| key.name_in(place))
}
