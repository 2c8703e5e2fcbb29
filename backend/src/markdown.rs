//! Markdown to safe HTML. Sanitised when it is written; screens show it through `ui::rich_text` only.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// Where images of the product are: `![what it shows](images/name.png)` becomes `/images/name.png`.
const IMAGES: &str = "images/";

/// Renders Markdown (CommonMark with tables) and sanitises the result: no script, no style, links only to
/// http, https and mailto, images only of this site. Tables get a frame that scrolls, so that a phone never
/// scrolls sideways as a whole.
pub fn to_html(markdown: &str) -> String {
    let parser = Parser::new_ext(markdown, OPTIONS).map(lower_headings).map(own_images);
    let mut raw = String::new();
    html::push_html(&mut raw, parser);
    let clean = ammonia::Builder::default()
        .rm_tags(["video", "audio", "map", "area", "button", "span"])
        .url_schemes(["http", "https", "mailto"].into())
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") if !is_own_image(value) => None,
            ("img", "width" | "height") => None,
            _ => Some(value.into()),
        })
        .clean(&raw)
        .to_string();
    clean
        .replace("<table>", "<div class=\"table-scroll\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>")
        .replace("<img ", "<img loading=\"lazy\" ")
}

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_SMART_PUNCTUATION);

fn is_own_image(src: &str) -> bool {
    let plain = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    src.strip_prefix('/').and_then(|s| s.strip_prefix(IMAGES)).is_some_and(plain)
}

/// Images of this site get their address; of any other only the text stays.
fn own_images(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let dest_url = if dest_url.starts_with(IMAGES) { format!("/{dest_url}").into() } else { dest_url };
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        other => other,
    }
}

/// What is wrong with a text, with its line from 0: images without alternative text or of another site.
pub fn problems(markdown: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    let mut image: Option<(usize, bool)> = None;
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        let line = markdown.get(..range.start).unwrap_or_default().matches('\n').count();
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                if !dest_url.starts_with(IMAGES) {
                    found.push((line, "an image must be one of this site: images/name.png"));
                }
                image = Some((line, false));
            }
            Event::Text(text) | Event::Code(text) if !text.trim().is_empty() => {
                if let Some((_, says)) = &mut image {
                    *says = true;
                }
            }
            Event::End(TagEnd::Image) => {
                if let Some((line, false)) = image.take() {
                    found.push((line, "an image needs a text between [ and ] that says what it shows"));
                }
                image = None;
            }
            _ => {}
        }
    }
    found
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

/// The words of safe HTML, without its marks.
pub fn plain(html: &str) -> String {
    let bare = ammonia::Builder::empty().clean(html).to_string();
    html_escape::decode_html_entities(bare.trim()).into_owned()
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
            "![x](//example.org/x.png)",
            "![x](images/../../etc)",
            "<img src=\"/images/../x\">",
            "<button onclick=alert(1)>x</button>",
        ] {
            let html = to_html(bad).to_lowercase();
            for live in ["<script", "onerror", "javascript:", "data:", "<svg", "style=", "src="] {
                assert!(!html.contains(live), "{bad} → {html}");
            }
        }
    }

    #[test]
    fn an_image_of_this_site_is_shown_with_its_text() {
        assert_eq!(
            to_html("![The cycle](images/cycle.svg)").trim(),
            "<p><img loading=\"lazy\" src=\"/images/cycle.svg\" alt=\"The cycle\"></p>"
        );
        assert_eq!(problems("a\n\n![](images/x.png)\n![b](https://e.org/x.png)").len(), 2);
    }

    #[test]
    fn tables_and_headings_are_kept() {
        let html = to_html("# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        assert!(html.contains("<h2>A</h2>") && html.contains("<div class=\"table-scroll\" tabindex=\"0\"><table>"), "{html}");
        assert_eq!(to_inline_html("a *b*"), "a <em>b</em>");
    }
}
