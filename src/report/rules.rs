//! The rules' own pages as one: the reference that lies beside them as `src/rules/README.md`.

use std::io::{self, Write};

use crate::rule::{self, Rule};

const HEAD: &str = "\
# What postedit looks for

Made from the pages of the rules by `postedit rules --format markdown`; `postedit explain CODE` prints one of them. The
types are those of W3C ITS 2.0 and of MQM.

| check | what it flags | ITS type | MQM type |
|---|---|---|---|
";

/// Writes the reference: a table of all rules, then their pages.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(out: &mut impl Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for rule in rule::ALL {
        let Rule { code, its, mqm, .. } = rule;
        let summary = rule.summary().replace('|', "\\|");
        writeln!(out, "| [{code}](#{code}) | {summary} | {its} | {mqm} |")?;
    }
    for rule in rule::ALL {
        writeln!(out)?;
        page(rule, out)?;
    }
    Ok(())
}

/// A rule's page one level deeper, its examples marked as the text they are.
fn page(rule: &Rule, out: &mut impl Write) -> io::Result<()> {
    let mut fenced = false;
    for line in rule.doc.lines() {
        match line {
            "```" => writeln!(out, "```")?,
            _ if line.starts_with("```") => writeln!(out, "```text")?,
            _ if line.starts_with('#') && !fenced => writeln!(out, "#{line}")?,
            _ => writeln!(out, "{line}")?,
        }
        fenced ^= line.starts_with("```");
    }
    Ok(())
}
