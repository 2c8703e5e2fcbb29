//! The glossary: `glossary.toml`, and marking its terms in lessons so that a definition opens on focus or tap,
//! without script: a button and a tooltip beside it, shown by the style sheet.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::front::Problem;

/// A term.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// As it is listed.
    pub term: String,
    /// Its abbreviation, or empty.
    #[serde(default)]
    pub short: String,
    /// Other forms under which it appears in texts.
    #[serde(default)]
    pub also: Vec<String>,
    /// One or two plain sentences.
    pub definition: String,
    /// Other terms.
    #[serde(default)]
    pub see: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Glossary {
    term: Vec<Term>,
}

impl Term {
    /// Its name in addresses.
    pub fn slug(&self) -> String {
        super::slug_of(&self.term)
    }

    fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.term.as_str()).chain([self.short.as_str()]).chain(self.also.iter().map(String::as_str)).filter(|f| f.len() > 1)
    }
}

/// Reads the glossary.
pub fn read(path: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Term> {
    let mut note = |line, reason: String| problems.push(Problem { path: path.to_owned(), line, reason });
    let terms = match toml::from_str::<Glossary>(text) {
        Ok(glossary) => glossary.term,
        Err(error) => {
            let line = error.span().map_or(1, |s| text.get(..s.start).unwrap_or_default().matches('\n').count() + 1);
            note(line, error.message().to_owned());
            return Vec::new();
        }
    };
    let line_of = |term: &str| text.lines().position(|l| l.contains(&format!("\"{term}\""))).map_or(0, |n| n + 1);
    let mut slugs: Vec<String> = Vec::new();
    for term in &terms {
        if slugs.contains(&term.slug()) {
            note(line_of(&term.term), format!("“{}” stands here twice", term.term));
        }
        slugs.push(term.slug());
        if term.definition.trim().is_empty() {
            note(line_of(&term.term), format!("“{}” has no definition", term.term));
        }
        for other in &term.see {
            if !terms.iter().any(|t| t.term == *other) {
                note(line_of(&term.term), format!("“{}” refers to “{other}”, which is not there", term.term));
            }
        }
    }
    terms
}

/// Marks the first appearance of each term in the paragraphs and lists of safe HTML. Headings, links, quotations and
/// what is already marked stay as they are; the longest form wins; abbreviations in capitals are matched as written.
pub fn mark_terms(html: &str, terms: &[Term]) -> String {
    let forms = Forms::of(terms);
    let mut marked = vec![false; terms.len()];
    let mut out = String::with_capacity(html.len() * 2);
    let mut closed_to: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, tag_on) = rest.split_at(open);
        let end = tag_on.find('>').map_or(tag_on.len(), |n| n + 1);
        let (tag, after) = tag_on.split_at(end);
        if closed_to.is_empty() {
            forms.mark(text, &mut marked, &mut out)
        } else {
            out.push_str(text)
        }
        let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if let Some(tag_name) = ["h2", "h3", "h4", "a", "blockquote", "code", "th", "pre"].into_iter().find(|t| *t == name) {
            if tag.starts_with("</") {
                closed_to.pop();
            } else {
                closed_to.push(tag_name);
            }
        }
        out.push_str(tag);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The forms of all terms by their first letter, the longest first.
struct Forms<'a> {
    terms: &'a [Term],
    by_letter: HashMap<char, Vec<Form<'a>>>,
}

struct Form<'a> {
    text: &'a str,
    lower: String,
    /// An abbreviation is matched as written.
    exact: bool,
    term: usize,
}

impl<'a> Forms<'a> {
    fn of(terms: &'a [Term]) -> Self {
        let mut by_letter: HashMap<char, Vec<Form<'a>>> = HashMap::new();
        for (term, text) in terms.iter().enumerate().flat_map(|(i, t)| t.forms().map(move |f| (i, f))) {
            let exact = text.chars().filter(|c| c.is_uppercase()).count() > 1 && !text.contains(' ');
            let lower = text.to_lowercase();
            let Some(letter) = lower.chars().next() else { continue };
            by_letter.entry(letter).or_default().push(Form { text, lower, exact, term });
        }
        by_letter.values_mut().for_each(|forms| forms.sort_by_key(|f| std::cmp::Reverse(f.text.len())));
        Self { terms, by_letter }
    }

