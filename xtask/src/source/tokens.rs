//! Rust source as words and marks, without comments and without what stands in quotes. What is inside of macros counts too.

/// A word or a mark of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub text: &'a str,
    pub line: usize,
}

impl Token<'_> {
    pub fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => comment(rest),
            '"' => quoted(rest),
            '\'' => character_or_lifetime(rest),
            'r' | 'b' | 'c' if literal(rest).is_some() => literal(rest).unwrap_or(1),
            c if c.is_alphanumeric() || c == '_' => {
                let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                found.push(Token { text: rest.split_at(length).0, line });
                length
            }
            c if c.is_whitespace() => c.len_utf8(),
            _ => {
                let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
                found.push(Token { text: rest.split_at(length).0, line });
                length
            }
        };
        let (read, after) = rest.split_at(length);
        line += read.matches('\n').count();
        rest = after;
    }
    found
}

fn comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    let mut before = ' ';
    for (n, c) in rest.char_indices() {
        match (before, c) {
            ('/', '*') => (depth, before) = (depth + 1, ' '),
            ('*', '/') => (depth, before) = (depth - 1, ' '),
            _ => before = c,
        }
        at = n + c.len_utf8();
        if depth == 0 && n > 0 {
            break;
        }
    }
    at
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (n, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return n + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    rest.len()
}

/// `r"…"`, `br#"…"#`, `b"…"`, `b'…'`.
fn literal(rest: &str) -> Option<usize> {
    let prefix = rest.find(|c| !matches!(c, 'r' | 'b' | 'c'))?;
    let (letters, body) = rest.split_at(prefix);
    if letters.len() > 2 {
        return None;
    }
    if !letters.contains('r') {
        return match body.chars().next()? {
            '"' => Some(prefix + quoted(body)),
            '\'' if letters == "b" => Some(prefix + character_or_lifetime(body)),
            _ => None,
        };
    }
    let hashes = body.find(|c| c != '#')?;
    let (hashes, quoted) = body.split_at(hashes);
    let inside = quoted.strip_prefix('"')?;
    let end = format!("\"{hashes}");
    Some(prefix + hashes.len() + 1 + inside.find(&end).map_or(inside.len(), |n| n + end.len()))
}

fn character_or_lifetime(rest: &str) -> usize {
    let mut inside = rest.char_indices().skip(1);
    let (first, second) = (inside.next(), inside.next());
    match (first, second) {
        (Some((_, '\\')), Some((escaped, c))) => {
            let after = rest.split_at(escaped + c.len_utf8()).1;
            escaped + c.len_utf8() + after.find('\'').map_or(0, |n| n + 1)
        }
        (Some(_), Some((n, '\''))) => n + 1,
        _ => rest.char_indices().skip(1).find(|(_, c)| !c.is_alphanumeric() && *c != '_').map_or(rest.len(), |(n, _)| n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        tokens(source).iter().filter(|t| t.is_word()).map(|t| t.text).collect()
    }

    #[test]
    fn what_is_quoted_or_said_aside_is_no_source() {
        assert_eq!(
            words(
                r#"a "b \" c" d // e
            f /* g /* h */ i */ j"#
            ),
            ["a", "d", "f", "j"]
        );
        assert_eq!(words(r##"a r#"b " c"# d r"e" f br"g" h b"i" j"##), ["a", "d", "f", "h", "j"]);
        assert_eq!(words(r"a 'b' c '\'' d &'static e b'f' '\u{41}' g"), ["a", "c", "d", "e", "g"]);
    }

    #[test]
    fn a_word_knows_its_line_and_two_colons_are_one_mark() {
        let found = tokens("use a::b;\n\"\n\" c: d");
        let texts: Vec<_> = found.iter().map(|t| (t.text, t.line)).collect();
        assert_eq!(texts, [("use", 1), ("a", 1), ("::", 1), ("b", 1), (";", 1), ("c", 3), (":", 3), ("d", 3)]);
    }
}
