//! Bytes of every kind.

use std::time::Instant;

use super::*;

fn good() -> Vec<u8> {
    let note = format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, p(&r("note")));
    let text: String = (0..40)
        .map(|n| p(&format!(r#"<w:pPr><w:pStyle w:val="A"/></w:pPr>{}<w:r><w:footnoteReference w:id="1"/></w:r>"#, r(&n.to_string()))))
        .collect();
    file(&text, r#"<w:style w:styleId="A"><w:name w:val="heading 1"/></w:style>"#, &note, &note)
}

/// Numbers without an order, the same each time.
fn numbers() -> impl Iterator<Item = usize> {
    std::iter::successors(Some(88_172_645_463_325_252_u64), |x| {
        let x = x ^ (x << 13);
        let x = x ^ (x >> 7);
        Some(x ^ (x << 17))
    })
    .map(|x| usize::try_from(x >> 8).unwrap())
}

#[test]
fn a_shortened_file_is_read_or_refused() {
    let good = good();
    assert!(read(&good).is_ok());
    for end in 0..good.len() {
        assert!(read(&good[..end]).is_err());
    }
    for start in 1..good.len() {
        let _ = read(&good[start..]);
    }
}

#[test]
fn a_changed_file_is_read_or_refused() {
    let good = good();
    for at in 0..good.len() {
        for bit in [0, 3, 7] {
            let mut bytes = good.clone();
            bytes[at] ^= 1 << bit;
            let _ = read(&bytes);
        }
    }
    let mut numbers = numbers();
    let mut next = |below: usize| numbers.next().unwrap_or_default() % below;
    for _ in 0..3_000 {
        let mut bytes = good.clone();
        for _ in 0..=next(12) {
            let at = next(bytes.len());
            bytes[at] = u8::try_from(next(256)).unwrap();
        }
        let _ = read(&bytes);
    }
}

/// The text itself changed, under a whole zip.
#[test]
fn changed_xml_is_read_or_refused() {
    let text = format!(
        r#"<w:document {WORD}>{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p></w:document>"#,
        p(&r("人权 &amp; &#x4eba;")),
        p(&r("a"))
    );
    let mut numbers = numbers();
    let mut next = |below: usize| numbers.next().unwrap_or_default() % below;
    let from: Vec<char> = "<>&;/\"'= w:pr]![-人\u{0}#x".chars().collect();
    for _ in 0..3_000 {
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=next(4) {
            let at = next(chars.len());
            match next(3) {
                0 => chars[at] = from[next(from.len())],
                1 => chars.insert(at, from[next(from.len())]),
                _ => {
                    chars.remove(at);
                }
            }
        }
        let text: String = chars.into_iter().collect();
        let styles = Styles::default();
        let _ = Walk::new(&styles, Notes::default(), Notes::default()).part(&text);
        let _ = Styles::read(&text);
    }
}

/// What is as large as it may be takes seconds, not minutes.
#[test]
fn a_large_text_takes_no_longer_than_its_length() {
    let attributes: String = (0..100_000).map(|n| format!(r#" a{n}="b""#)).collect();
    let spaces: String = (0..100_000).map(|n| format!(r#" xmlns:a{n}="b""#)).collect();
    let styles = Styles::default();
    let now = Instant::now();
    for text in [
        format!("<w:document {WORD}>{}</w:document>", "<w:p/>".repeat(300_000)),
        format!("<w:document {WORD}>{}</w:document>", p(&r("a").repeat(30_000))),
        format!("<w:document {WORD}>{}</w:document>", p(&"<w:r><w:br/></w:r>".repeat(100_000))),
        format!("<w:document {WORD}><w:p{attributes}/></w:document>"),
        format!("<w:document {WORD}><w:p{spaces}/></w:document>"),
        format!("<w:document {WORD}>{}</w:document>", p(&r(&"&amp;".repeat(100_000)))),
        format!(
            "<w:document {WORD}>{}</w:document>",
            format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", r("a")).repeat(30_000)
        ),
    ] {
        let _ = Walk::new(&styles, Notes::default(), Notes::default()).part(&text);
    }
    assert!(now.elapsed().as_secs() < 60, "{:?}", now.elapsed());
}
