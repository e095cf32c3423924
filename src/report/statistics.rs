//! How much was found: findings in all and for each 1,000 words, by severity, by check, and by the issue types of ITS
//! and MQM, in which customers count.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Checked;
use crate::block::Block;
use crate::finding::{Finding, Severity};
use crate::format::Format;
use crate::rule;

/// How many words of prose a text has: words and numbers, in scripts without spaces characters.
pub fn words(text: &str, format: Format) -> usize {
    let wordlike = |block: Block| block.tokens.iter().filter(|token| token.is_wordlike()).count();
    format.prose(text).iter().map(|prose| wordlike(Block::new(text, prose))).sum()
}

/// The counts of all files taken so far.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// Files read.
    pub files: usize,
    /// Words of prose in them.
    pub words: usize,
    by_severity: BTreeMap<Severity, usize>,
    by_code: BTreeMap<&'static str, usize>,
}

/// Findings of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The kind's name.
    pub name: &'static str,
    /// How many.
    pub findings: usize,
}

impl Statistics {
    /// Takes in one file.
    pub fn add(&mut self, checked: &Checked<'_>) {
        self.files += 1;
        self.words += checked.words;
        for Finding { severity, code, .. } in checked.findings {
            *self.by_severity.entry(*severity).or_default() += 1;
            *self.by_code.entry(code).or_default() += 1;
        }
    }

    /// All findings.
    pub fn findings(&self) -> usize {
        self.by_code.values().sum()
    }

    /// By severity, worst first, those that occur.
    pub fn severities(&self) -> Vec<Count> {
        self.by_severity
            .iter()
            .map(|(severity, findings)| Count { name: severity.name(), findings: *findings })
            .collect()
    }

    /// By check, the most frequent first, those that occur.
    pub fn codes(&self) -> Vec<Count> {
        sorted(self.by_code.iter().map(|(name, findings)| Count { name, findings: *findings }).collect())
    }

    /// By issue type of ITS 2.0, the most frequent first.
    pub fn its(&self) -> Vec<Count> {
        self.by_type(|rule| rule.its)
    }

    /// By error type of MQM, the most frequent first.
    pub fn mqm(&self) -> Vec<Count> {
        self.by_type(|rule| rule.mqm)
    }

    fn by_type(&self, name: impl Fn(&rule::Rule) -> &'static str) -> Vec<Count> {
        let mut types: BTreeMap<&'static str, usize> = BTreeMap::new();
        for (code, findings) in &self.by_code {
            *types.entry(rule::find(code).map_or("", &name)).or_default() += findings;
        }
        sorted(types.into_iter().map(|(name, findings)| Count { name, findings }).collect())
    }

    /// Findings for each 1,000 words, to one decimal, few of them as "<0.1"; a dash where there are no words.
    pub fn rate(&self, findings: usize) -> String {
        if self.words == 0 {
            return "–".to_owned();
        }
        match findings as f64 * 1000.0 / self.words as f64 {
            few if findings > 0 && few < 0.1 => "<0.1".to_owned(),
            rate => format!("{rate:.1}"),
        }
    }

    /// One line on the whole.
    pub fn summary(&self) -> String {
        let findings = counted(self.findings(), "finding");
        let rate = self.rate(self.findings());
        let (words, files) = (counted(self.words, "word"), counted(self.files, "file"));
        format!("{findings} in {words} of {files}: {rate} for each 1,000 words")
    }

    /// The tables for a terminal.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.summary())?;
        let tables = [
            ("severity", self.severities()),
            ("check", self.codes()),
            ("ITS type", self.its()),
            ("MQM type", self.mqm()),
        ];
        for (title, counts) in tables.iter().filter(|(_, counts)| !counts.is_empty()) {
            writeln!(out, "\n{title:40} {:>8} {:>10}", "findings", "per 1,000")?;
            for Count { name, findings } in counts {
                writeln!(out, "{name:40} {:>8} {:>10}", grouped(*findings), self.rate(*findings))?;
            }
        }
        Ok(())
    }
}

fn sorted(mut counts: Vec<Count>) -> Vec<Count> {
    counts.sort_unstable_by_key(|count| (std::cmp::Reverse(count.findings), count.name));
    counts
}

/// `1,234 findings`.
pub(super) fn counted(number: usize, thing: &str) -> String {
    format!("{} {thing}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A number with commas between groups of three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let comma = |i: usize| i > 0 && (digits.len() - i).is_multiple_of(3);
    digits.chars().enumerate().flat_map(|(i, digit)| comma(i).then_some(',').into_iter().chain([digit])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_easily() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(counted(1, "file"), "1 file");
    }

    #[test]
    fn few_findings_are_not_none() {
        let statistics = Statistics { words: 40_000, ..Statistics::default() };
        assert_eq!([0, 1, 4, 100].map(|findings| statistics.rate(findings)), ["0.0", "<0.1", "0.1", "2.5"]);
        assert_eq!(Statistics::default().rate(1), "–");
    }

    #[test]
    fn only_prose_counts() {
        assert_eq!(words("# Two words\n\nSee `a b c` in 3 [places](x/y.md).\n", Format::Markdown), 6);
        assert_eq!(words("他们看看。", Format::Plain), 4);
    }
}
