//! A document as plain text: for a letter, for a form, for whoever reads without a screen.

use unicode_bidi::{BidiClass, bidi_class};

use super::{Block, Document, Span, last_number};
use crate::clean::stray;

/// The longest line.
const WIDTH: usize = 76;

/// The document as plain text; ends with a line feed, unless it is empty.
pub fn text(document: &Document) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !document.title.trim().is_empty() {
        parts.push(underlined(document.title.trim(), '='));
    }
    let about = [&document.subtitle, &document.author].map(|line| wrap(line.trim(), "", ""));
    parts.push(about.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"));
    let body = document.body();
    for block in body.blocks {
        parts.push(match block {
            Block::Heading { level, text } => {
                let gap = if level < 3 { "\n" } else { "" };
                format!("{gap}{}", underlined(&flat(&text), if level == 1 { '=' } else { '-' }))
            }
            Block::Paragraph(spans) => wrap(&flat(&spans), "", ""),
            Block::NumberedParagraph { number, spans } => wrap(&flat(&spans), &format!("{number}. "), ""),
            Block::Note(spans) => wrap(&flat(&spans), "| ", "| "),
            Block::Bullets(items) => list(items.iter().map(|item| ("- ".to_owned(), item.as_slice()))),
            Block::Numbered { first, items } => {
                let digits = last_number(first, &items).to_string().len();
                list((u64::from(first)..).zip(&items).map(|(number, item)| (format!("{number:>digits$}. "), item.as_slice())))
            }
            Block::Table { header, rows } => rows.iter().map(|cells| row(&header, cells)).collect::<Vec<_>>().join("\n\n"),
            Block::PageBreak => "\n".to_owned(),
        });
    }
    if !body.notes.is_empty() {
        parts.push(format!("\n{}", underlined(notes_title(&document.language), '-')));
        let line = |(number, note): (usize, &String)| {
            let mark = format!("[{number}] ");
            wrap(note, &mark, &" ".repeat(mark.len()))
        };
        parts.push((1..).zip(&body.notes).map(line).collect::<Vec<_>>().join("\n"));
    }
    parts.retain(|part| !part.is_empty());
    let mut out = parts.join("\n\n");
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// What stands above the footnotes.
fn notes_title(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("es" | "pt") => "Notas",
        Some("ru") => "Примечания",
        Some("ar") => "الحواشي",
        Some("zh") => "注释",
        _ => "Notes",
    }
}

/// The words, each link with its address unless that is what it says, each footnote as its number.
fn flat(spans: &[Span]) -> String {
    let mut out = String::new();
    let mut spans = spans.iter().peekable();
    while let Some(span) = spans.next() {
        out.push_str(&span.text);
        address(&mut out, span, spans.peek().copied());
        if let Some(number) = &span.note {
            let spaces = out.len() - out.trim_end_matches(' ').len();
            out.truncate(out.len() - spaces);
            out.push_str(&format!("\u{a0}[{number}]{}", " ".repeat(spaces)));
        }
    }
    out
}

/// Where the link leads that ends with this span, unless that is what it says.
fn address(out: &mut String, span: &Span, next: Option<&Span>) {
    let Some(url) = &span.link else { return };
    // A link in two styles is one link.
    let goes_on = next.is_some_and(|next| next.link.as_ref() == Some(url));
    let shown = url.trim_start_matches("mailto:").trim_start_matches("tel:");
    let said = span.text.trim();
    if !goes_on && said != shown && url != said && shown.split_once("://").is_none_or(|(_, rest)| rest.trim_end_matches('/') != said) {
        out.push_str(&format!(" <{shown}>"));
    }
}

fn list<'a>(items: impl Iterator<Item = (String, &'a [Span])>) -> String {
    let lines = items.map(|(mark, item)| wrap(&flat(item), &mark, &" ".repeat(mark.chars().count())));
    lines.collect::<Vec<_>>().join("\n")
}

/// Each cell on its own line after the name of its column.
fn row(header: &[Vec<Span>], cells: &[Vec<Span>]) -> String {
    let labels = header.iter().map(|cell| flat(cell)).chain(std::iter::repeat(String::new()));
    let line = |(label, cell): (String, &Vec<Span>)| {
        let value = flat(cell);
        match (label.trim_end_matches(':'), value.as_str()) {
            (_, "") => String::new(),
            ("", value) => wrap(value, "", "  "),
            (label, value) => wrap(&format!("{label}: {value}"), "", "  "),
        }
    };
    labels.zip(cells).map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn underlined(text: &str, mark: char) -> String {
    let text = wrap(text, "", "");
    if text.is_empty() {
        return text;
    }
    let longest = text.lines().map(width).max().unwrap_or_default();
    format!("{text}\n{}", mark.to_string().repeat(longest))
}

/// How many columns a character takes: two in Chinese, Japanese and Korean, none for a mark on a letter.
fn columns(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' => 2,
        '\u{20000}'..='\u{3fffd}' => 2,
        c if bidi_class(c) == BidiClass::NSM => 0,
        _ => 1,
    }
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Lines of at most `WIDTH`; only an address may be longer, as it would not work in two.
fn wrap(text: &str, first: &str, others: &str) -> String {
    let text: String = text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| *c == '\n' || !stray(*c)).collect();
    let mut out = String::new();
    for (index, part) in text.lines().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let mut line = if index == 0 { first } else { others }.to_owned();
        let (mut used, mut empty) = (width(&line), true);
        for word in pieces(part) {
            let inked = width(word.trim_end());
            if !empty && used + inked > WIDTH {
                out.push_str(line.trim_end());
                out.push('\n');
                (line, used) = (others.to_owned(), width(others));
            }
            let whole = used + inked <= WIDTH || word.contains("://") || word.contains('@');
            for c in word.chars() {
                if !whole && used + columns(c) > WIDTH && !c.is_whitespace() {
                    out.push_str(line.trim_end());
                    out.push('\n');
                    (line, used) = (others.to_owned(), width(others));
                }
                line.push(if c == '\u{a0}' { ' ' } else { c });
                used += columns(c);
            }
            empty = false;
        }
        out.push_str(line.trim_end());
    }
    out
}

/// The text parted where a line may end: after a space, and between wide characters.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in unicode_linebreak::linebreaks(text) {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        if before.is_some_and(|c| c.is_whitespace() || columns(c) == 2) || at == text.len() {
            out.extend(text.get(start..at).filter(|piece| !piece.is_empty()));
            start = at;
        }
    }
    out
}
