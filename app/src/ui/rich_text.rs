//! HTML that was sanitised when it was written (`backend::markdown`): the only user of `inner_html`
//! besides the text area.

use leptos::prelude::*;

/// Sanitised HTML. `data-content` marks what is content and not interface: it has its own language.
#[component]
pub fn RichText(html: String, #[prop(default = "prose")] class: &'static str) -> impl IntoView {
    view! { <div class=class data-content="" inner_html=html></div> }
}

/// Sanitised HTML where only a line of text may stand, as in a label: paragraphs and lists become lines.
#[component]
pub fn InlineText(html: String) -> impl IntoView {
    view! { <span class="inline-prose" data-content="" inner_html=inline(&html)></span> }
}

/// Takes out the tags of blocks that have no attributes; what has some is left as it is.
fn inline(html: &str) -> String {
    const BLOCKS: [&str; 6] = ["p", "ul", "ol", "li", "blockquote", "div"];
    const LINE: &str = "<br>";
    let lines = BLOCKS.iter().fold(html.replace(LINE, "\u{0}"), |text, block| {
        text.replace(&format!("<{block}>"), "\u{0}").replace(&format!("</{block}>"), "\u{0}")
    });
    lines.split('\u{0}').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(LINE)
}

/// A part of a page that is the same for everybody and was made once (`Context::kept_html`), from views: what is text in
/// it was escaped then.
#[component]
pub fn Kept(html: String) -> impl IntoView {
    view! { <div class="kept" inner_html=html></div> }
}

/// A sentence with gaps: sanitised HTML in which `{1}`, `{2}` … become fields. What stands in the fields is escaped here.
#[component]
pub fn GapText(html: String, gaps: Vec<GapField>) -> impl IntoView {
    let filled = (1..).zip(&gaps).fold(html, |html, (n, gap)| html.replacen(&format!("{{{n}}}"), &gap.html(n), 1));
    view! { <div class="prose gaps" data-content="" inner_html=filled></div> }
}

/// A field in a sentence.
#[derive(Clone, Debug)]
pub struct GapField {
    /// What it is called by a screen reader.
    pub label: String,
    /// What to choose from; empty: it is typed.
    pub choices: Vec<String>,
    /// What was filled in.
    pub value: String,
    /// What stands in a list before something is chosen.
    pub choose: String,
}

impl GapField {
    fn html(&self, n: usize) -> String {
        let escape = |text: &str| html_escape::encode_double_quoted_attribute(text).into_owned();
        let (label, value) = (escape(&self.label), escape(&self.value));
        let index = n - 1;
        if self.choices.is_empty() {
            return format!(
                "<input type=\"text\" name=\"gap_{index}\" aria-label=\"{label}\" value=\"{value}\" \
                 autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\">"
            );
        }
        let options: String = self
            .choices
            .iter()
            .map(|choice| {
                let selected = if *choice == self.value { " selected" } else { "" };
                format!("<option value=\"{}\"{selected}>{}</option>", escape(choice), html_escape::encode_text(choice))
            })
            .collect();
        format!(
            "<select name=\"gap_{index}\" aria-label=\"{label}\"><option value=\"\">{}</option>{options}</select>",
            html_escape::encode_text(&self.choose)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn paragraphs_and_lists_become_lines_and_nothing_comes_to_life() {
        assert_eq!(inline("<p>A <em>meeting</em></p>\n<p>is on</p>\n"), "A <em>meeting</em><br>is on");
        assert_eq!(inline("<p>Which?</p><ul><li>one</li>\n<li>two<br>three</li></ul>"), "Which?<br>one<br>two<br>three");
        assert_eq!(inline("Keep <code>it</code>"), "Keep <code>it</code>");
        let hidden = "<p title=\"a><script>alert(1)</script>\">x</p>";
        assert_eq!(inline(hidden), hidden.trim_end_matches("</p>"), "the attribute stays one");
    }
}
