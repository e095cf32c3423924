//! The page of `check --format html`: it stands alone, holds together, and shows text as text.

use std::collections::BTreeSet;

use crate::cli::{folder, run_in};

const TEXT: &str = "# of *boats*\n\nWe met Lin Meihua & saw <script>alert(1)</script>. Then Lin Meihua sang, and Lin \
Meihua left.\n\n🌊 They say the the ferry\nleft Lin Mei Hua .\n";

fn page(files: &[(&str, &[u8])], arguments: &[&str]) -> String {
    let folder = folder(files);
    let ran = run_in(folder.path(), &[&["check", "--format", "html"], arguments].concat(), "");
    well_formed(&ran.out);
    ran.out
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Every tag is closed in its turn, no id stands twice, every link leads somewhere, and nothing is fetched.
fn well_formed(page: &str) {
    let mut open: Vec<&str> = Vec::new();
    let body = &page[page.find("</style>").unwrap()..];
    for tag in body.split('<').skip(2).map(|rest| rest.split('>').next().unwrap()) {
        match tag.strip_prefix('/') {
            Some(name @ ("head" | "html")) => assert!(open.is_empty(), "{name}: {open:?} are open"),
            Some(name) => assert_eq!(open.pop(), Some(name), "in {page}"),
            None if tag.starts_with("input ") => {}
            None => open.push(tag.split_whitespace().next().unwrap()),
        }
    }
    let ids = values(page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for href in values(page, "href") {
        assert!(unique.contains(href.strip_prefix('#').unwrap()), "{href} leads nowhere");
    }
    for fetched in ["src=", "url(", "@import", "http:", "https:", "<link", "<script"] {
        assert!(!page.contains(fetched), "{fetched} in {page}");
    }
}

#[test]
fn text_is_shown_as_text_with_its_findings() {
    let page = page(&[("a & b.md", TEXT.as_bytes())], &[]);
    assert!(page.contains("<title>3 findings in a &amp; b.md</title>"), "{page}");
    assert!(page.contains("# of *boats*</p>"), "the source as it is");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    let mark = "<mark class=\"warning\">the the</mark><a class=\"ref warning\" id=\"m1\" href=\"#n1\"";
    assert!(page.contains(&format!("🌊 They say {mark}")), "{page}");
    let note = "<b>warning</b> <code>repeated-word</code></p>\n<p>&quot;the&quot; is repeated.</p>\n<p class=\"fix\">Fix: Remove the second &quot;the&quot;</p>";
    assert!(page.contains(note), "{page}");
    assert!(page.contains("data-line=\"5\""), "the paragraph's first line");
}

#[test]
fn names_are_listed_with_their_forms_and_counts() {
    let page = page(&[("a.md", TEXT.as_bytes())], &[]);
    let row = |form: &str, times: usize| format!("{form}</th><td class=\"number\">{times}</td>");
    assert!(page.contains(&row("<tr><th scope=\"rowgroup\">Lin Meihua", 3)), "{page}");
    assert!(page.contains(&row("<tr><th scope=\"row\">Lin Mei Hua", 1)), "{page}");
    let place = TEXT.find("Lin Mei Hua").unwrap();
    assert!(page.contains(&format!("<td>segmentation</td><td><a href=\"#f1-{place}\">6</a></td>")), "{page}");
    let inside = format!("<span class=\"name\" id=\"f1-{place}\">Lin Mei Hua</span></mark>");
    assert!(page.contains(&inside), "a name within a finding: {page}");
}

#[test]
fn counts_stand_above_and_long_quiet_stretches_are_folded() {
    let quiet: String = (1..=9).map(|n| format!("Boat {n} lay at quay {}.\n\n", n * n)).collect();
    let text = format!("It is is late.\n\n{quiet}It was was early.\n");
    let page = page(
        &[("a.txt", text.as_bytes()), ("b.txt", b"Nothing.\n"), ("c.txt", b"\0<\x1b\n")],
        &["--select", "repeated-word", "none.txt", "."],
    );
    assert!(page.contains("<h1>2 findings in 3 files</h1>"), "{page}");
    assert!(page.contains("<li>none.txt: there is no such file.</li>"), "{page}");
    assert!(page.contains("repeated-word</code></th><td class=\"number\">2</td>"), "{page}");
    assert!(page.contains("<summary>5 paragraphs without findings</summary>"), "{page}");
    assert!(page.contains("<details class=\"file\" id=\"f2\">"), "a file without findings is folded");
    assert!(page.contains("␀&lt;␛"), "{page}");
}

#[test]
fn a_page_on_nothing_says_so() {
    let page = page(&[("a.txt", b"The ferry left.\n")], &[]);
    assert!(page.contains("<h1>No findings in a.txt</h1>") && !page.contains("<fieldset"), "{page}");
}