    fn mark(&self, text: &str, marked: &mut [bool], out: &mut String) {
        let mut position = 0;
        let mut at_word = true;
        while let Some(rest) = text.get(position..).filter(|r| !r.is_empty()) {
            let Some(c) = rest.chars().next() else { break };
            let found = if at_word { self.at(rest, c, marked) } else { None };
            if let Some((term, word)) = found {
                let slug = term.slug();
                let definition = html_escape::encode_text(&term.definition);
                out.push_str(&format!(
                    "<button type=\"button\" class=\"term\" aria-describedby=\"term-{slug}\">{word}</button><span role=\"tooltip\" class=\"term-text\" id=\"term-{slug}\">{definition}</span>"
                ));
                position += word.len();
                at_word = false;
                continue;
            }
            out.push(c);
            at_word = !(c.is_alphanumeric() || matches!(c, '-' | '’' | '\'' | '&'));
            position += c.len_utf8();
        }
    }

    /// The term that begins here and was not marked yet, and the word as it stands in the text.
    fn at<'t>(&self, text: &'t str, letter: char, marked: &mut [bool]) -> Option<(&'a Term, &'t str)> {
        let forms = self.by_letter.get(&letter.to_lowercase().next()?)?;
        let form = forms.iter().find(|f| marked.get(f.term) == Some(&false) && f.begins(text))?;
        *marked.get_mut(form.term)? = true;
        Some((self.terms.get(form.term)?, text.get(..form.text.len())?))
    }
}

impl Form<'_> {
    fn begins(&self, text: &str) -> bool {
        let Some(word) = text.get(..self.text.len()) else { return false };
        let after = text.get(self.text.len()..).and_then(|r| r.chars().next());
        let ends = !after.is_some_and(|c| c.is_alphanumeric() || c == '-');
        ends && if self.exact { word == self.text } else { word.to_lowercase() == self.lower }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(term: &str, also: &[&str], definition: &str) -> Term {
        Term {
            term: term.into(),
            short: String::new(),
            also: also.iter().map(ToString::to_string).collect(),
            definition: definition.into(),
            see: vec![],
        }
    }

    #[test]
    fn the_longest_form_wins_and_only_the_first_time() {
        let terms = [term("Human rights", &[], "a"), term("Human Rights Council", &["Council"], "b"), term("CAT", &[], "c <x>")];
        let html = "<h2>Council</h2><p>The Human Rights Council and the Council. Human rights; a cat, CAT. councils</p>";
        let marked = mark_terms(html, &terms);
        assert_eq!(marked.matches("class=\"term\"").count(), 3, "{marked}");
        assert!(marked.starts_with("<h2>Council</h2><p>The <button type=\"button\" class=\"term\" aria-describedby=\"term-human-rights-council\">Human Rights Council</button>"), "{marked}");
        assert!(marked.contains("a cat, <button"), "{marked}");
        assert!(marked.contains("c &lt;x&gt;"), "{marked}");
    }

    #[test]
    fn wrong_terms_are_named_with_their_line() {
        let mut problems = Vec::new();
        read(
            "g.toml",
            "[[term]]\nterm = \"A\"\ndefinition = \"x\"\nsee = [\"B\"]\n\n[[term]]\nterm = \"A\"\ndefinition = \" \"\n",
            &mut problems,
        );
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(lines.iter().any(|l| l == "g.toml:2: “A” refers to “B”, which is not there"), "{lines:?}");
        assert!(lines.iter().any(|l| l.contains("stands here twice")), "{lines:?}");
    }
}
