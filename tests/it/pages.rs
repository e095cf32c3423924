//! The rules' own pages: well formed, and their examples hold.
//!
//! In a page, a block marked `bad` yields exactly one finding of that rule and a block marked `good` none, at
//! the severity that is shown by default. A language tag may follow (`bad de`), and `md` for Markdown.

use std::sync::Arc;

use postedit::config::{RuleSetting, Settings};
use postedit::engine::Engine;
use postedit::finding::Finding;
use postedit::format::Format;
use postedit::glossary::{Book, Glossary};
use postedit::language::Language;
use postedit::rule::{self, Rule};

#[test]
fn every_page_has_its_title_and_parts() {
    for rule in rule::ALL {
        assert!(rule.doc.starts_with(&format!("# {}\n", rule.code)), "{}: title", rule.code);
        for part in ["\n## Why\n", "\n## Examples\n", "\n## Fix\n", "```bad", "```good"] {
            assert!(rule.doc.contains(part), "{}: the page lacks {part:?}", rule.code);
        }
    }
}

#[test]
fn the_reference_is_that_of_the_pages() {
    let mut made = Vec::new();
    postedit::report::rules::write(&mut made).unwrap();
    let kept = include_str!("../../src/rules/README.md");
    let how = "src/rules/README.md is out of date: cargo run -- rules --format markdown > src/rules/README.md";
    assert!(String::from_utf8(made).unwrap() == kept, "{how}");
}

#[test]
fn codes_are_kebab_case_unique_and_found_again() {
    for (i, rule) in rule::ALL.iter().enumerate() {
        assert!(rule.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.code);
        assert!(rule::ALL[..i].iter().all(|other| other.code != rule.code), "{} stands twice", rule.code);
        assert!(std::ptr::eq(rule::find(rule.code).unwrap(), rule));
        assert!(!rule.its.is_empty() && !rule.mqm.is_empty());
    }
}

#[test]
fn examples_hold() {
    let mut wrong = Vec::new();
    for rule in rule::ALL {
        for (info, example) in examples(rule) {
            let found = findings(rule, &info, &example);
            let want = usize::from(info.starts_with("bad"));
            if found.len() != want {
                let messages: Vec<&String> = found.iter().map(|f| &f.message).collect();
                wrong.push(format!("{}: {want} wanted, found {messages:?} in {example:?}", rule.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_a_page_on_repeats_leaves_alone_no_rule_on_repeats_flags() {
    let repeats: Vec<&Rule> = rule::ALL.iter().filter(|rule| rule.its == "duplication").collect();
    let mut wrong = Vec::new();
    for page in &repeats {
        for (info, example) in examples(page).iter().filter(|(info, _)| info.starts_with("good")) {
            for rule in &repeats {
                wrong.extend(findings(rule, info, example).iter().map(|f| format!("{}: {}", rule.code, f.message)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} false alarms:\n{}", wrong.len(), wrong.join("\n"));
}

fn findings(rule: &Rule, info: &str, example: &str) -> Vec<Finding> {
    let mut settings = Settings::default();
    for other in rule::ALL.iter().filter(|other| other.code != rule.code) {
        settings.set_rule(other.code, RuleSetting::Off);
    }
    let mut format = Format::Plain;
    settings.language = Some(Language::ENGLISH);
    settings.glossary = glossary();
    for word in info.split_whitespace().skip(1) {
        match word {
            "md" => format = Format::Markdown,
            tag => settings.language = Language::of_tag(tag),
        }
    }
    Engine::new(settings).check(example, format)
}

/// The glossary that the page of `glossary-term` speaks of.
fn glossary() -> Arc<Glossary> {
    let table = "source,preferred,forbidden\n1,dyke,dike\n2,Water Bureau,Water Office\n3,AI,IT\n4,dike rose,\n";
    Arc::new(Glossary::new(vec![Arc::new(Book::read("terms.csv", table))]))
}

/// The fenced blocks of a page with their info strings.
fn examples(rule: &Rule) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in rule.doc.lines() {
        let fence = line.strip_prefix("```");
        match (&mut open, fence) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks.retain(|(info, _)| info.starts_with("bad") || info.starts_with("good"));
    blocks
}
