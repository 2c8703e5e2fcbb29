//! The text of a paragraph: plain, with footnotes as `^[text of the note]` (Pandoc's inline notes).

/// A note, without its marks.
pub type Note<'a> = &'a str;

/// A piece of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text.
    Text(&'a str),
    /// A footnote at this place.
    Note(Note<'a>),
}

/// The pieces of a paragraph in order. Brackets inside a note are part of it as long as they are balanced; a note that
/// nobody closed is text, so that nothing typed ever disappears.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    // (start of the text before, start of the note's words, open brackets)
    let (mut from, mut note, mut open) = (0_usize, None::<usize>, 0_u32);
    let mut last = '\0';
    let mut start_of_mark = 0;
    for (at, c) in text.char_indices() {
        match (note, c) {
            (None, '[') if last == '^' => {
                start_of_mark = at - 1;
                (note, open) = (Some(at + 1), 1);
            }
            (Some(_), '[') => open += 1,
            (Some(words), ']') => {
                open -= 1;
                if open == 0 {
                    push_text(&mut found, text.get(from..start_of_mark));
                    if let Some(inner) = text.get(words..at).map(str::trim).filter(|inner| !inner.is_empty()) {
                        found.push(Part::Note(inner));
                    }
                    (from, note) = (at + 1, None);
                }
            }
            _ => {}
        }
        last = c;
    }
    push_text(&mut found, text.get(from..));
    found
}

fn push_text<'a>(found: &mut Vec<Part<'a>>, text: Option<&'a str>) {
    if let Some(text) = text.filter(|t| !t.is_empty()) {
        found.push(Part::Text(text));
    }
}

/// The text without its notes.
pub fn without_notes(text: &str) -> String {
    parts(text).iter().filter_map(|p| if let Part::Text(text) = p { Some(*text) } else { None }).collect()
}

/// Text as it may be kept: one kind of line end, no control characters, none of the marks that a word processor leaves
/// when its markup is pasted. Applied twice it changes nothing more.
pub fn clean(text: &str) -> String {
    let plain = if has_office_markup(text) { without_markup(text) } else { text.to_owned() };
    let unix = plain.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    let kept: String = unix
        .chars()
        .filter(|c| *c == '\n' || *c == '\t' || (!c.is_control() && !matches!(c, '\u{feff}' | '\u{fffc}' | '\u{202d}' | '\u{202e}')))
        .collect();
    let lines: Vec<&str> = kept.lines().map(str::trim_end).collect();
    let mut clean = String::with_capacity(kept.len());
    let mut empty = 0;
    for line in lines {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            clean.push_str(line);
            clean.push('\n');
        }
    }
    clean.trim().to_owned()
}

/// Whether this is the markup of a word processor and not text about it.
fn has_office_markup(text: &str) -> bool {
    ["<o:p>", "<!--[if gte mso", "class=\"Mso", "class=Mso", "urn:schemas-microsoft-com:office", "<w:"]
        .iter()
        .any(|mark| text.contains(mark))
}

/// The text between tags; what styles and comments hold is left out, the end of a paragraph is a new line.
fn without_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let after = |end: &str| tag.split_once(end).map_or("", |(_, after)| after);
        let name: String = tag.chars().take_while(|c| !c.is_whitespace() && *c != '>').collect::<String>().to_lowercase();
        rest = match name.as_str() {
            n if n.starts_with("!--") => after("-->"),
            "style" => after("</style>"),
            "xml" => after("</xml>"),
            _ => {
                if matches!(name.as_str(), "/p" | "br" | "br/" | "/li" | "/h1" | "/h2" | "/h3" | "/div" | "/tr") {
                    out.push('\n');
                }
                // a sign that opens no tag is a sign
                match tag.split_once('>') {
                    Some((_, after)) => after,
                    None => {
                        out.push('<');
                        tag
                    }
                }
            }
        };
        if rest.is_empty() {
            break;
        }
    }
    out.push_str(rest);
    let named = [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&rsquo;", "’"), ("&amp;", "&")];
    named.iter().fold(out, |text, (code, sign)| text.replace(code, sign))
}
