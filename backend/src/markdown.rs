//! Markdown to safe HTML. Sanitised when it is written; screens show it through `ui::rich_text` only.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Renders Markdown (CommonMark with tables) and sanitises the result: no script, no style, no
/// image, links only to http, https and mailto. Tables get a frame that scrolls, so that a phone
/// never scrolls sideways as a whole.
pub fn to_html(markdown: &str) -> String {
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION).map(lower_headings);
    let mut raw = String::new();
    html::push_html(&mut raw, parser);
    let clean = ammonia::Builder::default()
        .rm_tags(["img", "video", "audio", "map", "area"])
        .url_schemes(["http", "https", "mailto"].into())
        .clean(&raw)
        .to_string();
    clean.replace("<table>", "<div class=\"table-scroll\" tabindex=\"0\"><table>").replace("</table>", "</table></div>")
}

/// As [`to_html`], without the paragraph around a single one: for options and feedback.
pub fn to_inline_html(markdown: &str) -> String {
    let html = to_html(markdown);
    let inner = html.trim().strip_prefix("<p>").and_then(|h| h.strip_suffix("</p>"));
    match inner {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => html,
    }
}

/// The page has the only h1: a heading of the first level becomes one of the second.
fn lower_headings(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { level: HeadingLevel::H1, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes, attrs })
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => Event::End(TagEnd::Heading(HeadingLevel::H2)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_live_comes_through() {
        for bad in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "<a href=\"data:text/html,x\">x</a>",
            "<svg onload=alert(1)>",
            "<p style=\"position:fixed\">x</p>",
            "![x](https://example.org/x.png)",
        ] {
            let html = to_html(bad).to_lowercase();
            for live in ["<script", "onerror", "javascript:", "data:", "<svg", "style=", "<img"] {
                assert!(!html.contains(live), "{bad} → {html}");
            }
        }
    }

    #[test]
    fn tables_and_headings_are_kept() {
        let html = to_html("# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        assert!(html.contains("<h2>A</h2>") && html.contains("<div class=\"table-scroll\" tabindex=\"0\"><table>"), "{html}");
        assert_eq!(to_inline_html("a *b*"), "a <em>b</em>");
    }
}
